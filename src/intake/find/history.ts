/** Removals, orders of removal, how somebody was released, and what happened after: by the words of a sentence. */
export interface Said<T> {
  value: T;
  start: number;
  end: number;
}

const NUMBERS: Readonly<Record<string, number>> = {
  once: 1,
  twice: 2,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
};
const NUMBER = '(?:\\d{1,2}|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const SEVERAL = '(?:multiple|several|numerous|repeated|many)';
const GONE = '(?:removed|deported|expelled)';
const numberOf = (word: string): number | 'several' => {
  const lower = word.toLowerCase();
  if (/^\d+$/.test(lower)) return Number(lower);
  return NUMBERS[lower] ?? 'several';
};

const REMOVALS: readonly RegExp[] = [
  new RegExp(
    `\\b${GONE}(?: from the (?:United States|U\\.S\\.|country)| to [A-Z][a-z]+)? (${NUMBER}|${SEVERAL}) times?\\b`,
    'i',
  ),
  new RegExp(`\\b${GONE}(?: from the (?:United States|U\\.S\\.|country)| to [A-Z][a-z]+)? (once|twice)\\b`, 'i'),
  new RegExp(`\\b(once|twice|${NUMBER} times|${SEVERAL} times)[- ]${GONE}\\b`, 'i'),
  new RegExp(
    `\\b(${NUMBER}|${SEVERAL}) (?:prior |previous |past |earlier |separate |formal )*(?:removals|removal|deportations|deportation)\\b(?! (?:orders?|officers?|proceedings|flights?|hearings?|cases?))`,
    'i',
  ),
  /\b(?:prior|previous|past) (?:removals|deportations)\b/i,
];
const DATED = new RegExp(`\\b${GONE}\\b([^.;]{0,140})`, 'i');
const ONCE =
  /\b(?:previously|formerly|already|earlier|been|was|were|had|first) (?:been )?(?:previously )?(?:removed|deported)\b|\bpreviously[- ](?:removed|deported)\b|\b(?:prior|previous|an earlier) (?:removal|deportation)\b(?! orders?)|\b(?:removed|deported) (?:him|her)\b|\bhad (?:previously )?removed (?:him|her)\b|^removed \d{4}|\b(?:and|then) (?:removed|deported) in (?:19|20)\d\d\b|\bafter (?:being |having been )?(?:removed|deported|removal|deportation)\b/i;
const NOT_YET =
  /\b(?:will|would|to|could|can|may|be|being|pending|ordered(?: him| her)?|ordered to be|subject to|for|until|not|never|processed for|before|await\w*)(?: be| being)? $/i;

/** How often somebody was removed before. A bare 'previously removed' is once; dates are counted. */
export function findRemovals(text: string): Said<number | 'several'> | undefined {
  for (const pattern of REMOVALS) {
    const match = pattern.exec(text);
    if (match)
      return {
        value: match[1] ? numberOf(match[1].split(' ')[0] ?? '') : 'several',
        start: match.index,
        end: match.index + match[0].length,
      };
  }
  const once = ONCE.exec(text);
  if (!once || NOT_YET.test(text.slice(Math.max(0, once.index - 20), once.index))) return undefined;
  const dated = DATED.exec(text.slice(once.index));
  const years = new Set(dated?.[1]?.match(/\b(?:19|20)\d\d\b/g) ?? []);
  const again = (dated?.[1]?.match(/\bagain\b/g)?.length ?? 0) > 0 && years.size < 2 ? 1 : 0;
  return { value: Math.max(1, years.size) + again, start: once.index, end: once.index + once[0].length };
}

const ORDER =
  /\b(?:(?:final |standing |prior |outstanding |active )?(?:removal order|order of removal|deportation order|order of deportation|removal orders)|ordered (?:him|her|\w+|the [\w ]{1,30}?)?,? ?(?:to be |be )?(?:removed|deported)|ordered (?:his|her) (?:removal|deportation)|(?:was|been|were) ordered (?:removed|deported)|order(?:ed)? (?:his|her|\w+'s) removal|issued a final order)\b/i;
const NO_ORDER = /\b(?:no|without an?|not have an?|never|not (?:been )?|has no|had no) (?:final |prior )?$/i;

/** True for an order of removal, false where the text says that there is none. */
export function findOrder(text: string): Said<boolean> | undefined {
  const match = ORDER.exec(text);
  if (!match) return undefined;
  return {
    value: !NO_ORDER.test(text.slice(Math.max(0, match.index - 24), match.index)),
    start: match.index,
    end: match.index + match[0].length,
  };
}

const HOW: readonly [string, RegExp][] = [
  [
    'own recognizance',
    /\b(?:his|her|their|personal) (?:own )?recognizance\b|\bown recognizance\b|\bO\.?R\.? release\b|\bpersonal recognizance\b/i,
  ],
  [
    'dismissed',
    /\bdismissed (?:its|the|his|her) case\b|\b(?:charges?|case)(?: \w+){0,4} (?:dismissed|dropped|withdrawn)\b|\bnol(?:le)? pros\w*|\bdismiss(?:ed|al)\b|\bdropped (?:the|all) charges?\b|\bdeclined to (?:prosecute|go on|proceed|pursue|file)\b/i,
  ],
  [
    'sentence served',
    /\b(?:time served|served (?:his|her|a|\d|the|out)|end of (?:his|her|that|the|a) sentence|complet(?:ed|ing) (?:his|her|a|the)(?: \w+){0,4} sentence|serv(?:ed|ing) (?:his|her|a)(?: \w+){0,4} sentence|sentence (?:was )?(?:complete|served))/i,
  ],
  [
    'bond',
    /\b(?:on|posted|posting|made|making|after) (?:an? |unsecured |cash |surety ){0,3}(?:\$[\d,.]+ )?(?:\w+ )?(?:bond|bail)\b|\bbonded out\b|\bbondsman\b|\b(?:bond|bail) posted\b|\b(?:posted|paid|made|lowered|reduced|amended|set|posting|paying|making) (?:his |her |an? |the )?(?:\$[\d,]+ )?(?:\w+ )?(?:bond|bail)\b|\bbailed out\b|\bunsecured bond\b|\b(?:bond|bail) (?:was|of|after|with)\b|\bunsecured\b/i,
  ],
  ['probation', /\b(?:on|to|sentenced to)(?: \w+){0,4} probation\b/i],
  ['parole', /\b(?:on|granted|state) parole\b|\bparoled\b/i],
  [
    'supervision',
    /\b(?:supervised release|pretrial (?:release|services|supervision)|electronic monitoring|under supervision|court supervision|release program)\b/i,
  ],
  [
    'court order',
    /\b(?:court'?s? order|order of (?:the|a) (?:court|judge)|on a court's order|judge (?:ordered|released|said released)|ordered released|court released|by a judge|by order of)\b/i,
  ],
  ['processed and released', /\bprocessed and released\b/i],
];

/** How somebody left local custody, in the words of a closed list. */
export function findHow(text: string): Said<string> | undefined {
  for (const [value, pattern] of HOW) {
    const match = pattern.exec(text);
    if (match) return { value, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

const LATER: readonly [string, RegExp][] = [
  [
    'arrested again locally',
    /\b(?:later|subsequently)\b[^.;]{0,20}\bre-?arrested\b|\bre-?arrested\b|\barrested again\b|\barrested (?:him|her|the (?:man|woman)) (?:once )?again\b|\bagain arrested\b/i,
  ],
  [
    'at large',
    /\b(?:remains?|remained|still|is|currently|stay(?:s|ed)?) (?:\w+ )?at[- ]large\b|\bat-large\b(?= (?:and|today))|\bwhereabouts (?:are|remain) unknown\b|\b(?:do|does|did) not know where (?:he|she) is\b|\bstill looking for (?:him|her)\b|\bhas not been (?:found|located|arrested)\b|\bunable to locate (?:him|her)\b|\bstill searching for (?:him|her)\b|\bremains? a fugitive\b/i,
  ],
  [
    'removed',
    /\b(?:was|were|has been|been) (?:since )?(?:removed|deported) (?:from the (?:United States|U\.S\.)|to [A-Z]\w+)[^.;]{0,30}\b(?:after (?:his|her|the) arrest|following|since then)\b|\bhas (?:since|now) been (?:removed|deported)\b/i,
  ],
  [
    'federal charges',
    /\b(?:federal(?:ly)? (?:charge[sd]?|complaint|indict\w+|prosecut\w+|grand jury)|charged federally|indicted by a federal|U\.S\. attorney's office (?:\w+ ){0,3}(?:charg|prosecut|accept)\w*|faces? federal|prosecution for (?:illegal )?re-?entry|criminal complaint)\b/i,
  ],
  [
    'in ICE custody',
    /\b(?:remains?|is|currently|being|held|will remain|detained|remained|are|she's|he's)(?: \w+){0,3} (?:in|at) (?:the )?(?:ICE|ERO|immigration|custody of ICE|the custody of ICE)(?: custody| detention)?\b|\bin (?:ICE|ERO|immigration|federal immigration) (?:custody|detention)\b|\bdetained (?:in [^.;]{0,30})?pending (?:an? |his |her )?(?:\w+ )?(?:hearing|removal|immigration|outcome)|\bheld (?:without bond )?pending (?:removal|immigration)|\bheld by (?:U\.S\. Immigration|ICE|ERO)\b|\bheld (?:at|in) [^.;]{0,60} for ICE\b|\bcustody (?:of ICE|pending (?:removal|immigration|the outcome of removal))|\bremains? in custody pending (?:removal|immigration)|\b(?:he's|she's|is) (?:now )?at the [A-Z]\w+ Detention Center/i,
  ],
];
const NO_CUSTODY = /\b(?:transfer\w*|into|before|placed?|came|come|take\w*|safe|from) (?:\w+ ){0,3}$/i;

/** What became of the person after. Arrests are found as events. */
export function findLater(text: string): Said<string>[] {
  return LATER.flatMap(([value, pattern]) => {
    const match = pattern.exec(text);
    if (
      !match ||
      (value === 'in ICE custody' && NO_CUSTODY.test(text.slice(Math.max(0, match.index - 30), match.index)))
    )
      return [];
    return [{ value, start: match.index, end: match.index + match[0].length }];
  });
}
