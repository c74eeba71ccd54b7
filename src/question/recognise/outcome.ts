import type { Phrases } from '../phrases.ts';

/** What ICE recorded of a detainer; the value is the filter's word. */
export const outcome: Phrases = {
  kind: 'outcome',
  phrases: {
    declined: `declined|decline|declines|declining|declinations|declination|refused|refuse|refuses|refusing|refusal|refusals|rejected|reject|rejects|rejecting|rejection|rejections|ignored|ignore|ignores|ignoring|denied|deny|denies|denials|denial|dishonored|dishonor|dishonors|defied|defy|defies|rebuffed|rebuff|disregarded|disregard|disregards|unhonored|rechazados|rechazado|rechazadas|rechazada|rechazo|rechaza|rechazan|rechazaron|negados|ignorados
      turned|turn|turning|shot|blown|blew down|off
      not|never|wasnt|werent|arent honored|obeyed|accepted|followed|complied|heeded with?
      failed|failure|refused|refuse|refuses to honor|comply|accept
      said no to?
      detainers? declined by lea
      declined detainers|detainer|ones|holds
      refused|ignored|rejected|declined ice|immigration? detainers|detainer|requests|holds`,
    booked: `booked|transferred|picked|taken|booking|bookings|pickups|pickup|detained|ingresados
      booked|booking|taken in|into|by|up? ice|immigration|detention|custody|the feds? detention|custody?
      picked up by? ice|immigration|the feds?
      ended|resulted|ending|result|results up? in|with ice|detention|custody|booking|a? detention|custody|book-in?
      transferred|handed|turned|released over? to|into ice|immigration|federal custody|detention?
      taken|booked into custody|detention
      led|leads|lead to custody|detention|transfer|ice? custody?
      custody transferred
      ice took|takes|take custody
      book|books ins|in`,
    none: `no|without|without|w/o|missing|blank|empty|unknown|unrecorded a|an|any|recorded? outcome|outcomes|result|results|disposition|dispositions|lift reason|reasons?
      no|without|w/o|missing|blank|empty|unknown a|an|any? lift reason|reasons
      put no lift reason
      with nothing recorded?
      with no recorded? outcome|outcomes
      no outcome|result|disposition recorded|listed|given|yet
      nothing recorded|listed|happened
      unresolved|pending|unknown|blank outcome|outcomes|result
      unresolved|undetermined
      ended|end|ends with|w no|nothing outcome|result|recorded|disposition?
      missing outcomes|outcome
      sin resultado|desenlace
      outcome|lift reason missing|blank|unknown|empty`,
    left: `left custody
      left|leaving|leave custody|jail without|before ice|immigration|agents|the? feds? taking|picking|collecting|getting|arresting them|him|people? up?
      left|leaving|leave custody|jail with|without|w/o|before a|an|any|no? ice|immigration? pickup|pickups|pick-up|pick|agents up?
      just? left custody w/o|without ice|immigration? showing up
      no longer in custody
      left|leaving|leave custody|jail before|without ice? came|coming|showing? up?
      early release
      insufficient notice`,
    lifted: `lifted|lift|lifts|lifting|withdrawn|withdrew|withdraw|withdraws|withdrawing|withdrawals|withdrawal|dropped|drop|drops|cancelled|canceled|cancel|cancels|rescinded|rescind|rescinds|revoked|revoke|retracted|retirados
      lifted|withdrawn|dropped|cancelled|canceled|rescinded|pulled by ice|immigration
      ice lifted|withdrew|dropped|cancelled|canceled|rescinded|pulled
      pulled back
      taken back
      prosecutorial discretion`,
    replaced: `superseded|superseding|replaced|replacement|replacements|duplicate|duplicated|reissued
      new form issued`,
    died: `died|die|dies|death|deaths|dead|deceased|fallecidos|muertos
      died|die|dies with|while|in|under custody|jail?`,
  },
};

export const reason: Phrases = {
  kind: 'detail',
  phrases: {
    'reason:"USC or Presumptive Claim to US Citizenship"': `us|american|u.s|usa citizens|citizen
      americans|american
      united states citizens|citizen
      claim|claims|claimed to? us|american? citizenship
      citizens|citizenship of|claims? the? us|usa|united? states?
      usc|uscs|citizens
      us citizenship`,
    'gender:female': 'women|woman|female|females|girls|mujeres|moms|mothers',
    'gender:male': 'men|man|male|males|hombres',
    'kind:jail': `only|just county? jails|jail
      county? jails only`,
    'kind:prison': `only|just state? prisons|prison
      prisons only`,
    'age:': `kids|minors|minor|juveniles|juvenile|children|child|teens|teenagers|youth
      kids|minors|people|teens under|over|older|younger than|of 15|16|17|18|19|20|21|25|30|40|50|60
      under|over age? 15|16|17|18|19|20|21|25|30|40|50|60
      aged|elderly|older|younger`,
    'program:"criminal alien"': `under|through|in|by? the? criminal alien program|programs
      cap program`,
    'program:"fugitive operations"': `under|through|in|by? the? fugitive operations|ops program|teams|team?`,
    'program:287g': `under|through|by|of the? 287g program`,
    'unit:': `median|average|mean days|time|wait|length|duration
      median|average|mean|avg
      how long
      days|time|hours from|between|until detainer|detainers|release|booking to|and|until release|custody|pickup|detainer|booking|ice?
      days|time|hours between|from|until|to detainer|release|pickup
      duration|length of? stay?`,
    'per:day': `per|a|each day
      daily average|rate
      average|mean|avg number|count? of? detainers? per|a|each day
      per|a week|year`,
    'rate:': `per|rate|rates? per 100000|100k|100,000|1000|1,000|capita|resident|residents people|residents|inmates|population?
      per|a|each capita
      population|residents|inhabitants`,
  },
};
