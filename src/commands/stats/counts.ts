import type { Citation } from '../../answer.ts';
import { citeDataRelease } from '../../cards/cite-data-release.ts';
import type { Context } from '../../context.ts';
import { type Cell, countCells, type Months, sumTotals } from '../../db/detainer-cells.ts';
import { findCoveredDays, findImportsOfStates } from '../../db/detainer-stats.ts';
import { type Area, type DetainerFilter, findBusiestDay, namesTraits, namesValues } from '../../db/detainers.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { asOfDay } from '../../rules/moment.ts';
import { monthsBetween, wholeMonths } from '../../rules/months.ts';

export interface Counts {
  cells: readonly Cell[];
  total: number;
  /** The days that the counts cover: the days asked for, within those that are loaded. */
  from: string;
  to: string;
  /** All facilities, with and without rows. */
  months: string[];
  /** Absent when the days or filters need the rows themselves. */
  whole?: Months;
  /** True if only extracts of a release are loaded, and so not all detainers of the days. */
  extract: boolean;
  /** First and last day that is loaded for the state; null when nothing is. */
  loaded: { first: string | null; last: string | null };
}

/** The states in which a subject's rows may be; undefined for all states. */
export function statesOf(subject: RecordsSubject): string[] | undefined {
  if (subject.facilities) return [...new Set(subject.facilities.map((facility) => facility.state ?? ''))];
  return subject.meaning?.state ? [subject.meaning.state] : undefined;
}

/** Counts of a subject by month, kind of facility and outcome, from the rollup if the filter allows it. */
export async function countSubject(
  { db }: Pick<Context, 'db'>,
  subject: RecordsSubject,
  filter: DetainerFilter,
): Promise<Counts> {
  const { first, last, extract } = await findCoveredDays(db, statesOf(subject));
  const loaded = { first, last };
  const whole = monthsOfRollup(filter, loaded);
  const cells = whole ? await sumTotals(db, { ...areaOf(filter), months: whole }) : await countCells(db, filter);
  const from = [filter.from ?? '', first ?? ''].sort().at(-1) ?? '';
  const to = [filter.to ?? '9999', last ?? '9999'].sort()[0] ?? '';
  return {
    cells,
    total: sum(cells),
    from,
    to,
    months: first === null || from > to ? [] : monthsBetween(from.slice(0, 7), to.slice(0, 7)),
    ...(whole ? { whole } : {}),
    extract: extract === 1,
    loaded,
  };
}

/** The whole months that the rollup can answer a filter from; undefined when only the rows can. */
export const monthsOfRollup = (filter: DetainerFilter, loaded: Counts['loaded']): Months | undefined =>
  namesValues(filter) || filter.facilityIds ? undefined : wholeMonths(filter, loaded);

/** The part of a filter that names facilities by place and kind. */
export const areaOf = ({ placeIds, own, kinds }: DetainerFilter): Area => ({
  ...(placeIds ? { placeIds } : {}),
  ...(own ? { own } : {}),
  ...(kinds ? { kinds } : {}),
});

export const sum = (cells: readonly { n: number }[]): number => cells.reduce((total, { n }) => total + n, 0);

/** Cells added up by a column, largest first. */
export function groupBy<T extends { n: number }>(
  cells: readonly T[],
  keyOf: (cell: T) => string,
): { key: string; n: number }[] {
  const groups = new Map<string, number>();
  for (const cell of cells) groups.set(keyOf(cell), (groups.get(keyOf(cell)) ?? 0) + cell.n);
  return [...groups].map(([key, n]) => ({ key, n })).sort((a, b) => b.n - a.n);
}

/** A day with at least ten detainers and a quarter of one of the three busiest months: a batch entry, not a surge. */
export async function findBatch(db: Context['db'], filter: DetainerFilter, cells: readonly Cell[]) {
  if (namesTraits(filter)) return undefined;
  for (const { key: month, n: rows } of groupBy(cells, (cell) => cell.month).slice(0, 3)) {
    if (rows < 10) return undefined;
    const busiest = await findBusiestDay(db, filter, month);
    if (busiest && busiest.n >= 10 && busiest.n / rows >= 0.25)
      return { month, rows, day: busiest.prepared_on, n: busiest.n };
  }
  return undefined;
}

/** The publisher's files that the rows of these states came with, as of their own dates. */
export async function citeDataReleases(
  { db, zone }: Pick<Context, 'db' | 'zone'>,
  states?: string[],
): Promise<[Citation, ...Citation[]]> {
  const [first, ...rest] = (await findImportsOfStates(db, states)).map((each) =>
    citeDataRelease(asOfDay(each, zone), each.file),
  );
  return first
    ? [first, ...rest]
    : [
        {
          title: 'ICE detainer records, Deportation Data Project',
          url: 'https://deportationdata.org/data/ice.html',
          asOf: 'not loaded',
        },
      ];
}
