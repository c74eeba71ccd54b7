import { DETAINER, either, isGeneral } from './outcome.ts';

/** Another agency, or ICE in a correction, says that a detainer was not declined. */
const CONTRADICTION = new RegExp(
  either(
    `\\b(?:never|not|n't|no|neither)\\b[^.;]{0,60}\\b(?:receiv(?:ed|ing)|got|get|record of|sent|reached|arrived)\\b[^.;]{0,60}\\b(?:${DETAINER}|form|one|request|paperwork)\\b`,
    `\\bThat is not what happened\\b|\\bno such (?:person|inmate|prisoner|man)\\b|\\bNo ${DETAINER} (?:came|arrived|was (?:received|on file))\\b|\\bthere was no ${DETAINER}\\b|\\bno ${DETAINER} on (?:him|her)\\b`,
    `\\bno ${DETAINER} (?:was|were) (?:ever )?(?:presented|received|sent|delivered|lodged|given|filed|served)\\b`,
    `\\bfax (?:\\w+ )?(?:was )?sent to (?:ICE|ERO)\\b|\\b(?:telephoned|phoned|rang|e-mailed|paged)\\b[^.;]{0,30}\\b(?:ICE|ERO|immigration|federal)\\b`,
    `\\bgave (?:them|ICE|ERO|the agency|federal \\w+) (?:\\w+ ){0,2}(?:\\d+|an?|one|two|three|four|five|six|several|\\w+teen|\\w+ty)(?: \\w+)? (?:hours?|minutes|days?)\\b`,
    `\\b(?:they are|they're|ICE is|that is|that's|it is|claim is|claims are) (?:just |simply |flatly )?(?:mistaken|wrong|false|untrue|not true|incorrect)\\b`,
    `\\bdid not (?:decline|refuse|ignore|reject|disregard) (?:the|that|this|any|ICE's|its|a) ${DETAINER}`,
    `\\b(?:log|logs|records?) shows? that it did\\b`,
    `\\bsent (?:an? |the )?notice[^.;]{0,40} to (?:ICE|ERO)\\b|\\btold (?:ICE|ERO) of (?:his|her|the) release\\b`,
    `\\b(?:never|not|n't) (?:\\w+ ){0,3}(?:in (?:the )?custody|held|booked|been in|an inmate|jailed)\\b`,
    `\\b${DETAINER}\\b[^.;]{0,60}\\b(?:reached|arrived|came|was received|got)\\b[^.;]{0,60}\\b(?:after|later|too late)\\b`,
    `\\b(?:notified|informed|called|alerted|emailed|faxed|told|contacted|gave notice to|notifying) (?:ICE|ERO|the agency|immigration|federal)\\b`,
    `\\b(?:ICE|ERO|federal officers|immigration officers|the agency) (?:was|were|had been|was in fact) (?!not\\b|never\\b)(?:\\w+ )?(?:notified|told|informed|called|given|alerted)\\b`,
    `\\b(?:sent|faxed|emailed|gave) (?:ICE|ERO|the agency|federal officers|immigration officers) (?:\\w+ ){0,3}notices?\\b|\\bnotice\\b[^.;]{0,30}\\b(?:was|were) (?:sent|given|faxed|emailed|provided)|\\bgave (?:ICE |ERO |the agency )?(?:a date|notice|advance notice)|\\banswered that detainer\\b`,
    `\\b(?:ICE|ERO|no officer|no one|nobody|officers|the agency|agents)\\b[^.;]{0,40}\\b(?:did not|didn't|never|failed to|declined to)? ?(?:came|come|show|showed|pick|picked|appear|appeared|respond|responded|arrive|arrived|collect)\\b`,
    `\\b(?:turned over|handed(?: (?:him|her|them))?(?: over)?|transferred|released|surrendered|picked up|collected|taken|went)\\b[^.;]{0,50}\\b(?:to|by|into) (?:the custody of )?(?:ICE|ERO|federal|immigration)\\b`,
    `\\bhanded (?:him|her|them) over\\b|\\bsigned for (?:him|her)\\b`,
    `\\b(?:routed|sent|issued|addressed|lodged|listed|attributed|included|named|released|made)\\b[^.;]{0,40}\\b(?:in error|by mistake|erroneously|incorrectly|wrongly|mistakenly)\\b|\\b(?:erroneously|incorrectly|wrongly|mistakenly) (?:\\w+ )?(?:listed|attributed|stated|said|reported|included|named|identified)`,
    `\\b(?:It|They|We|The (?:county|jail|sheriff|office|department|court)) did not\\b(?=[.,]|$)`,
    `\\bhonou?red (?:the|that|this|ICE's|its) ${DETAINER}`,
    `\\b(?:withdrew|withdrawn|cancell?ed|rescinded|lifted)\\b[^.;]{0,40}\\b(?:${DETAINER}|it)\\b|\\b${DETAINER}\\b[^.;]{0,40}\\b(?:withdrawn|cancell?ed|rescinded|lifted)\\b`,
  ),
  'gi',
);
/** Needs no speaker: it is told as a fact. */
const STRONG =
  /^(?:It|They|We|The \w+) did not$|\bnever (?:\w+ ){0,3}(?:in (?:the )?custody|received|got)|\b(?:reached|arrived)\b|\b(?:in error|by mistake|erroneously|incorrectly|wrongly|mistakenly)\b|\bnobody sent\b|\bnot what happened\b|\bno such\b|\bdid not (?:decline|refuse|ignore|reject)\b|\bfax\b|\b(?:withdrew|withdrawn|cancell?ed|rescinded)\b|^No |made in error/i;
const SPEAKER =
  /\b(?:sheriff|county|city|jail|court|police|department|office|spokes(?:man|woman|person)|official|officials|undersheriff|attorney|counsel|clerk|mayor|chief|corrections|commissioner|warden|we|our|state)\b/i;
const SPEECH =
  /\b(?:said|says|say|stated|states|wrote|writes|told|according to|disput\w+|den(?:y|ies|ied)|responded|countered|records? (?:show|indicate)|show(?:s|ed)?|show that|maintain\w*|insist\w*|added|noted|explained|contend\w*|acknowledged|admitted|correct(?:s|ed|ion)?|retract\w*|claims?|called)\b/i;

/** Words by which a text tells that somebody holds the claim to be wrong; not that somebody defends a policy. */
const AT_ODDS =
  /\b(?:disput(?:es?|ed|ing)|(?<!\b(?:detainers?|requests?|holds?) (?:was |were |had been |been )?)den(?:y|ies|ied)(?! (?:an?|the|its|ICE's|ICE|immigration|federal|those|these|that|all|so-called| ){0,4}(?:detainers?|holds?|requests?)\b)|push(?:es|ed|ing) back|fir(?:es|ed) back|rebut\w*|misleading|inaccurate\w*|erroneous\w*|no record of|version of events|trade blame|at odds|says? otherwise|not true|untrue|mistaken(?:ly (?!believ|thought|think|assum)|\b(?!ly))|record straight|different (?:story|account)|contradict\w*|false(?:ly)?|incorrect\w*|retract\w*|corrected|(?<!of )correction)\b/i;

/** The words of a local party that holds a claim to be wrong, without what exactly. */
export function findQuarrel(text: string): { start: number; end: number } | undefined {
  const match = AT_ODDS.exec(text);
  if (
    !match ||
    isGeneral(text) ||
    !SPEAKER.test(text) ||
    /\b(?:imprisonment|pretenses?|charge|alias|name|court denied|judge denied|denied (?:bail|bond))\b/i.test(text)
  )
    return undefined;
  return { start: match.index, end: match.index + match[0].length };
}

/** The words by which a sentence contradicts a claim, with whether it says who speaks. */
export function findContradiction(said: string): { start: number; end: number; spoken: boolean } | undefined {
  if (isGeneral(said)) return undefined;
  // A federal prosecutor is no local party; the words keep their places
  const text = said.replace(/\bU\.S\. [Aa]ttorney(?:'s [Oo]ffice)?/g, (words) => 'X'.repeat(words.length));
  for (const match of text.matchAll(CONTRADICTION)) {
    const start = match.index ?? 0;
    if (
      /\b(?:without|failed to|did not|didn't|not|never|refus\w+ to|neglect\w+ to|declin\w+ to|before) (?:\w+ ){0,2}$/i.test(
        text.slice(Math.max(0, start - 40), start),
      )
    )
      continue;
    return {
      start,
      end: start + match[0].length,
      spoken:
        (SPEAKER.test(text) && SPEECH.test(text)) ||
        (STRONG.test(match[0]) && !/\b(?:ICE|ERO|DHS)(?: \w+)? (?:said|says|stated|officials)\b/.test(text)),
    };
  }
  return undefined;
}
