import { addDays, spanOf } from '../../rules/dates.ts';
import type { Time } from '../span.ts';

/** Day of a fixed date, or the nth weekday of a month (5 is the last) and perhaps the day after it. */
const DAYS: Readonly<Record<string, string | { month: number; weekday: number; nth: number; later?: 1 }>> = {
  'new years': '01-01',
  juneteenth: '06-19',
  'independence day': '07-04',
  'fourth of july': '07-04',
  '4th of july': '07-04',
  'veterans day': '11-11',
  christmas: '12-25',
  'memorial day': { month: 5, weekday: 1, nth: 5 },
  'labor day': { month: 9, weekday: 1, nth: 1 },
  // The Tuesday after the first Monday
  'election day': { month: 11, weekday: 1, nth: 1, later: 1 },
  thanksgiving: { month: 11, weekday: 4, nth: 4 },
};

/** The names of holidays, for a pattern over words in small letters. */
export const HOLIDAY = Object.keys(DAYS)
  .map((name) => (name === 'new years' ? 'new years?(?: day)?' : name === 'christmas' ? 'christmas(?: day)?' : name))
  .join('|');

/** A federal holiday of a year; without a year the latest that has been. */
export function holiday(name: string, year: string | undefined, today: string): Time | undefined {
  const own = Number(year ?? today.slice(0, 4));
  const at = (of: number) => dayOf(name, of);
  const day = year === undefined && at(own) > today ? at(own - 1) : at(own);
  const span = spanOf(day);
  return span && { from: span.from, to: span.to, on: day };
}

function dayOf(name: string, year: number): string {
  const rule =
    DAYS[
      name.replace(/ day$/, (end) => (/^(?:new|christmas)/.test(name) ? '' : end)).replace(/^new year$/, 'new years')
    ];
  if (rule === undefined) return '';
  if (typeof rule === 'string') return `${year}-${rule}`;
  const month = String(rule.month).padStart(2, '0');
  const first = `${year}-${month}-01`;
  const offset = (rule.weekday - new Date(`${first}T00:00:00Z`).getUTCDay() + 7) % 7;
  const nth = addDays(first, offset + 7 * (rule.nth - 1));
  const day = nth.slice(5, 7) === month ? nth : addDays(nth, -7);
  return rule.later ? addDays(day, rule.later) : day;
}
