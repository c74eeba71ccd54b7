/**
 * What counts as having come after a detainer, in days. The day before counts, since ICE often writes the form on the day after
 * an arrest. Half a year: what comes later has less and less to do with the detainer.
 */
export const AFTER = { from: -1, to: 180, soon: 30 } as const;

/** A number of days, and how many detainers had it. */
export interface DayCount {
  days: number;
  n: number;
}

/** How many there are up to so many days. */
export const countWithin = (counts: readonly DayCount[], days: number): number =>
  counts.reduce((sum, each) => (each.days <= days ? sum + each.n : sum), 0);

/** The median of counted days, half days rounded down; undefined when there are none. */
export function medianDays(counts: readonly DayCount[]): number | undefined {
  const half = countWithin(counts, Number.POSITIVE_INFINITY) / 2;
  let seen = 0;
  for (const { days, n } of [...counts].sort((a, b) => a.days - b.days)) {
    seen += n;
    if (seen >= half && seen > 0) return days;
  }
  return undefined;
}
