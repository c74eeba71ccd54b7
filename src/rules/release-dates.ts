import { spanOf } from './dates.ts';

/** The dates in a cell such as '2024-08-06; 2025-05-13' or '2019-07-17 (article)', as spans of days, earliest first. */
export function releaseSpans(cell: string): { from: string; to: string }[] {
  return cell
    .split(';')
    .map((part) => /\d{4}(?:-\d{2}){0,2}(?:\.\.\d{4}(?:-\d{2}){0,2})?/.exec(part)?.[0] ?? '')
    .map((date) => spanOf(date))
    .filter((span) => span !== undefined)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
}

/**
 * Where the releases of a case lie: one of them surely in the window, perhaps in it because its date is less precise, or
 * none. A case with two releases is in the window by one of them, not by the time between.
 */
export function liesIn(cell: string, { from = '', to = '9999' }: { from?: string; to?: string }) {
  const touching = releaseSpans(cell).filter((span) => span.to >= from && span.from <= to);
  if (touching.length === 0) return 'outside';
  return touching.some((span) => span.from >= from && span.to <= to) ? 'inside' : 'perhaps';
}
