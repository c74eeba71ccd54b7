import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { type DetainerFilter, matching } from './detainers.ts';
import { findNewestImportId } from './imports.ts';

/** The number of counted detainer rows for one month, kind of facility and outcome group. */
export interface Cell {
  month: string;
  facility_kind: string;
  outcome_group: string;
  n: number;
}

/** Whole months, 'YYYY-MM', inclusive; absent means open. */
export interface Months {
  from?: string;
  to?: string;
}

/** Cells from the rollup, for some places or for all. Takes milliseconds, whatever the number of rows. */
export function sumTotals(
  db: Db,
  { placeIds, outcomes, months }: { placeIds?: string[]; outcomes?: string[]; months: Months },
): Promise<Cell[]> {
  let query = db
    .selectFrom('detainer_totals')
    .select(({ fn }) => ['month', 'facility_kind', 'outcome_group', fn.sum<number>('rows').as('n')])
    .groupBy(['month', 'facility_kind', 'outcome_group'])
    .orderBy('month');
  if (placeIds)
    query = query.where(({ or, eb }) =>
      or([eb('state', 'in', placeIds), eb('county_fips', 'in', placeIds), eb('place_id', 'in', placeIds)]),
    );
  if (outcomes?.length) query = query.where('outcome_group', 'in', outcomes);
  if (months.from) query = query.where('month', '>=', months.from);
  if (months.to) query = query.where('month', '<=', months.to);
  return query.execute();
}

/** Counts of a state's counties, from the rollup; null is for facilities whose county is unknown. */
export function sumTotalsByCounty(
  db: Db,
  { state, outcomes, months }: { state: string; outcomes?: string[]; months: Months },
): Promise<{ county_fips: string | null; name: string | null; n: number }[]> {
  let query = db
    .selectFrom('detainer_totals')
    .leftJoin('places', 'places.place_id', 'detainer_totals.county_fips')
    .select(({ fn }) => ['county_fips', 'places.name', fn.sum<number>('rows').as('n')])
    .where('detainer_totals.state', '=', state)
    .groupBy('county_fips')
    .orderBy('n', 'desc')
    .orderBy('places.name');
  if (outcomes?.length) query = query.where('outcome_group', 'in', outcomes);
  if (months.from) query = query.where('month', '>=', months.from);
  if (months.to) query = query.where('month', '<=', months.to);
  return query.execute();
}

/** The same cells counted from the rows, for filters that the rollup lacks. */
export async function countCells(db: Db, filter: DetainerFilter): Promise<Cell[]> {
  const month = sql<string>`substr(detainers.prepared_on, 1, 7)`;
  return collected(
    db,
    filter,
    (slice) =>
      matching(db.selectFrom('detainers'), slice)
        .innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id')
        .select(({ fn }) => [
          month.as('month'),
          'facilities.kind as facility_kind',
          'detainers.outcome_group',
          fn.countAll<number>().as('n'),
        ])
        .groupBy([month, 'facilities.kind', 'detainers.outcome_group'])
        .execute(),
    ({ month, facility_kind, outcome_group }) => [month, facility_kind, outcome_group],
  );
}

/** Counts rows by facility. */
export const countByFacility = (db: Db, filter: DetainerFilter) =>
  collected(
    db,
    filter,
    (slice) =>
      matching(db.selectFrom('detainers'), slice)
        .innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id')
        .leftJoin('places as county', 'county.place_id', 'facilities.county_fips')
        .select(({ fn }) => [
          'detainers.facility_id',
          'facilities.name',
          'facilities.city',
          'facilities.state',
          'facilities.code',
          'facilities.kind',
          'facilities.county_fips',
          'county.name as county',
          fn.countAll<number>().as('n'),
        ])
        .groupBy('detainers.facility_id')
        .execute(),
    ({ facility_id }) => [facility_id],
  );

/** Counts rows by ICE's text in a column; null means that nothing was recorded. */
export const countByColumn = (db: Db, filter: DetainerFilter, column: 'citizenship' | 'conviction_charge') =>
  collected(
    db,
    filter,
    (slice) =>
      matching(db.selectFrom('detainers'), slice)
        .select(({ fn }) => [`detainers.${column} as value`, fn.countAll<number>().as('n')])
        .groupBy(`detainers.${column}`)
        .execute(),
    ({ value }) => [value],
  );

/** First and last prepare date that imports covered for some states (or for all), and whether only extracts did. */
export function findCoveredDays(db: Db, states?: string[]) {
  let query = db
    .selectFrom('release_windows')
    .select(({ fn }) => [
      fn.min('first_on').as('first'),
      fn.max('last_on').as('last'),
      fn.min('extract').as('extract'),
      fn.sum<number>('rows').as('rows'),
    ]);
  if (states) query = query.where('state', 'in', states);
  return query.executeTakeFirstOrThrow();
}

/**
 * The imports behind the rows of some states, newest publication first. Leaves out an import when a later release that
 * is not an extract covers its days in each state.
 */
export function findImportsOfStates(db: Db, states?: string[]) {
  let query = db
    .selectFrom('imports')
    .innerJoin('release_windows', 'release_windows.import_id', 'imports.import_id')
    .select(['imports.file', 'imports.published_on', 'imports.finished_at'])
    .where('imports.outcome', '=', 'loaded')
    .where(sql<boolean>`not exists (
      select 1
      from release_windows as w
      join imports as later on later.import_id = w.import_id
      where w.state = release_windows.state and w.extract = 0
        and w.first_on <= release_windows.first_on and w.last_on >= release_windows.last_on
        and (coalesce(later.published_on, '9999'), later.import_id)
          > (coalesce(imports.published_on, '9999'), imports.import_id))`)
    .groupBy('imports.import_id')
    .orderBy(sql`coalesce(imports.published_on, '9999')`, 'desc')
    .orderBy('imports.import_id', 'desc')
    .limit(4);
  if (states) query = query.where('release_windows.state', 'in', states);
  return query.execute();
}

/**
 * Counts one quarter at a time so that other answers can run in between: some of these queries read every row of a
 * state.
 */
async function collected<T extends { n: number }>(
  db: Db,
  filter: DetainerFilter,
  count: (slice: DetainerFilter) => Promise<T[]>,
  keyOf: (row: T) => (string | null)[],
): Promise<T[]> {
  for (let left = 2; ; left -= 1) {
    const before = await findNewestImportId(db);
    const sums = new Map<string, T>();
    for (const slice of await slicesOf(db, filter)) {
      for (const row of await count(slice)) {
        const key = JSON.stringify(keyOf(row));
        const sum = sums.get(key);
        if (sum) sum.n += row.n;
        else sums.set(key, { ...row });
      }
      await new Promise(setImmediate);
    }
    // If an import ended in the meantime, the sum would mix old and new rows.
    if (left === 0 || (await findNewestImportId(db)) === before) return [...sums.values()].sort((a, b) => b.n - a.n);
  }
}

async function slicesOf(db: Db, filter: DetainerFilter): Promise<DetainerFilter[]> {
  const { first, last } = await findCoveredDays(db);
  const from = [filter.from ?? '', first ?? ''].sort().at(-1) ?? '';
  const to = [filter.to ?? '9999', last ?? '9999'].sort()[0] ?? '';
  const slices: DetainerFilter[] = [];
  for (let start = from; start !== '' && start <= to; ) {
    const [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
    const next = new Date(Date.UTC(year, Math.floor((month - 1) / 3) * 3 + 3, 1)).toISOString().slice(0, 10);
    const end = new Date(Date.parse(next) - 86_400_000).toISOString().slice(0, 10);
    slices.push({ ...filter, from: start, to: [end, to].sort()[0] ?? to });
    start = next;
  }
  return slices;
}
