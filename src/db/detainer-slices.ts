import type { Db } from './connect.ts';
import { type DetainerFilter, hasArea, isInArea, matching, sitesIn } from './detainer-filter.ts';
import { untilNextImport } from './until-import.ts';

/** The number of rows that one statement should read at most. A month or a facility is never split. */
const SLICE = 10_000;
/** Looking up each facility needs no sorting, so a slice of more rows takes no longer. */
const FACILITY_SLICE = 20_000;

/**
 * Counts slice by slice so that other answers can run in between. Largest first; ties in the order of their keys. `what`
 * names the count, as plain data: it is kept until the next import.
 */
export const countInSlices = <S, T extends { n: number }>(
  db: Db,
  what: unknown,
  findSlices: () => Promise<S[]>,
  count: (slice: S) => Promise<T[]>,
  keyOf: (row: T) => string,
): Promise<readonly Readonly<T>[]> =>
  untilNextImport(db, what, async () => {
    const sums = new Map<string, T>();
    for (const slice of await findSlices()) {
      for (const row of await count(slice)) {
        const key = keyOf(row);
        const sum = sums.get(key);
        if (sum) sum.n += row.n;
        else sums.set(key, row);
      }
      await new Promise(setImmediate);
    }
    return [...sums].sort(([a, x], [b, y]) => y.n - x.n || (a < b ? -1 : 1)).map(([, row]) => row);
  });

/** Splits a filter at months. The first and the last slice are as open as the filter, so that no row is left out. */
export async function findMonthSlices(db: Db, filter: DetainerFilter): Promise<DetainerFilter[]> {
  const slices: DetainerFilter[] = [];
  let rest = filter;
  let rows = 0;
  for (const { month, n } of await countMonths(db, filter)) {
    if (rows > 0 && rows + n > SLICE) {
      // No month has a day 00: as text, it sorts after all days of the previous month.
      slices.push({ ...rest, to: `${month}-00` });
      rest = { ...rest, from: `${month}-01` };
      rows = 0;
    }
    rows += n;
  }
  return [...slices, rest];
}

/** Counted rows by month, within the filter's days and places. */
async function countMonths(db: Db, { facilityIds, from, to, ...area }: DetainerFilter) {
  if (facilityIds) {
    const sites = await sumOfFacilities(db, facilityIds);
    if (sites <= SLICE) return [];
  }
  let query = db
    .selectFrom('detainer_totals')
    .select(({ fn }) => ['month', fn.sum<number>('rows').as('n')])
    .groupBy('month')
    .orderBy('month');
  if (hasArea(area)) query = query.where((eb) => isInArea(eb, area, 'detainer_totals.facility_kind'));
  if (from) query = query.where('month', '>=', from.slice(0, 7));
  if (to) query = query.where('month', '<=', to.slice(0, 7));
  return query.execute();
}

async function sumOfFacilities(db: Db, facilityIds: string[]): Promise<number> {
  const { rows } = await db
    .selectFrom('facility_totals')
    .select(({ fn }) => fn.sum<number | null>('rows').as('rows'))
    .where('facility_id', 'in', facilityIds)
    .executeTakeFirstOrThrow();
  return rows ?? 0;
}

/** Ids of facilities with counted rows, split into ranges; both ends are inclusive. */
export async function findFacilityRanges(
  db: Db,
  { facilityIds, ...area }: DetainerFilter,
): Promise<{ first: string; last: string }[]> {
  let query = db.selectFrom('facility_totals').select(['facility_id', 'rows']).orderBy('facility_id');
  if (facilityIds) query = query.where('facility_id', 'in', facilityIds);
  if (hasArea(area)) query = query.where('facility_id', 'in', sitesIn(area));
  const ranges: { first: string; last: string }[] = [];
  let rows = FACILITY_SLICE;
  for (const { facility_id: id, rows: more } of await query.execute()) {
    const range = ranges.at(-1);
    if (range && rows + more <= FACILITY_SLICE) range.last = id;
    else ranges.push({ first: id, last: id });
    rows = range?.last === id ? rows + more : more;
  }
  return ranges;
}

/** The counted rows of a range of facilities, facility by facility: SQLite runs a cross join in the order in which it is written. */
export const rowsOfRange = (db: Db, filter: DetainerFilter, { first, last }: { first: string; last: string }) =>
  matching(db.selectFrom('facilities').crossJoin('detainers'), filter)
    .whereRef('detainers.facility_id', '=', 'facilities.facility_id')
    .where('facilities.facility_id', '>=', first)
    .where('facilities.facility_id', '<=', last);
