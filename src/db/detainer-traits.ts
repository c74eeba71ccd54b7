import { sql } from 'kysely';
import type { Db } from './connect.ts';
import type { Months } from './detainer-cells.ts';
import type { VALUE_FILTERS, ValueFilter } from './detainer-filter.ts';
import { type Area, type DetainerFilter, hasArea, isInArea, rowsOf } from './detainer-filter.ts';
import { countInSlices, findFacilityRanges, rowsOfRange } from './detainer-slices.ts';
import { keeping } from './until-import.ts';

/** Columns of the index of traits. The age is that of the year in which ICE prepared the detainer, give or take one. */
export type Trait = (typeof VALUE_FILTERS)[ValueFilter] | 'detainer_type' | 'age';

/** The counted rows of one value; null means that nothing was recorded. */
export interface ValueCount {
  value: string | null;
  n: number;
}

/** Counts rows by a trait, facility by facility, from the index of traits. */
export const countByTrait = async (db: Db, filter: DetainerFilter, trait: Trait): Promise<ValueCount[]> =>
  (await countByTraits(db, filter, [trait])).map(({ values: [value = null], n }) => ({ value, n }));

/** The same for several traits at once: a count for each combination, its values in the order of the traits. */
export async function countByTraits(
  db: Db,
  { outcomes, ...filter }: DetainerFilter,
  traits: readonly Trait[],
): Promise<{ values: (string | null)[]; n: number }[]> {
  const columns = traits.map(columnOf);
  const counted = await countInSlices(
    db,
    ['traits', traits, outcomes, filter],
    () => findFacilityRanges(db, filter),
    async (range) => {
      const rows = await rowsOfRange(db, filter, range)
        .select(columns.map((column, at) => column.as(`trait_${at}`)))
        .select(rowsOf(outcomes).as('n'))
        .groupBy(columns)
        .execute();
      return rows.map(({ n, ...row }) => ({ values: traits.map((_, at) => row[`trait_${at}`] ?? null), n }));
    },
    ({ values }) => values.map((value) => (value === null ? '' : `recorded ${value}`)).join(' '),
  );
  return counted.filter(({ n }) => n > 0);
}

const columnOf = (trait: Trait) =>
  trait === 'age'
    ? sql<string | null>`cast(cast(substr(detainers.prepared_on, 1, 4) as integer) - detainers.birth_year as text)`
    : sql<string | null>`${sql.ref(`detainers.${trait}`)}`;

/** Counted rows by ICE's criminal category, as written, from the rollup. */
export const sumCriminality = keeping((db, { months, ...area }: Area & { months: Months }): Promise<ValueCount[]> => {
  let query = db
    .selectFrom('criminality_totals')
    .select(({ fn }) => ['criminality as value', fn.sum<number>('rows').as('n')])
    .groupBy('criminality');
  if (hasArea(area)) query = query.where((eb) => isInArea(eb, area, 'criminality_totals.facility_kind'));
  if (months.from) query = query.where('month', '>=', months.from);
  if (months.to) query = query.where('month', '<=', months.to);
  return query.execute();
});

/** Rewrites the counts by place, kind of facility, month and criminal category. */
export async function writeCriminalityTotals(db: Db): Promise<void> {
  await sql`delete from criminality_totals`.execute(db);
  await sql`
    insert into criminality_totals (state, county_fips, place_id, facility_kind, month, criminality, rows)
    select f.state, f.county_fips, f.place_id, f.kind, d.month, d.criminality, sum(d.rows)
    from (
      select facility_id, substr(prepared_on, 1, 7) as month, criminality, count(*) as rows
      from detainers where not_counted is null
      group by 1, 2, 3
    ) as d
    join facilities as f on f.facility_id = d.facility_id
    group by 1, 2, 3, 4, 5, 6`.execute(db);
}
