import { addDays, addMonths } from './dates.ts';
import { lastDayOf } from './months.ts';

/** ISO days, both inclusive. */
export interface DaySpan {
  from: string;
  to: string;
}

export interface DayCount {
  day: string;
  n: number;
}

/** The number of days of a span. */
export const lengthOf = ({ from, to }: DaySpan): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000) + 1;

/** The same days of the year before; the end of a month stays one (Feb 28, 2025 to Feb 29, 2024). */
export function yearBefore({ from, to }: DaySpan): DaySpan {
  const end = addMonths(to, -12);
  return { from: addMonths(from, -12), to: to === lastDayOf(to.slice(0, 7)) ? lastDayOf(end.slice(0, 7)) : end };
}

/** The days of a span that are loaded; undefined when none is. */
export function withinLoaded({ from, to }: DaySpan, loaded: DaySpan): DaySpan | undefined {
  const span = { from: [from, loaded.from].sort().at(-1) ?? from, to: [to, loaded.to].sort()[0] ?? to };
  return span.from <= span.to ? span : undefined;
}

/** Both the days asked about and the same of the year before, cut to what is loaded of both. */
export function pairOfYears(asked: DaySpan, loaded: DaySpan): { now: DaySpan; before: DaySpan } | undefined {
  const shifted = { from: addMonths(loaded.from, 12), to: loaded.to };
  const now = withinLoaded(asked, loaded) && withinLoaded(asked, shifted);
  return now && { now, before: yearBefore(now) };
}

/**
 * As many days before a day as from it on, at most a year and no more than are loaded on the shorter side. Days that
 * are asked for bound them.
 */
export function windowsAround(
  day: string,
  asked: { from?: string; to?: string },
  loaded: DaySpan,
): { before: DaySpan; after: DaySpan } | undefined {
  const before = withinLoaded({ from: asked.from ?? '0000', to: addDays(day, -1) }, loaded);
  const after = withinLoaded({ from: day, to: asked.to ?? '9999' }, loaded);
  if (!before || !after) return undefined;
  if (asked.from !== undefined && asked.to !== undefined) return { before, after };
  const days = Math.min(365, lengthOf(before), lengthOf(after));
  return {
    before: asked.from === undefined ? { from: addDays(day, -days), to: before.to } : before,
    after: asked.to === undefined ? { from: day, to: addDays(day, days - 1) } : after,
  };
}

/** Days with ten rows and a quarter or more of their month's: entered together, and no surge. */
export function batchDays(days: readonly DayCount[]): DayCount[] {
  const months = new Map<string, number>();
  for (const { day, n } of days) months.set(day.slice(0, 7), (months.get(day.slice(0, 7)) ?? 0) + n);
  return days.filter(({ day, n }) => n >= 10 && n / (months.get(day.slice(0, 7)) ?? n) >= 0.25);
}

/** Rows a day over a span, without its batch days. */
export interface Rate {
  span: DaySpan;
  /** Rows and days that count. */
  n: number;
  days: number;
  perDay: number;
  batches: DayCount[];
}

/** `counted` may hold whole months around the span, by which batch days are told. */
export function rateOf(span: DaySpan, counted: readonly DayCount[]): Rate {
  const isWithin = ({ day }: DayCount) => day >= span.from && day <= span.to;
  const batches = batchDays(counted).filter(isWithin);
  const n = counted.filter((each) => isWithin(each) && !batches.includes(each)).reduce((sum, each) => sum + each.n, 0);
  const days = lengthOf(span) - batches.length;
  return { span, n, days, perDay: days > 0 ? n / days : 0, batches };
}

/** Fewer rows than these before give no percentage. */
const FEWEST = 10;

/** '23.4% more a day', 'about as many a day'; where there are too few rows for a share, only which is more. */
export function describeChange(before: Rate, after: Rate): string {
  if (before.n === 0 && after.n === 0) return 'none in both';
  if (before.perDay === after.perDay) return 'as many a day';
  const more = after.perDay > before.perDay ? 'more' : 'fewer';
  if (before.n < FEWEST || after.n < FEWEST) return `${more} a day, by small numbers`;
  const change = Math.abs(after.perDay / before.perDay - 1) * 100;
  return change < 0.5
    ? 'about as many a day'
    : `${change < 10 ? change.toFixed(1) : Math.round(change)}% ${more} a day`;
}

/** 123.4 as '123', 12.34 as '12.3', 0.042 as '0.04'. */
export function formatPerDay(perDay: number): string {
  if (perDay === 0) return '0';
  return perDay >= 100 ? Math.round(perDay).toLocaleString('en-US') : perDay.toFixed(perDay >= 1 ? 1 : 2);
}
