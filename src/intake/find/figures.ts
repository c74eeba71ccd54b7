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
  /(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? ?$|\b(?:Bill|Act|Section|Form|No\.|Title|Senate|House|Code|Order|Route|Highway|Apt\.|Room|Page|age|aged|year|of|in|since|FY|FY ?|fiscal year|top|Subject|Case|District|Precinct|Zone|Chapter|Note) $/i;

const MEASURES: readonly [string, RegExp][] = [
  [
    'detainers not honored',
    /\bdetainers?[^.;]{0,60}\b(?:not (?:being )?honou?red|ignored|refused|rejected|disregarded)|\b(?:not honou?red|refused to honor|ignored)\b[^.;]{0,40}\bdetainers?|\bdespite detainers|\bin spite of detainers|\b(?:was|were) not honou?red\b/i,
  ],
  ['detainers declined', /\bdeclined\b/i],
  ['people released', /\b(?:released|freed|let go)\b/i],
  [
    'detainers issued',
    /\b(?:issued|lodged|placed|sent|received|filed)\b[^.;]{0,50}\bdetainers?|\bdetainers?\b[^.;]{0,40}\b(?:issued|lodged|placed|sent|received|filed)/i,
  ],
  ['people transferred to ICE', /\b(?:transferred|turned over|handed over)\b[^.;]{0,30}\b(?:ICE|ERO)\b|\bhonou?red\b/i],
  ['people removed', /\b(?:removed|removals|deported)\b/i],
  ['convictions', /\bconvictions?\b/i],
  ['people arrested', /\b(?:arrested|arrests?|arrest of|took into custody|apprehended)\b/i],
  ['people at large', /\bat large\b/i],
  ['people with active detainers', /\bactive detainers?\b/i],
];
const COUNTED =
  /\b(?:people|persons|individuals|aliens|noncitizens|immigrants|migrants|men|women|man|woman|detainers?|requests|arrests|convictions|cases|criminals|nationals|citizens|felons|inmates|detainees|offenders|others|subjects|releases|members|removals|murderers|rapists|children)\b/i;

/** The figures of a sentence that is about nobody in particular. `above` is the total told before, for "of those". */
export function findFigures(text: string, above: number | undefined): SaidFigure[] {
  const found: SaidFigure[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const end = start + match[0].length;
    const value = numberOf(match[2] ?? '');
    if (value === undefined || (/^\d{4}$/.test(match[2] ?? '') && value > 1900 && value < 2100)) continue;
    const before = text.slice(Math.max(0, start - 24), start);
    const isTotal = /\b[Oo]f (?:the |these |those |its |them,? )?$/.test(before);
    if (!isTotal && NAMES.test(before)) continue;
    const after = text.slice(end, end + 110);
    if (value < 2) continue;
    const noun = COUNTED.exec(after.split(/[;.]/)[0]?.slice(0, 70) ?? '');
    const verb =
      /^ (?:(?:of (?:those|them|these|whom|which|the \d+)|had|have|were|was|are|in|at|for|elsewhere|by|did|remain|still|as|to|involving)\b)/i.test(
        after,
      ) || /^[,;.]? ?$|^,? and\b|^[,;:.]/.test(after.slice(0, 6));
    const measure = measureOf(text, start, end);
    if (!measure || !(noun || verb)) continue;
    if (isTotal && found.some((other) => other.value === value)) continue;
    found.push({ start, end, value, what: measure, precision: precisionOf(match[1]) });
  }
  return withTotals(text, found, above);
}

/** The measure nearest after the number, else before it. */
function measureOf(text: string, start: number, end: number): string | undefined {
  const clause =
    text
      .slice(end, end + 130)
      .split(
        /[;]|, (?:and )?(?=(?:more than |about )?(?:\d|[a-z]+teen|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty)\b)/,
      )[0] ?? '';
  const after = MEASURES.find(([, pattern]) => pattern.test(clause));
  const whole = MEASURES.find(([, pattern]) => pattern.test(text.slice(Math.max(0, start - 260), start)));
  return (after ?? whole)?.[0];
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
