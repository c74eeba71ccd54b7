import { addDays, addMonths, isDay, MONTHS, spanOf } from '../../rules/dates.ts';
import type { Precision, Sure } from '../found.ts';
import type { SaidDate, Then } from './said-date.ts';

const MONTH_WORDS =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?';
/** With a capital: 'may' and 'march' are verbs. */
const MONTH = `(?:${MONTH_WORDS}|${MONTH_WORDS.toUpperCase()})`;
const YEAR = '(?:19[6-9]\\d|20[0-4]\\d)';
const DAY = '(?:[12]\\d|3[01]|0?[1-9])(?:st|nd|rd|th)?';
const WEEKDAY =
  '(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sun\\.|Mon\\.|Tues?\\.|Wed\\.|Thurs?\\.|Fri\\.|Sat\\.)';
const NUMBER =
  '(?:\\d{1,3}|[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en|[Ee]leven|[Tt]welve|[Ss]everal|[Aa] few|[Aa] couple of|couple of)';
const NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

type Parts = readonly string[];
type Read = (parts: Parts, published: string, whole: string) => Omit<SaidDate, 'start' | 'end'> | undefined;

const monthNumber = (name: string): string =>
  String(MONTHS.findIndex((month) => month.startsWith(name.slice(0, 3).toLowerCase())) + 1).padStart(2, '0');
const two = (text: string): string => String(Number.parseInt(text, 10)).padStart(2, '0');
const endOf = (published: string): string => spanOf(published)?.to ?? published;
export const startOf = (published: string): string => spanOf(published)?.from ?? published;
const said = (value: string, precision: Precision) => ({ value, precision, sure: 'said' as const });
const implied = (value: string, precision: Precision, why: string, sure: Sure = 'inferred') => ({
  value,
  precision,
  sure,
  why,
});

/** The latest such day or month that is not after the publication. */
function latest(published: string, tail: string): string {
  const year = Number(endOf(published).slice(0, 4));
  const day = `${year}-${tail}`;
  return day > endOf(published).slice(0, day.length) ? `${year - 1}-${tail}` : day;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
const weekdayNumber = (name: string): number => WEEKDAYS.indexOf(name.slice(0, 3).toLowerCase());

function dayOfMonth(weekday: string, month: string, day: string, year: string, published: string) {
  const tail = `${monthNumber(month)}-${two(day)}`;
  if (year) return isDay(`${year}-${tail}`) ? said(`${year}-${tail}`, 'day') : undefined;
  const value = latest(published, tail);
  if (!isDay(value)) return undefined;
  if (weekday && weekdayOf(value) !== weekdayNumber(weekday)) {
    // The weekday says which year is meant.
    for (let back = 1; back < 7; back += 1) {
      const other = `${Number(value.slice(0, 4)) - back}-${tail}`;
      if (isDay(other) && weekdayOf(other) === weekdayNumber(weekday))
        return implied(other, 'day', 'the year is the latest in which that day falls on that weekday', 'guess');
    }
  }
  return implied(value, 'day', `the year is not given: the latest such day up to the publication (${published})`);
}

const numberOf = (typed: string): number => {
  const words = typed.toLowerCase();
  const at = NUMBERS.indexOf(words);
  if (at > 0) return at;
  if (/^\d+$/.test(words)) return Number(words);
  return /^an?$|^one$/.test(words) ? 1 : words.includes('couple') ? 2 : 0;
};

const thenDate = (then: Then): Omit<SaidDate, 'start' | 'end'> => ({
  value: '',
  precision: then.unit === 'day' ? 'day' : 'month',
  sure: then.about ? 'guess' : 'inferred',
  then,
});

function fromPublication(unit: string, which: string, published: string) {
  const to = endOf(published);
  const why = `counted from the publication (${published})`;
  if (published.length < 10) return undefined;
  if (unit === 'yesterday') return implied(addDays(to, -1), 'day', why);
  if (unit === 'today') return implied(to, 'day', why);
  if (unit === 'year') return implied(String(Number(to.slice(0, 4)) - (which === 'last' ? 1 : 0)), 'year', why);
  if (unit === 'month')
    return implied(which === 'last' ? addMonths(`${to.slice(0, 7)}-01`, -1).slice(0, 7) : to.slice(0, 7), 'month', why);
  const monday = addDays(to, -((weekdayOf(to) + 6) % 7) - (which === 'last' ? 7 : 0));
  return implied(`${monday}..${addDays(monday, 6)}`, 'range', why, 'guess');
}

function lastWeekday(name: string, which: string, published: string) {
  if (published.length < 10) return undefined;
  const back = (weekdayOf(published) - weekdayNumber(name) + 7) % 7;
  const days = back === 0 && which === 'last' ? 7 : back;
  return implied(addDays(published, -days), 'day', `the ${name} up to the publication (${published})`);
}

function rangeOf(month: string, first: string, second: string, last: string, year: string, published: string) {
  const own = year || latest(published, `${monthNumber(second || month)}-${two(last)}`).slice(0, 4);
  const [from, to] = [
    `${own}-${monthNumber(month)}-${two(first)}`,
    `${own}-${monthNumber(second || month)}-${two(last)}`,
  ];
  if (!isDay(from) || !isDay(to) || from > to) return undefined;
  return year ? said(`${from}..${to}`, 'range') : implied(`${from}..${to}`, 'range', 'the year is not given');
}

function slashed(month: string, day: string, year: string) {
  const full = year.length === 2 ? `20${year}` : year;
  const value = `${full}-${two(month)}-${two(day)}`;
  return isDay(value) ? said(value, 'day') : undefined;
}

const HOLIDAYS: Readonly<Record<string, string>> = {
  Halloween: '10-31',
  'Christmas Day': '12-25',
  Christmas: '12-25',
  'Christmas Eve': '12-24',
  "New Year's Day": '01-01',
  "New Year's Eve": '12-31',
  "Valentine's Day": '02-14',
  'Independence Day': '07-04',
  'the Fourth of July': '07-04',
  'Veterans Day': '11-11',
};
const holiday = (name: string, published: string) =>
  implied(latest(published, HOLIDAYS[name] ?? '01-01'), 'day', 'the year is not given');

function slashedDay(month: string, day: string, published: string) {
  const value = latest(published, `${two(month)}-${two(day)}`);
  return isDay(value) ? implied(value, 'day', 'the year is not given') : undefined;
}

const monthOnly = (part: string, month: string, year: string, published: string) => {
  const value = year ? `${year}-${monthNumber(month)}` : latest(published, monthNumber(month));
  const why = [
    year ? '' : `the year is not given: the latest up to the publication (${published})`,
    part ? `"${part}" of the month` : '',
  ];
  return year && !part ? said(value, 'month') : implied(value, 'month', why.filter(Boolean).join('; '));
};

const about = (words: string): boolean =>
  /nearly|almost|about|approximately|roughly|more than|over|some|less than|just over|just under|several|few/i.test(
    words,
  );
const unitOf = (words: string) => words.replace(/s$/, '') as Then['unit'];
const eventOf = (words: string): Pick<Then, 'after'> =>
  /releas|let go|freed|refused/.test(words)
    ? { after: 'release' }
    : /detainer/.test(words)
      ? { after: 'detainer' }
      : /arrest|book/.test(words)
        ? { after: 'arrest' }
        : {};

const EVENT = "(?:(?: [\\w'’-]+){0,7}? (?:release[d]?|refused|arrest(?:ed)?|detainer|booked|freed|let go)(?: was)?)?";

/** Each form of a date, the longest first where one begins like another. */
export const FORMS: readonly [RegExp, Read][] = (
  [
    [
      `(${YEAR})-(\\d{2})-(\\d{2})(?!\\d)`,
      ([y = '', m = '', d = '']) => (isDay(`${y}-${m}-${d}`) ? said(`${y}-${m}-${d}`, 'day') : undefined),
    ],
    [`(\\d{1,2})[/-](\\d{1,2})[/-](${YEAR}|\\d{2})(?!\\d)`, ([m = '', d = '', y = '']) => slashed(m, d, y)],
    [
      `(?:[Oo]n )?(\\d{1,2})/(\\d{1,2})(?= detainers?\\b)|[Oo]n (\\d{1,2})/(\\d{1,2})(?![/\\d])`,
      ([m = '', d = '', n = '', e = ''], published) => slashedDay(m || n, d || e, published),
    ],
    [
      `(${MONTH}) ?(${DAY})(?:-| ?— ?| to | through | thru )(?:(${MONTH}) ?)?(${DAY})(?:,? (${YEAR}))?(?!\\d)`,
      ([m = '', a = '', n = '', b = '', y = ''], published) => rangeOf(m, a, n, b, y, published),
    ],
    [
      `(?:(${WEEKDAY}),? )?(${MONTH}) ?(${DAY})(?:,? ?(${YEAR}))?(?!\\d)`,
      ([w = '', m = '', d = '', y = ''], published) => dayOfMonth(w, m, d, y, published),
    ],
    [
      `(${DAY}) (?:of )?(${MONTH})(?:,? (${YEAR}))?(?!\\d)`,
      ([d = '', m = '', y = ''], published) => dayOfMonth('', m, d, y, published),
    ],
    [
      `(?:(early|mid|late|the beginning of|the end of)[- ])?(${MONTH}),?(?: of)? (${YEAR})(?!\\d)`,
      ([part = '', m = '', y = ''], published) => monthOnly(part, m, y, published),
    ],
    [
      `(?:[Ii]n|of|[Ss]ince|[Dd]uring|[Bb]y|[Ss]ometime in|[Ll]ast|[Tt]his|[Uu]ntil) (?:the month of )?(?:(early|mid|late)[- ])?(${MONTH})(?! ?\\d)(?![a-z])`,
      ([part = '', m = ''], published) => monthOnly(part, m, '', published),
    ],
    [
      `(?:(?:[Ll]ater|[Ee]arlier) )?(?:[Tt]hat|[Tt]he|[Oo]n the|[Oo]n that) (?:very )?same (day|month)|(?:[Ll]ater )?(?:[Tt]hat|[Tt]he same) (day|evening|night|afternoon|morning|month)|(same-day)`,
      ([a = '', b = '']) => thenDate({ steps: 0, unit: (a || b) === 'month' ? 'month' : 'day', about: false }),
    ],
    [
      `[Ww]ithin (?:a few |several )?hours|(?:[Jj]ust |[Oo]nly )?(?:a few |several )?hours (?:later|after)|[Ii]mmediately (?:after|thereafter)`,
      () => thenDate({ steps: 0, unit: 'day', about: true }),
    ],
    [
      `at (?:about |approximately |around )?\\d{1,2}(?::\\d{2})? ?[ap]\\.?m\\b\\.?(?!\\.|,? (?:on|that|[A-Z]))`,
      () => thenDate({ steps: 0, unit: 'day', about: true }),
    ],
    [
      `(?:[Tt]he |[Aa] )?(?:next|following|very next) (day|week|month|morning)`,
      ([unit = '']) => thenDate({ steps: 1, unit: unit === 'morning' ? 'day' : unitOf(unit), about: false }),
    ],
    [
      `(?:[Tt]he |[Aa] )?(?:previous|prior|preceding) day|(?:[Tt]he |[Aa] )day (?:earlier|before)(?! (?:it|he|she|they|his|her|the|an?|ICE)\\b)`,
      () => thenDate({ steps: -1, unit: 'day', about: false }),
    ],
    [
      `((?:[Nn]early|[Aa]lmost|[Aa]bout|[Aa]pproximately|[Rr]oughly|[Mm]ore than|over|some|[Ll]ess than|[Jj]ust|[Oo]nly|[Jj]ust over|[Jj]ust under) )?(${NUMBER}) (days?|weeks?|months?|years?) (?:later|after(${EVENT}))`,
      ([much = '', number = '', unit = '', event = '']) =>
        thenDate({
          steps: numberOf(number),
          unit: unitOf(unit),
          about: about(`${much} ${number}`) || numberOf(number) === 0,
          ...eventOf(event),
        }),
    ],
    [
      `((?:[Nn]early|[Aa]lmost|[Aa]bout|[Aa]pproximately|[Rr]oughly|[Mm]ore than|over|some|[Ll]ess than|[Jj]ust|[Oo]nly) )?(${NUMBER}) (days?|weeks?|months?|years?) (?:earlier|before|prior)`,
      ([much = '', number = '', unit = '']) =>
        thenDate({
          steps: -numberOf(number),
          unit: unitOf(unit),
          about: about(`${much} ${number}`) || numberOf(number) === 0,
        }),
    ],
    [
      `(?:[Oo]n |[Ll]ast |[Tt]his past |[Tt]his |[Bb]y |[Ss]ince )?(?:late |early )?(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)(?: (?:morning|afternoon|evening|night))?`,
      ([name = ''], published, whole) => lastWeekday(name, /^last/i.test(whole) ? 'last' : '', published),
    ],
    [
      `(?:on )?(Halloween|Christmas Day|Christmas Eve|Christmas|New Year's Day|New Year's Eve|Valentine's Day|Independence Day|the Fourth of July|Veterans Day)`,
      ([name = ''], published) => holiday(name, published),
    ],
    [`([Yy]esterday|[Tt]oday)`, ([unit = ''], published) => fromPublication(unit.toLowerCase(), '', published)],
    [
      `(?:([Ll]ast|[Tt]his|[Ee]arlier this|[Ll]ater this|[Tt]he past|[Tt]his past) )(week|month|year)`,
      ([which = '', unit = ''], published) => fromPublication(unit, /^last$/i.test(which) ? 'last' : 'this', published),
    ],
    [`(?:[Ii]n|[Ss]ince|[Dd]uring|of|by|year|from) (${YEAR})(?![\\d-])`, ([y = '']) => said(y, 'year')],
  ] satisfies [string, Read][]
).map(([source, read]) => [new RegExp(`(?<![\\w/-])(?:${source})`, 'g'), read]);
