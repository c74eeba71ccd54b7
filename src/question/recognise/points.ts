import { addDays, addMonths, parsePeriod, spanOf } from '../../rules/dates.ts';
import type { Time } from '../span.ts';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)';
const SPANISH = [
  'enero',
  'febrero',
  'marzo',
  'abril',
  'mayo',
  'junio',
  'julio',
  'agosto',
  'septiembre',
  'octubre',
  'noviembre',
  'diciembre',
];
const ENGLISH = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const NUMBER = `(?:\\d{1,3}|${NUMBERS.slice(1).join('|')}|couple of|few)`;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const YEAR = '(?:19[89]\\d|20[0-4]\\d)';
const TENS: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  'twenty one': 21,
  'twenty two': 22,
  'twenty three': 23,
  'twenty four': 24,
  'twenty five': 25,
  'twenty six': 26,
};

/** Terms of office: from 20 January to 19 January. */
const TERMS: Readonly<Record<string, { from: string; to?: string }>> = {
  biden: { from: '2021-01-20', to: '2025-01-19' },
  obama: { from: '2009-01-20', to: '2017-01-19' },
  bush: { from: '2001-01-20', to: '2009-01-19' },
};

type Reader = (parts: readonly (string | undefined)[], today: string) => Time | undefined;

const both = (span: { from: string; to: string } | undefined, on?: string): Time | undefined =>
  span && { from: span.from, to: span.to, ...(on ? { on } : {}) };
const count = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : text === 'couple of' ? 2 : text === 'few' ? 3 : NUMBERS.indexOf(text);
const monthOf = (text: string): string => {
  const spanish = SPANISH.indexOf(text);
  return String((spanish >= 0 ? spanish : ENGLISH.indexOf(text.slice(0, 3))) + 1).padStart(2, '0');
};
const year2 = (text: string): string => (text.length === 2 ? `20${text}` : text);
const dayIn = (year: string, month: string, day: string): Time | undefined => {
  const iso = `${year}-${month}-${day.padStart(2, '0')}`;
  return both(spanOf(iso), iso);
};
/** The latest one that has begun. */
const latest = (today: string, tail: string): Time | undefined => {
  const year = Number(today.slice(0, 4));
  const on = `${year}-${tail}` > today.slice(0, tail.length + 5) ? `${year - 1}-${tail}` : `${year}-${tail}`;
  return both(spanOf(on), on);
};
const months = (year: string, first: number, number: number): Time => {
  const from = addMonths(`${year}-01-01`, first);
  return { from, to: addDays(addMonths(from, number), -1) };
};
const fiscal = (year: string, quarter?: string): Time | undefined => {
  const full = year2(year);
  return both(
    parsePeriod(`FY${full}${quarter ? ` Q${quarter}` : ''}`, '2026-01-01'),
    quarter ? undefined : `FY${full}`,
  );
};
const fiscalYearOf = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
const ORDINALS: Readonly<Record<string, string>> = {
  first: '1',
  second: '2',
  third: '3',
  fourth: '4',
  '1st': '1',
  '2nd': '2',
  '3rd': '3',
  '4th': '4',
};
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

function calendar(which: string, unit: string, today: string): Time | undefined {
  const month = `${today.slice(0, 7)}-01`;
  const last = which === 'last' || which === 'previous' || which === 'prior';
  if (unit === 'fiscal year' || unit === 'fy') return fiscal(String(fiscalYearOf(today) - (last ? 1 : 0)));
  if (unit === 'day') return { from: addDays(today, -1), to: addDays(today, -1), on: addDays(today, -1) };
  if (unit === 'week') {
    const monday = addDays(today, -((weekday(today) + 6) % 7) - (last ? 7 : 0));
    return { from: monday, to: addDays(monday, 6) };
  }
  if (unit === 'month')
    return both(spanOf(addMonths(month, last ? -1 : 0).slice(0, 7)), addMonths(month, last ? -1 : 0).slice(0, 7));
  if (unit === 'quarter') {
    const start = addMonths(month, -((Number(today.slice(5, 7)) - 1) % 3) - (last ? 3 : 0));
    return { from: start, to: addDays(addMonths(start, 3), -1) };
  }
  const year = String(Number(today.slice(0, 4)) - (last ? 1 : 0));
  return both(spanOf(year), year);
}

/** Counted back from today, open at its end. */
function back(number: number, unit: string, today: string): Time | undefined {
  if (number < 1) return undefined;
  const letter = unit[0];
  if (letter === 'd' || letter === 'n') return { from: addDays(today, -number) };
  if (letter === 'w') return { from: addDays(today, -7 * number) };
  return { from: addMonths(today, letter === 'm' ? -number : letter === 'q' ? -3 * number : -12 * number) };
}

const UNIT = '(days?|weeks?|wks?|months?|mos?|quarters?|years?|yrs?)';
const THE = '(?:the |all of |el |la )?';

/** Each form of a time, the longest first where one begins like another. Words are lower case, parted by blanks. */
const FORMS: readonly [RegExp, Reader][] = (
  [
    [`(\\d{4}-\\d{2}-\\d{2})`, ([, day = '']) => both(spanOf(day), day)],
    [`(\\d{4}-\\d{2})`, ([, month = '']) => both(spanOf(month), month)],
    [`${THE}(?:fy|fiscal year|fiscal|ano fiscal) ?(\\d{4}|\\d{2}) q([1-4])`, ([, year = '', q]) => fiscal(year, q)],
    [`q([1-4]) (?:of )?(?:fy|fiscal year|fiscal) ?(\\d{4}|\\d{2})`, ([, q, year = '']) => fiscal(year, q)],
    [
      `${THE}(first|second|third|fourth|1st|2nd|3rd|4th) (?:fiscal )?quarter (?:of )?(?:fy|fiscal year) ?(\\d{4}|\\d{2})`,
      ([, q = '', year = '']) => fiscal(year, ORDINALS[q]),
    ],
    [`${THE}(?:fy|fiscal year|fiscal|ano fiscal) ?(\\d{4}|\\d{2})`, ([, year = '']) => fiscal(year)],
    [
      `${THE}fiscal year twenty[ -](one|two|three|four|five|six)`,
      ([, last = '']) => fiscal(String(2020 + NUMBERS.indexOf(last))),
    ],
    [`q([1-4]) (?:of )?(${YEAR})`, ([, q, year = '']) => months(year, (Number(q) - 1) * 3, 3)],
    [`(${YEAR}) q([1-4])`, ([, year = '', q]) => months(year, (Number(q) - 1) * 3, 3)],
    [
      `${THE}(first|second|third|fourth|1st|2nd|3rd|4th) quarter (?:of )?(${YEAR})`,
      ([, q = '', year = '']) => months(year, (Number(ORDINALS[q]) - 1) * 3, 3),
    ],
    [
      `${THE}(first|second|1st|2nd) half (?:of )?(${YEAR})`,
      ([, half = '', year = '']) => months(year, (Number(ORDINALS[half]) - 1) * 6, 6),
    ],
    [`h([12]) (?:of )?(${YEAR})`, ([, half, year = '']) => months(year, (Number(half) - 1) * 6, 6)],
    [
      `${THE}(early|mid|late) (?:in )?(${YEAR})`,
      ([, part = '', year = '']) => ({ ...months(year, ['early', 'mid', 'late'].indexOf(part) * 4, 4), vague: true }),
    ],
    [`${THE}(?:this past |this |past |last )?(spring|summer|fall|autumn|winter|verano)(?: of)?(?: (${YEAR}))?`, season],
    [
      `${THE}(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)? (?:of )?(${YEAR})`,
      ([, month = '', day = '', year = '']) => dayIn(year, monthOf(month), day),
    ],
    [
      `${THE}(\\d{1,2})(?:st|nd|rd|th)? (?:of |de )?(${MONTH}) (?:of |de )?(${YEAR})`,
      ([, day = '', month = '', year = '']) => dayIn(year, monthOf(month), day),
    ],
    [
      `(?:the month of |all of |todo )?(${MONTH}) (?:of |de |in |del )?(${YEAR})`,
      ([, month = '', year = '']) => both(spanOf(`${year}-${monthOf(month)}`), `${year}-${monthOf(month)}`),
    ],
    [
      `(${YEAR}) (${MONTH})`,
      ([, year = '', month = '']) => both(spanOf(`${year}-${monthOf(month)}`), `${year}-${monthOf(month)}`),
    ],
    [
      `${THE}(${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?`,
      ([, month = '', day = ''], today) => latest(today, `${monthOf(month)}-${day.padStart(2, '0')}`),
    ],
    [
      `(${MONTH}) (first|second|third)`,
      ([, month = '', day = ''], today) => latest(today, `${monthOf(month)}-0${ORDINALS[day]}`),
    ],
    [
      `${THE}(\\d{1,2})(?:st|nd|rd|th)? (?:of |de )?(${MONTH})`,
      ([, day = '', month = ''], today) => latest(today, `${monthOf(month)}-${day.padStart(2, '0')}`),
    ],
    [`last (${MONTH})`, ([, month = ''], today) => latest(today, monthOf(month))],
    [`(?:the month of |all of |this past |this )?(${MONTH})`, ([, month = ''], today) => latest(today, monthOf(month))],
    [
      `(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})`,
      ([, month = '', day = '', year = '']) => dayIn(year2(year), month.padStart(2, '0'), day),
    ],
    [
      `(\\d{1,2})/(\\d{1,2})`,
      ([, month = '', day = ''], today) => latest(today, `${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
    ],
    [
      `(\\d{1,2})/(${YEAR})`,
      ([, month = '', year = '']) =>
        both(spanOf(`${year}-${month.padStart(2, '0')}`), `${year}-${month.padStart(2, '0')}`),
    ],
    [`${THE}(?:full |whole |entire |calendar )?(?:year |ano )?(${YEAR})`, ([, year = '']) => both(spanOf(year), year)],
    [
      `two thousand (?:and )?(${Object.keys(TENS).reverse().join('|')})`,
      ([, tail = '']) => both(spanOf(String(2000 + (TENS[tail] ?? 0))), String(2000 + (TENS[tail] ?? 0))),
    ],
    [
      `twenty (${Object.keys(TENS).reverse().join('|')})`,
      ([, tail = '']) => both(spanOf(String(2000 + (TENS[tail] ?? 0))), String(2000 + (TENS[tail] ?? 0))),
    ],
    [`(?:the )?(?:wk|week) (?:of|beginning|starting) (${MONTH}) (\\d{1,2})(?:st|nd|rd|th)?(?: (${YEAR}))?`, weekOf],
    [
      `${THE}(?:past|trailing|preceding|last) (${NUMBER}) ${UNIT}`,
      ([, number = '', unit = ''], today) => back(count(number), unit, today),
    ],
    [
      `${THE}(?:ultimos|ultimas|pasados) (\\d{1,3}) (dias|semanas|meses|anos)`,
      ([, number = '', unit = ''], today) =>
        back(Number(number), unit.replace('anos', 'years').replace('semanas', 'weeks'), today),
    ],
    [
      `(\\d{1,3}) ?(d|days|w|weeks|m|months|y|years)(?= |$)(?: back)?`,
      ([, number = '', unit = ''], today) => back(Number(number), unit, today),
    ],
    [`${THE}(?:past|trailing) (day|week|month|quarter|year)`, ([, unit = ''], today) => back(1, unit, today)],
    [
      `${THE}(last|previous|prior|this|current) (fiscal year|fy|calendar year|day|week|month|quarter|year|yr)`,
      ([, which = '', unit = ''], today) => calendar(which, unit.replace('calendar ', '').replace('yr', 'year'), today),
    ],
    [
      `(?:el |la )?(?:este|esta) (ano|mes|semana)`,
      ([, unit = ''], today) => calendar('this', { ano: 'year', mes: 'month', semana: 'week' }[unit] ?? '', today),
    ],
    [
      `(?:el |la )?(ano|mes|semana) pasad[oa]`,
      ([, unit = ''], today) => calendar('last', { ano: 'year', mes: 'month', semana: 'week' }[unit] ?? '', today),
    ],
    [
      `${THE}(?:year to date|ytd|so far this year|this year so far|this year to date)`,
      (_, today) => calendar('this', 'year', today),
    ],
    [
      `${THE}(?:start|beginning) of (?:the |this )?(year|month|week|fiscal year|quarter)`,
      ([, unit = ''], today) => calendar('this', unit, today),
    ],
    [`${THE}(?:start|beginning) of (${YEAR})`, ([, year = '']) => both(spanOf(year), year)],
    [`(?:the )?end of (${YEAR})`, ([, year = '']) => dayIn(year, '12', '31')],
    [`today|todays|hoy`, (_, today) => ({ from: today, to: today, on: today })],
    [
      `yesterday|yesterdays|ayer`,
      (_, today) => ({ from: addDays(today, -1), to: addDays(today, -1), on: addDays(today, -1) }),
    ],
    [
      `(?:last |this |this past )?(sunday|monday|tuesday|wednesday|thursday|friday|saturday|mon|tue|tues|wed|thu|thurs|fri)`,
      lastWeekday,
    ],
    [
      `${THE}(?:trump |biden )?inauguration(?: day)?|trump took office|trumps second term|trump second term|trump came back|trump returned`,
      (_, today) => inauguration(today),
    ],
    [`(biden|obama|bush)(?: administration| term| years| presidency)?`, ([, who = '']) => ({ ...TERMS[who] })],
    [
      `(?:the )?(?:trump(?: administration)?|second trump administration|second trump term)`,
      (_, today) => inauguration(today),
    ],
    [
      `(?:the )?(?:first trump (?:administration|term)|trump(?:s)? first term)`,
      () => ({ from: '2017-01-20', to: '2021-01-19' }),
    ],
  ] satisfies [string, Reader][]
).map(([source, read]) => [new RegExp(`(?:${source})(?= |$)`, 'y'), read]);

function season([, name = '', year]: readonly (string | undefined)[], today: string): Time | undefined {
  const first = { spring: '03', summer: '06', verano: '06', fall: '09', autumn: '09', winter: '12' }[name] ?? '06';
  const own = Number(today.slice(0, 4));
  const begun = year ?? String(`${own}-${first}-01` > today ? own - 1 : own);
  const from = `${begun}-${first}-01`;
  return { from, to: addDays(addMonths(from, 3), -1) };
}

function weekOf([, month = '', day = '', year]: readonly (string | undefined)[], today: string): Time | undefined {
  const start = year ? dayIn(year, monthOf(month), day) : latest(today, `${monthOf(month)}-${day.padStart(2, '0')}`);
  return start?.from ? { from: start.from, to: addDays(start.from, 6) } : undefined;
}

function lastWeekday([, name = '']: readonly (string | undefined)[], today: string): Time {
  const wanted = WEEKDAYS.findIndex((each) => each.startsWith(name.slice(0, 3)));
  const ago = (weekday(today) - wanted + 7) % 7 || 7;
  const day = addDays(today, -ago);
  return { from: day, to: day, on: day };
}

/** Of the term that runs: the latest 20 January after an election. */
function inauguration(today: string): Time {
  let year = Number(today.slice(0, 4));
  while (year % 4 !== 1 || `${year}-01-20` > today) year -= 1;
  return { from: `${year}-01-20`, on: `${year}-01-20` };
}

/** The longest time at this place of the words, and where it ends. */
export function pointAt(words: string, at: number, today: string): { time: Time; end: number } | undefined {
  let best: { time: Time; end: number } | undefined;
  for (const [form, read] of FORMS) {
    form.lastIndex = at;
    const match = form.exec(words);
    if (!match || (best && at + match[0].length <= best.end)) continue;
    const time = read(match, today);
    if (time) best = { time, end: at + match[0].length };
  }
  return best;
}
