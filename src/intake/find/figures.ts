import type { Figure } from '../found.ts';

/** A number that a sentence gives of people, detainers, arrests or convictions. */
export interface SaidFigure {
  start: number;
  end: number;
  value: number;
  of?: number;
  what: string;
  precision: Figure['precision'];
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const WORD = `(?:${TENS.join('|')})(?:-(?:${SMALL.slice(1, 10).join('|')}))?|${SMALL.slice(2).join('|')}|one`;
const NUMBER = new RegExp(
  `(?<![\\w$.,/:§#-])(?:(more than|over|at least|about|approximately|nearly|almost|some|roughly|around|fewer than) )?(\\d{1,3}(?:,\\d{3})+|\\d{1,6}|${WORD})(?! ?(?:%|percent|years?|months?|weeks?|days?|hours?|minutes?|p\\.m|a\\.m|times?\\b|counts?\\b|-year|-day|-hour|states?\\b|counties\\b|miles?|dollars?|million|billion|employees|pages?|cents?|safest|sheriffs?\\b|offices?\\b))(?![\\d/:%-]|,\\d|\\.\\d|[a-z]|(?:st|nd|rd|th)\\b)`,
  'gi',
);
/** A number that names something: a date, a law, a form. */
const NAMES =
  /\b(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)(?:uary|ruary|ust|ember|ober)?\.? ?$|\b(?:Bill|Act|Section|Form|No\.|Title|Senate|House|Code|Order|Route|Highway|Apt\.|Room|Page|age|aged|year|of|in|since|FY|FY ?|fiscal year|top|Subject|Case|District|Precinct|Zone|Chapter|Note) $/i;

const MEASURES: readonly [string, RegExp][] = [
  [
    'detainers not honored',
    /\bdetainers?[^.;]{0,60}\b(?:not (?:being )?honou?red|ignored|refused|rejected|disregarded)|\b(?:not honou?red|refused to honor|ignored)\b[^.;]{0,40}\bdetainers?|\bdespite detainers|\bin spite of detainers|\b(?:failure|refusal) to honor[^.;]{0,30}\bdetainers?|\b(?:was|were) not honou?red\b/i,
  ],
  ['detainers declined', /\bdeclined\b/i],
  ['people released', /\b(?:released|freed|let go|release of)\b/i],
  [
    'detainers issued',
    /\b(?:issued|lodged|placed|sent|received|filed)\b[^.;]{0,50}\bdetainers?|\bdetainers?\b[^.;]{0,40}\b(?:issued|lodged|placed|sent|received|filed)|\basked (?:us|it|them|the \w+) to (?:hold|keep)\b|\b(?:got|arrived)\b[^.;]{0,20}\bdetainers|\bdetainers arrived/i,
  ],
  [
    'people transferred to ICE',
    /\b(?:transferred|turned over|handed over)\b[^.;]{0,30}\b(?:ICE|ERO)\b|\bhonou?red\b|\bgave (?:ICE|ERO)\b/i,
  ],
  ['people booked', /\bbooked\b/i],
  ['people removed', /\b(?:removed|removals|deported)\b/i],
  ['convictions', /\bconvictions?\b/i],
  ['people arrested', /\b(?:arrested|arrests?|arrest of|took into custody|apprehended)\b/i],
  ['people named', /\b(?:counted|counts|lists|listed|named|identified)\b/i],
  ['people at large', /\bat large\b/i],
  [
    'people with active detainers',
    /\bactive detainers?\b|\bwith (?:an? )?(?:active |ICE |immigration |arrest ){0,3}detainers?\b/i,
  ],
];
/** 'the release of 6,412 people', 'a total of 3,117': 'of' there leads to a number. */
const OF_NUMBER = /\b(?:release|arrests?|removal|total|number|sum|average|detention|custody|deportation) of $/i;
/** 'In fiscal 2018 the number was 1,186.' */
const AGAIN =
  /\b(?:number|figure|total|count|sum)s? (?:was|is|were|stood at|reached|came to|fell to|rose to|adds? up to|added up to|made that) $|\badds? up to $/i;
/** 'Their crimes include 27 homicides, 2,311 assaults' */
const CRIME =
  /^ (?:[a-z-]+ ){0,2}?(homicides|murders|assaults|sexual assaults|sex offenses|sex crimes|rapes|burglaries|robberies|thefts|kidnappings|weapons? offenses|weapons? crimes|drug offenses|drug crimes|dangerous drugs?|DUIs|sexual predatory offenses|arsons|forgeries)\b/;
const CRIMES_OF =
  /\b(?:crimes|offenses|charges|convictions|records|histories|them|those)\b[^.]{0,60}\b(?:includ\w+|were|are)\b/i;
/** 'Received in March: 6. Honored: 5.' */
const LABELLED =
  /(?:^|[.;,] |\| )((?:not )?(?:received|honou?red|declined|lodged|issued|cancell?ed|released|transferred|held|refused)[a-z ]{0,24}): (\d[\d,]{0,8})(?=[.;| ]|$)/gi;
const COUNTED =
  /\b(?:people|persons|individuals|aliens|noncitizens|immigrants|migrants|men|women|man|woman|detainers?|requests|arrests|convictions|cases|criminals|nationals|citizens|felons|inmates|detainees|offenders|others|subjects|releases|members|removals|murderers|rapists|children)\b/i;

/** What was told before a sentence: the total, for "of those", and what was counted last. */
export interface Before {
  above?: number | undefined;
  what?: string | undefined;
}

/** The figures of a sentence that is about nobody in particular. */
export function findFigures(text: string, told: Before): SaidFigure[] {
  const found: SaidFigure[] = labelledIn(text);
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const value = numberOf(match[2] ?? '');
    if (found.some((other) => start < other.end && end > other.start)) continue;
    if (value === undefined || isYear(match[2] ?? '', value)) continue;
    const before = text.slice(Math.max(0, start - 24), start);
    const isTotal = /\b[Oo]f (?:the |these |those |its |them,? )?$/.test(before);
    if (value < 2 || isNamed(before, isTotal)) continue;
    const after = text.slice(end, end + 110);
    const noun = COUNTED.exec(after.split(/[;.]/)[0]?.slice(0, 70) ?? '');
    const crime = CRIMES_OF.test(text.slice(0, start)) ? CRIME.exec(after)?.[1] : undefined;
    const measure = crime ?? lastCounted(text, start, after, told) ?? measureOf(text, start, end);
    if (!measure || !(noun || crime || isBracketed(before, after) || goesOn(after))) continue;
    if (isTotal && found.some((other) => other.value === value)) continue;
    found.push({ start, end, value, what: measure, precision: precisionOf(match[1]) });
  }
  return withTotals(text, found, told.above);
}

const isNamed = (before: string, isTotal: boolean): boolean =>
  /\bpage \d{1,3} of $/i.test(before) || (!isTotal && NAMES.test(before) && !OF_NUMBER.test(before));

/** 'Roughly 11,300 of them', 'the number was 1,186': of what was counted last. */
const lastCounted = (text: string, start: number, after: string, { what }: Before): string | undefined =>
  /^ of (?:them|those|these)\b/.test(after) || AGAIN.test(text.slice(0, start)) ? what : undefined;

/** 'Bergen (4), Essex (9)' */
const isBracketed = (before: string, after: string): boolean => /[A-Za-z] \($/.test(before) && /^\)/.test(after);

const isYear = (words: string, value: number): boolean => /^\d{4}$/.test(words) && value > 1900 && value < 2100;

/** What follows a number that stands for those counted: 'had', 'of them', the end of its clause. */
const goesOn = (after: string): boolean =>
  /^ (?:(?:of (?:those|them|these|whom|which|the \d+)|had|have|were|was|are|in|at|for|elsewhere|by|did|remain|still|as|to|involving)\b)/i.test(
    after,
  ) || /^[,;.]? ?$|^,? and\b|^[,;:.]/.test(after.slice(0, 6));

/** Counts with a label before them, none and one too. */
const labelledIn = (text: string): SaidFigure[] =>
  [...text.matchAll(LABELLED)].map(({ 0: whole, 1: label = '', 2: digits = '', index }) => ({
    start: index + whole.length - digits.length,
    end: index + whole.length,
    value: Number(digits.replace(/,/g, '')),
    what: `detainers ${label.toLowerCase().replace(/ (?:in|by|from|during|on|at|to) .*$/, '')}`,
    precision: 'exact',
  }));

/** The measure nearest after the number, else before it. */
function measureOf(text: string, start: number, end: number): string | undefined {
  const clause =
    text
      .slice(end, end + 130)
      .split(
        /[;]|(?:, (?:and )?| and )(?=(?:more than |about )?(?:\d|[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty)\b)/,
      )[0] ?? '';
  const after = MEASURES.find(([, pattern]) => pattern.test(clause));
  const whole = MEASURES.find(([, pattern]) => pattern.test(text.slice(Math.max(0, start - 260), start)));
  // 'issued 6,184 detainers': the number stands inside of the words
  const around = MEASURES.find(([, pattern]) =>
    pattern.test(`${text.slice(Math.max(0, start - 40), start)}${text.slice(end, end + 50).split(/[,;]/)[0] ?? ''}`),
  );
  return (after ?? whole ?? around)?.[0];
}

function numberOf(words: string): number | undefined {
  const lower = words.toLowerCase();
  if (/^\d/.test(lower)) return Number(lower.replace(/,/g, ''));
  const [ten = '', unit] = lower.split('-');
  const tens = TENS.indexOf(ten);
  if (tens >= 0) return (tens + 2) * 10 + (unit ? SMALL.indexOf(unit) : 0);
  const small = SMALL.indexOf(lower);
  return small >= 0 ? small : undefined;
}

const precisionOf = (words: string | undefined): Figure['precision'] =>
  words === undefined
    ? 'exact'
    : /more|over/i.test(words)
      ? 'more than'
      : /at least/i.test(words)
        ? 'at least'
        : /nearly|almost|fewer/i.test(words)
          ? 'nearly'
          : 'about';

/** 'nine of 45', 'Of the 37, 28 had', 'Of those arrested, nine had' */
function withTotals(text: string, found: SaidFigure[], above: number | undefined): SaidFigure[] {
  const opening = /^(?:[^,]{0,40})?\b[Oo]f (?:the (\d[\d,]*)|(those|these|them))\b/.exec(text);
  const total = opening?.[1] ? Number(opening[1].replace(/,/g, '')) : opening?.[2] ? above : undefined;
  return found.map((figure) => {
    const own = /^ of (?:the )?(\d[\d,]*)\b/.exec(text.slice(figure.end))?.[1];
    const of = own ? Number(own.replace(/,/g, '')) : total;
    return of !== undefined && of > figure.value && (own !== undefined || figure.start > (opening?.index ?? -1))
      ? { ...figure, of }
      : figure;
  });
}
