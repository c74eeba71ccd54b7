import { withShortNames } from './short-names.ts';

/** What a sentence says of a detainer, before it is known of whose. */
export interface SaidOutcome {
  kind:
    | 'declined'
    | 'honored'
    | 'outstanding'
    | 'appeal'
    | 'before custody'
    | 'no notice'
    | 'withdrawn'
    | 'not declined'
    | 'no detainer';
  start: number;
  end: number;
}

/** "Retainer" is a slip of reporters. */
export const DETAINER =
  "(?:detainers?|retainers?|(?:detainer|hold|ICE|immigration|notification|custody) requests?|requests? for notification|immigration holds?|ICE holds?|(?:ICE|ERO|the agency)'s request)";
const WORDS = (most: number) => `(?: [^ ;:?!]+,?){0,${most}}?`;
const NOT = "(?:not|never|n't)";
const HONOR =
  '(?:honou?r|comply with|act on|acknowledge|abide by|respect|enforce|follow|recognize|accept|obey|heed|process|cooperate with)';
const HONORED =
  '(?:honou?red|complied with|acted on|acknowledged|respected|enforced|followed|recognized|accepted|obeyed|heeded|fulfilled)';
const IGNORED =
  '(?:ignored|declined|refused|rejected|disregarded|denied|dishonou?red|unhonou?red|overlooked|brushed aside|turned (?:down|away)|set aside|flouted|defied|violated|unheeded|bypassed)';

/** A pattern for any of these. */
export const either = (...sources: string[]): string => sources.map((source) => `(?:${source})`).join('|');

const DECLINED = new RegExp(
  either(
    // 'A detainer was issued, but was not honored', 'detainers that were not honored', 'its detainer went ignored'
    `\\b${DETAINER}\\b,?${WORDS(14)} (?:(?:was|were|is|are|has|have|had|been|being|went|wasn't|weren't|it was|and|but|which)(?: \\w+ly)? ){0,3}"?(?:${NOT} (?:being |been |\\w+ly )?${HONORED}|(?:was|were|been|being|went|goes|and|but|which|it|later|also|again|be|had been|plainly|simply|twice|initially|both|all) "?(?:\\w+ly )?${IGNORED})\\b`,
    `\\b${DETAINER}\\??,? "?(?:${NOT} (?:being )?${HONORED}|${IGNORED}|without effect)\\b`,
    `\\b(?:in no case|not once|at no time)\\b${WORDS(3)} ${DETAINER} ${HONORED}\\b|\\b${DETAINER} and (?:they|it|the \\w+) (?:simply )?${IGNORED}\\b|\\bnot one of\\b${WORDS(4)} ${DETAINER} (?:was|were) ${HONORED}\\b`,
    `\\bhonou?ring neither\\b${WORDS(3)} ${DETAINER}|\\bas if\\b${WORDS(2)} ${DETAINER} (?:weren't|wasn't|was not|were not|did not exist)`,
    `\\b(?:wasn't|weren't|isn't|hasn't been) ${HONORED}\\b`,
    // 'refused to honor', 'did not honor the detainer', 'chose not to honor it'
    `\\b(?:refus(?:ed|ing)|declin(?:ed|ing)|fail(?:ed|ing)|did not|didn't|chose not|opted not|elected not|neglected|would not|wouldn't|had not|hadn't|never)(?: to)? (?:"|')?${HONOR}(?:ed)?\\b"?${WORDS(10)} (?:${DETAINER}|it|that request|the request|this request|the hold)\\b`,
    `\\b(?:refusal|failure|decision not|unwillingness) to ${HONOR}\\b${WORDS(8)} ${DETAINER}`,
    // 'a detainer, which it did not honor', 'a detainer that the sheriff turned away'
    `\\b${DETAINER}\\b,?(?: [^ .;:?!]+){0,9}?,? (?:which|that) (?:it|they|(?:the )?(?:[A-Z][\\w.'-]+ ){0,5}[\\w'-]+) (?:(?:${NOT}|did not|didn't|would not|refused to|declined to|failed to|chose not to) ${HONOR}|(?:refused|declined|ignored|rejected|disregarded|turned (?:down|away)))\\b(?! to\\b)`,
    // 'let him go over an active detainer', 'freed even though ICE had a detainer on him'
    `\\b(?:releas\\w+|freed|let (?:\\w+ )?go|let (?:\\w+ )?out)\\b[^.;]{0,80} over (?:an? |the |its |ICE's |active |ICE |immigration |federal |arrest ){1,5}${DETAINER}`,
    `\\b(?:releas\\w+|freed|let (?:\\w+ )?go|let (?:\\w+ )?out)\\b(?:[^.;]|(?<=\\b[A-Za-z]{2,5})\\.(?= ?\\d)){0,100},? (?:even though|although|though) (?:ICE|ERO|(?:the )?(?:agency|[A-Z]\\w+)|there|he|she|officers) (?:had|has|was|were)(?: (?:already|an?|the|lodged|placed|under|subject to|active|immigration|ICE|arrest|put)){1,6} ${DETAINER}`,
    `\\b${DETAINER}\\b[^.]{0,80}[,;:—] ?(?:and )?(?:none|neither|not one)(?: of (?:them|these|those|which))? (?:was|were|has been|have been) ${HONORED}\\b`,
    `\\b${DETAINER}\\b[^.]{0,120}\\b(?:in (?:disregard|defiance|spite) of|despite|notwithstanding) it\\b`,
    `^(?:Both|All(?: \\w+)?|Each|They|It) (?:of them )?(?:was|were|went) (?:ignored|disregarded|unheeded|not honou?red)\\b`,
    `\\b(?:does not|doesn't|refuses to|declines to|fails to) ${HONOR} (?:the|this|its|ICE's|ERO's)(?: \\w+){0,3} detainer and (?:releases|frees|lets)\\b`,
    // 'ignored ICE's detainer', 'declined the detainer'
    `\\b(?:ignor|disregard|declin|reject|dishonor|dishonour|flout|brush|defi|defy|violat|spurn|rebuff)(?:ed|ing|d|es)?(?:"|')?(?! to\\b)(?: aside)?(?: (?:"|')?(?!that\\b|comment\\b)[^ .;:?!]+,?){0,7}? (?:"|')?${DETAINER}\\b`,
    `\\b(?:den(?:ied|ying)|refused|refusing|turned down|turning down|overlooked)(?: (?:the|so-called|an?|this|that|ICE's|ERO's|ICE|ERO|immigration|our|its|his|her|federal|active|lodged|[A-Z][a-z]+'s)){1,5} ${DETAINER}\\b`,
    // 'despite', 'with an active detainer', 'without the detainer being honored', 'without honoring'
    `\\b(?:despite|notwithstanding|in spite of|in defiance of|in violation of|contrary to|regardless of|heedless of)(?: (?:an?|the|any|that|this|his|her|their|having|there being|[^ .;:?!]+)){0,7}? ${DETAINER}\\b`,
    `\\b(?:releas\\w+|freed|let (?:go|out|him go|her go|them go)|discharged|back (?:in|on|onto|into)\\b)[^.;]{0,140}? with (?:an? |the |their |his |her |its |active |outstanding |pending |immigration |ICE |federal |civil |valid |lodged |existing |unfulfilled |arrest )*(?:(?:active |outstanding |pending |existing |lodged )(?:\\w+ )?${DETAINER}|${DETAINER} (?:in (?:his|her|their|the) file|on file|in place|in effect|lodged|pending|active))\\b`,
    `\\bdespite\\b[^.;"]{0,100}\\bthe (?:existence|presence) of (?:an? |active |immigration |ICE ){0,4}${DETAINER}`,
    `\\bdespite (?:an?|the|its|this) (?:\\w+ ){0,3}requests? (?:from|by|of) (?:U\\.S\\. )?(?:Immigration|ICE|ERO|federal)`,
    `\\bin disregard of\\b${WORDS(6)} ${DETAINER}|\\b${DETAINER} (?:was |went )?unheeded\\b`,
    `\\b(?:without|w\\/out|w\\/o)(?: to)?(?: (?:the|an?|any|ICE's|its|his|her|their|that|this|immigration|ICE|active|first|ever|even)){0,5} (?:(?:${HONOR}|honou?ring|complying with|acting on|acknowledging|heeding|respecting|regard (?:to|for))\\b${WORDS(7)} (?:${DETAINER}|it\\b)|${DETAINER} (?:being |having been )?${HONORED})`,
    `\\b(?:instead of|rather than) (?:honou?ring|honou?r|complying with)\\b${WORDS(6)} (?:${DETAINER}|it)\\b`,
    `\\b(?:none|neither|not one) of (?:the|these|those|its|ICE's|their|his|her|them|ICE)?(?: \\w+){0,4}? ?(?:${DETAINER} )?(?:was|were) ${HONORED}\\b`,
    `\\b(?:no|neither) ${DETAINER} (?:was|were) ${HONORED}\\b`,
    `\\b(?:declined|ignored|dishonored|unhonored|refused|rejected) ${DETAINER}\\b`,
    `\\bwhile (?:subject to|under) an? (?:active |immigration |ICE )*${DETAINER}\\b`,
  ),
  'gi',
);

const HONORED_CASE = new RegExp(
  either(
    `(?<!not |never |without |n't |to |of |neither |with |refused to |instead of |than |for )\\b(?:honou?red|honou?ring|honou?rs|complied with|accepted)\\b(?: (?:the|an?|its|ICE's|ERO's|ERO|ICE|this|that|immigration|first|two|both|our|[A-Z][a-z]+'s?|[A-Z][a-z]+|our|civil|active|his|her)){0,7} ${DETAINER}`,
    `\\b${DETAINER} (?:(?:was|were|had been) (?!not|never)(?:\\w+ly )?)?honou?red\\b`,
    `\\b(?:was|were) (?:kept|held)\\b[^.;]{0,90}\\bon an? (?:ICE |immigration )*${DETAINER}`,
    `\\b(?:transferred|turned|handed|surrendered|remanded|delivered)\\b(?: (?:him|her|them|over|custody|of|the|an?|into|back|[A-Za-z'-]+|\\d{1,2}-year-old)){0,7}? (?:in)?to (?:the custody of |custody of |the )?(?:ICE|ERO|U\\.S\\. Immigration|immigration|federal (?:immigration|custody|agents|officers)|deportation officers|(?:ICE|ERO)'s)`,
    `\\b(?:transferred|turned over|handed over|surrendered) by (?:the )?[^.;,]{3,60} (?:on|under|pursuant to) (?:an?|the|its) (?:ICE |immigration )?${DETAINER}`,
    `\\b(?:kept|held|holding|keeping) (?:him|her|them|an? [^.;]{3,60}?|the [^.;]{3,40}?) (?:for|until) (?:ICE|ERO)\\b`,
    `\\btransferred to (?:ICE|ERO) (?:on|under) an? ${DETAINER}`,
    `\\breleased (?:him |her |them )?(?:directly )?(?:in)?to (?:the custody of |the )?(?:ICE|ERO|immigration|deportation officers|federal immigration)\\b`,
    `\\b(?:took|take|taking|assumed|assume) (?:him |her |them |two |three |the \\w+ |\\w+ noncitizens? )?(?:in|into )?(?:custody)(?: of (?:him|her|them|the (?:man|woman|\\w+ (?:national|citizen|noncitizen))))? (?:at|from|inside) the (?:jail|[A-Z][\\w' ]{2,50}(?:Jail|Center|Facility|Prison|Corrections?))`,
    `\\b(?:deportation|immigration|ICE|ERO|federal) (?:officers|agents) (?:were|was|stood) (?:there |already )?waiting (?:in|at|inside) the (?:jail|sally port|lobby|facility|booking)`,
    `\\b(?:held|kept)\\b[^.;]{0,80}\\b(?:after|past|beyond) (?:his|her|their) (?:bail|bond|release|time)\\b[^.;]{0,80}\\b${DETAINER}`,
    `(?<=[;,(] ?)(?:released )?to (?:ICE|ERO)(?= (?:on )?(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.? \\d|[);,.])`,
    `\\b(?:was|were) taken into custody (?:at|from|inside) the [A-Z][\\w' ]{2,50}(?:Jail|Center|Facility|Prison|Corrections?|Institutions?)`,
    `\\btook \\w+ (?:noncitizens|people|men|women) into custody at the [A-Z][\\w' ]{2,50}`,
    `\\b(?:taken|went) (?:directly )?into (?:ICE|ERO|immigration) custody (?:at|from|upon (?:his|her) release from|on (?:his|her) release from) (?:the )?(?:jail|[A-Z][\\w' ]{2,50}(?:Jail|Center|Facility|Prison))`,
    `\\bpicked (?:him |her )?up (?:at|from) the (?:jail|[A-Z][\\w' ]{2,40}(?:Jail|Center)) (?:under|on|pursuant to) (?:the|an?) ${DETAINER}`,
  ),
  'gi',
);

const OUTSTANDING = new RegExp(
  either(
    `\\b(?:remain(?:s|ed)?|is|are|was|still|currently|being|stays|stayed)(?: (?:still|currently|being|now|also|there|since|in))* (?:held|detained|jailed|incarcerated|housed|serving|custody|behind bars|in jail)\\b(?! (?:\\w+ ){0,4}(?:ICE|ERO|immigration|federal|removal)\\b)(?! pending (?:their|his|her|an?) (?:\\w+ ){0,2}(?:hearings?|proceedings))`,
    `, (?:now |being )?held (?:in|at) the [A-Z][\\w' .]{2,50}(?:Jail|Center|Facility|Prison|Corrections?|Institution)\\b|\\bnow (?:in|at) the [A-Z][\\w' .]{2,50}(?:Jail|Center|Facility|Prison)\\b`,
    `\\bremain(?:s|ed)? (?:in|at) the [A-Z][\\w' .]{2,50}(?:Jail|Center|Facility|Prison|Corrections?|Institution)(?![^.;]{0,30}\\b(?:for|in|by) (?:ICE|ERO)\\b)`,
    `\\b(?:was|is|are|were) still (?:there|in (?:the )?(?:jail|custody|[A-Z][\\w' .]{2,50}(?:Jail|Center|Facility|Prison)))\\b(?![^.;]{0,30}\\b(?:ICE|ERO)\\b)`,
    `\\b${DETAINER}\\b${WORDS(6)} (?:remains?|is|are|still)(?: still| currently)? (?:in place|active|in effect|on file|pending|outstanding)\\b`,
    `\\b(?:projected|expected|scheduled|anticipated) release(?: date)?\\b|\\b(?:is|are) (?:scheduled|expected|due|set) to be released\\b|\\bhas not (?:yet )?been released\\b|\\bawait(?:s|ing) trial (?:at|in) (?:the )?[A-Z]`,
    `\\bstill in (?:local |county |the county's )?custody\\b(?! of ICE)`,
    `\\b${DETAINER} not yet (?:answered|acted on)\\b|\\b(?:has|have) (?:an? )?active (?:ICE |immigration |arrest )*detainers?\\b|\\bif (?:he|she) (?:makes|posts) (?:bond|bail)\\b`,
  ),
  'gi',
);

const APPEAL = new RegExp(
  either(
    `\\b(?:ask(?:s|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|demand(?:s|ed|ing)?|implor(?:es?|ed|ing)|plead(?:s|ed|ing)? with|beg(?:s|ged|ging)?|press(?:es|ed|ing)|want(?:s|ed)?|request(?:s|ed|ing)?)\\b(?:(?!\\brefus|\\bfailed)[^.;"]){0,160}?\\b(?:not (?:to )?(?:be )?(?:releas|let|allow|free)\\w*|not? (?:to )?release|to (?:honou?r|keep|hold|turn over|hand over|cooperate|not release)|to commit to honou?ring|honou?r(?:ing)? (?:the|its|this|that|ICE|his|her|arrest|all|these|our)|NOT be (?:let|released))`,
    `\\b(?:do|must|should|to) not (?:be )?(?:release(?:d)?|let (?:out|go)|free(?:d)?)\\b[^.;]{0,60}`,
  ),
  'gi',
);

const BEFORE = new RegExp(
  either(
    `\\b(?:releas\\w+|freed|let go)\\b[^.;]{0,80}\\bbefore (?:ICE|ERO|officers|agents|immigration \\w+|deportation officers|federal \\w+) (?:could|was able to|were able to|had|can|arrived|took|assumed|had a chance)[^.;]{0,40}`,
  ),
  'gi',
);

const NO_NOTICE = new RegExp(
  either(
    `\\bwithout (?:any |prior |advance |giving |providing |first |ever |so much as |due |proper |sufficient )*(?:notice|notification|notifying|informing|alerting|telling|contacting|a call|word|warning|calling)\\b`,
    `\\b(?:without|or) (?:honou?ring [^.;]{1,40} or )?telling (?:ICE|ERO|us|immigration|officers)`,
    `\\b(?:did not|didn't|never|failed to|failing to|neglected to|declined to|refused to|without) (?:notify|inform|alert|tell|contact|call|phone|notified|told|give (?:ICE |ERO )?notice|provide (?:ICE |ERO )?(?:with )?(?:notice|notification))\\b`,
    `\\b(?:ICE|ERO(?: \\w+)?|officers|immigration officials|deportation officers|we) (?:was|were|had|received|got|was not|were not)(?: (?:not|never|no))?(?: been)? (?:notified|told|informed|alerted|notice|notification|no notice)\\b`,
    `\\b(?:ICE|ERO|officers|the agency) (?:had |has )?(?:heard nothing|never heard|got no (?:call|word|notice))\\b|\\bwith no (?:prior |advance )?(?:notice|notification|word|warning|call)\\b`,
    `\\bnobody (?:let ICE know|told ICE|called ICE|notified ICE)\\b|\\bno (?:notice|notification) (?:was|to ICE|to ERO)\\b|\\bnot notified\\b`,
  ),
  'gi',
);

const WITHDRAWN = new RegExp(
  either(
    `\\b(?:ICE|ERO|the agency|it|officers)(?: \\w+){0,3} (?:withdrew|cancell?ed|lifted|rescinded|dropped)\\b${WORDS(5)} ${DETAINER}`,
    `\\b${DETAINER}\\b${WORDS(6)} (?:was|were|had been|been) (?:withdrawn|cancell?ed|lifted|rescinded|routed in error|sent in error|issued in error|misdirected|sent to the wrong|addressed to)\\b`,
  ),
  'gi',
);

const NO_DETAINER = new RegExp(
  either(
    `\\b(?:had|has|lodged|placed|issued|filed|there was|with) no ${DETAINER}`,
    `\\b(?:did not|didn't|had not|hadn't|never)(?: yet)? (?:lodge|lodged|place|placed|issue|issued|file|filed|have|send|sent)(?: an?| any| the)?(?: \\w+){0,2} ${DETAINER}`,
    `\\bbefore (?:the|its|ICE's|that) (?:${DETAINER}|request|form) (?:had been|was|could be) (?:transmitted|received|delivered|processed|sent|entered|seen)|\\bthe day before (?:the|its|ICE's|an?) ${DETAINER} (?:reached|arrived|came)`,
    `\\bno ${DETAINER} (?:was|had been|were)\\b|\\bbefore (?:ICE|ERO|it|an?|any|the|officers)(?: \\w+){0,4} ${DETAINER}(?: was| had been| could be)? (?:lodged|placed|issued|filed|sent)|\\bbefore (?:ICE|ERO|officers|it)(?: could| had| was able to)? (?:lodged?|placed?|issued?|filed?|sen[dt])(?: an?| the| its)?(?: \\w+){0,2} ${DETAINER}`,
  ),
  'gi',
);

/** Somebody says that it did not happen. */
const NOT_SO =
  /\b(?:den(?:y|ies|ied)|disput(?:e|es|ed)|contradict\w*|false(?:ly)?|incorrect(?:ly)?|wrong(?:ly)?|untrue|inaccurate|mistaken(?:ly)?) (?:that |having |claims? |the claim |it |ever |have |to have )?(?:\w+ ){0,4}$|\b(?:nobody|no one)\b[^.;]{0,60}$|\b(?:never|not) (?:\w+ )?$|\b(?:without|instead of|rather than) (?:ever )?(?:being|having been) (?:\w+ly )?$|\b(?:if|whether|unless|should|would have|could have|might|lest|were to|no longer|will|would|to|can|cannot|when|whenever|where|policy of|neither|policies that|laws? that|continue(?:s|d)? to|routinely|generally|often|typically) (?:\w+ ){0,3}$/i;
/** In small letters: 'in May' is a month. */
const MAY = /\bmay (?:\w+ ){0,3}$/;
/** In general, of no one case. */
const GENERAL =
  /(?<!\bas )\b(?:when|whenever|if|where) (?:\w+ ){0,6}(?:agencies|jurisdictions?|counties|cities|jails|courts (?:refuse|fail|ignore|decline)|officials (?:refuse|fail|ignore|decline|don't|do not)|an agency|detainers|(?:an?|the) detainer is(?! (?:pending|on file|active|in place|lodged|outstanding)))\b|\b(?:jurisdictions|sanctuary (?:cities|states|policies|politicians)|policies|agencies|counties) (?:\w+ ){0,4}(?:refus(?:e|es|ing)|fail|ignor(?:e|ing)|declin(?:e|ing)|do not|don't|choose|limit|that)\b\b|^an? (?:immigration |ICE )?detainer (?:is|requests?|asks?)\b|^detainers (?:are|request|ask)|\bdetainers? (?:is|are) (?:a|an|not|only|critical|placed|lodged|requests?)\b/i;

/** A detainer of another county, a court or the marshals is none of immigration. */
const OF_OTHERS =
  /\b(?:parole|probation|marshals?'?|warrant|state|county|military|interstate) detainer\b|\bdetainer (?:lodged |filed |placed )?(?:from|by) (?:the )?(?!ICE|ERO|U\.S\. I|U\.S\. Cit|Immigration|DHS|Enforcement|Homeland|Department of Homeland|Customs|Pacific)(?:\p{Lu}|another (?:state|county))/u;

/** 'is disputing allegations it never notified ICE' */
const AGAINST = /\b(?:disput|den(?:y|ie)|reject|refut|rebut)\w*\b[^.;]{0,60}$/i;
/** Handed from one federal agency to another after the border was crossed: no detainer was honored. */
const AT_BORDER =
  /\b(?:Border (?:Patrol|Protection)|USBP|CBP|port of entry|unaccompanied|Refugee Resettlement)\b|^(?:Those |The |Border )?[Aa]gents (?:then |later )?transferred\b/;

/** Everything that a sentence says of detainers. Sentences on detainers in general say nothing of a case. */
export function findOutcomes(sentence: string): SaidOutcome[] {
  const { text, place } = withShortNames(sentence);
  if (isGeneral(text)) return [];
  const found: SaidOutcome[] = [];
  const add = (kind: SaidOutcome['kind'], source: RegExp, keep: (match: RegExpMatchArray) => boolean = () => true) => {
    for (const match of text.matchAll(source))
      if (keep(match)) found.push({ kind, start: match.index ?? 0, end: (match.index ?? 0) + match[0].length });
  };
  add('no detainer', NO_DETAINER);
  add('withdrawn', WITHDRAWN);
  add(
    'declined',
    DECLINED,
    (match) =>
      !isDenied(text, match.index ?? 0, 60) &&
      !OF_OTHERS.test(text.slice(match.index ?? 0, (match.index ?? 0) + match[0].length + 40)) &&
      !found.some((other) => other.kind === 'withdrawn' && overlaps(other, match)),
  );
  add(
    'honored',
    HONORED_CASE,
    (match) =>
      !found.some((other) => other.kind === 'declined' && overlaps(other, match)) &&
      !AT_BORDER.test(text) &&
      !isDenied(text, match.index ?? 0, 40),
  );
  add('outstanding', OUTSTANDING);
  add('appeal', APPEAL);
  add('before custody', BEFORE);
  add('no notice', NO_NOTICE, ({ index = 0 }) => !AGAINST.test(text.slice(Math.max(0, index - 80), index)));
  return found.map(({ kind, start, end }) => ({ kind, start: place(start), end: place(end) }));
}

function isDenied(text: string, at: number, reach: number): boolean {
  if (/^(?:Did|Does|Do|Was|Were|Why|Has|Have|Is|Are|Who|Should|How)\b[^.]*\?["')]?$/.test(text)) return true;
  const before = text.slice(Math.max(0, at - reach), at);
  // 'with no notice to ICE despite its detainer': 'to' there leads to no verb
  const own = /^(?:despite|notwithstanding|without|with|over|in)\b/i.test(text.slice(at))
    ? before.replace(/\bto (?=(?:\w+ ){1,3}$)/, '')
    : before;
  return NOT_SO.test(own) || MAY.test(own);
}

export const isGeneral = (text: string): boolean => GENERAL.test(text);

const overlaps = (one: SaidOutcome, match: RegExpMatchArray): boolean =>
  one.start < (match.index ?? 0) + match[0].length && one.end > (match.index ?? 0);
