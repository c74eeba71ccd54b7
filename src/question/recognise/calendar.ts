import { addDays, addMonths, parsePeriod, spanOf } from '../../rules/dates.ts';
import type { Time } from '../span.ts';

export const MONTH =
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
export const NUMBERS = [
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
export const NUMBER = `(?:\\d{1,3}|${NUMBERS.slice(1).join('|')}|couple of|few)`;
const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
export const YEAR = '(?:19[89]\\d|20[0-4]\\d)';
export const TENS: Readonly<Record<string, number>> = {
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
export const TERMS: Readonly<Record<string, { from: string; to?: string }>> = {
  biden: { from: '2021-01-20', to: '2025-01-19' },
  obama: { from: '2009-01-20', to: '2017-01-19' },
  bush: { from: '2001-01-20', to: '2009-01-19' },
};

export type Reader = (parts: readonly (string | undefined)[], today: string) => Time | undefined;

export const both = (span: { from: string; to: string } | undefined, on?: string): Time | undefined =>
  span && { from: span.from, to: span.to, ...(on ? { on } : {}) };
export const count = (text: string): number =>
  /^\d+$/.test(text) ? Number(text) : text === 'couple of' ? 2 : text === 'few' ? 3 : NUMBERS.indexOf(text);
export const monthOf = (text: string): string => {
  const spanish = SPANISH.indexOf(text);
  return String((spanish >= 0 ? spanish : ENGLISH.indexOf(text.slice(0, 3))) + 1).padStart(2, '0');
};
export const year2 = (text: string): string => (text.length === 2 ? `20${text}` : text);
export const dayIn = (year: string, month: string, day: string): Time | undefined => {
  const iso = `${year}-${month}-${day.padStart(2, '0')}`;
  return both(spanOf(iso), iso);
};
/** The latest one that has begun. */
export const latest = (today: string, tail: string): Time | undefined => {
  const year = Number(today.slice(0, 4));
  const on = `${year}-${tail}` > today.slice(0, tail.length + 5) ? `${year - 1}-${tail}` : `${year}-${tail}`;
  return both(spanOf(on), on);
};
export const months = (year: string, first: number, number: number): Time => {
  const from = addMonths(`${year}-01-01`, first);
  return { from, to: addDays(addMonths(from, number), -1) };
};
export const fiscal = (year: string, quarter?: string): Time | undefined => {
  const full = year2(year);
  return both(
    parsePeriod(`FY${full}${quarter ? ` Q${quarter}` : ''}`, '2026-01-01'),
    quarter ? undefined : `FY${full}`,
  );
};
const fiscalYearOf = (day: string): number => Number(day.slice(0, 4)) + (day.slice(5, 7) >= '10' ? 1 : 0);
export const ORDINALS: Readonly<Record<string, string>> = {
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

export function calendar(which: string, unit: string, today: string): Time | undefined {
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

/** The calendar week, month, quarter or year after this one. */
export function next(unit: string, today: string): Time | undefined {
  const to = calendar('this', unit, today)?.to;
  if (!to) return undefined;
  const first = addDays(to, 1);
  const time = calendar('this', unit, first);
  return time && { ...time, ahead: true };
}

/** Counted back from today, open at its end. */
export function back(number: number, unit: string, today: string): Time | undefined {
  if (number < 1) return undefined;
  const letter = unit[0];
  if (letter === 'd' || letter === 'n') return { from: addDays(today, -number) };
  if (letter === 'w') return { from: addDays(today, -7 * number) };
  return { from: addMonths(today, letter === 'm' ? -number : letter === 'q' ? -3 * number : -12 * number) };
}

export function season([, name = '', year]: readonly (string | undefined)[], today: string): Time | undefined {
  const first = { spring: '03', summer: '06', verano: '06', fall: '09', autumn: '09', winter: '12' }[name] ?? '06';
  const own = Number(today.slice(0, 4));
  const begun = year ?? String(`${own}-${first}-01` > today ? own - 1 : own);
  const from = `${begun}-${first}-01`;
  return { from, to: addDays(addMonths(from, 3), -1) };
}

export function weekOf(
  [, month = '', day = '', year]: readonly (string | undefined)[],
  today: string,
): Time | undefined {
  const start = year ? dayIn(year, monthOf(month), day) : latest(today, `${monthOf(month)}-${day.padStart(2, '0')}`);
  return start?.from ? { from: start.from, to: addDays(start.from, 6) } : undefined;
}

export function lastWeekday([, name = '']: readonly (string | undefined)[], today: string): Time {
  const wanted = WEEKDAYS.findIndex((each) => each.startsWith(name.slice(0, 3)));
  const ago = (weekday(today) - wanted + 7) % 7 || 7;
  const day = addDays(today, -ago);
  return { from: day, to: day, on: day };
}

/** Of the term that runs: the latest 20 January after an election. */
export function inauguration(today: string): Time {
  let year = Number(today.slice(0, 4));
  while (year % 4 !== 1 || `${year}-01-20` > today) year -= 1;
  return { from: `${year}-01-20`, on: `${year}-01-20` };
}
