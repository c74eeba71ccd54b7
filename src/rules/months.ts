import { addDays, addMonths } from './dates.ts';

/** All months from one to another, inclusive: '2025-11', '2025-12', '2026-01'. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to && months.length < 1200; month = addMonths(`${month}-01`, 1).slice(0, 7))
    months.push(month);
  return months;
}

/** The last day of a month. */
export const lastDayOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1);

/**
 * The whole months that a span of days covers; undefined when it cuts a month. Days before the first or after the last
 * loaded day cut nothing.
 */
export function wholeMonths(
  days: { from?: string; to?: string },
  loaded: { first: string | null; last: string | null },
): { from?: string; to?: string } | undefined {
  const { from, to } = days;
  const openFrom = from === undefined || (loaded.first !== null && from <= loaded.first);
  const openTo = to === undefined || (loaded.last !== null && to >= loaded.last);
  if (!openFrom && !from.endsWith('-01')) return undefined;
  if (!openTo && to !== lastDayOf(to.slice(0, 7))) return undefined;
  return {
    ...(openFrom ? {} : { from: from.slice(0, 7) }),
    ...(openTo ? {} : { to: to.slice(0, 7) }),
  };
}

/** The Monday of a day's week, as ISO days. */
export function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  return at.toISOString().slice(0, 10);
}
