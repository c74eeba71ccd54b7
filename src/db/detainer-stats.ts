import { expressionBuilder, sql } from 'kysely';
import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Db } from './connect.ts';
import type { Months } from './detainer-cells.ts';
import {
  type DetainerFilter,
  hasArea,
  isOfAllRows,
  matching,
  namesTraits,
  rowsOf,
  sitesIn,
} from './detainer-filter.ts';
import { countInSlices, findFacilityRanges, findMonthSlices } from './detainer-slices.ts';
import { countByTrait } from './detainer-traits.ts';
import type { Tables } from './schema.ts';
import { keeping } from './until-import.ts';

/** Counts of a state's counties, from the rollup; null is for facilities whose county is unknown. */
export const sumTotalsByCounty = keeping(
  (
    db,
    { state, outcomes, months }: { state: string; outcomes?: OutcomeGroup[]; months: Months },
  ): Promise<{ county_fips: string | null; name: string | null; n: number }[]> => {
    let query = db
      .selectFrom('detainer_totals')
      .leftJoin('places', 'places.place_id', 'detainer_totals.county_fips')
      .select(({ fn }) => ['county_fips', 'places.name', fn.sum<number>('rows').as('n')])
      .where('detainer_totals.state', '=', state)
      .groupBy(['county_fips', 'places.name'])
      .orderBy('n', 'desc')
      .orderBy('places.name', (order) => order.asc().nullsFirst())
      .orderBy('county_fips', (order) => order.asc().nullsFirst());
    if (outcomes?.length) query = query.where('outcome_group', 'in', outcomes);
    if (months.from) query = query.where('month', '>=', months.from);
    if (months.to) query = query.where('month', '<=', months.to);
    return query.execute();
  },
);

/** Counts rows by facility: of all days from the rollup, otherwise by the index of each, so that nothing is sorted. */
export async function countByFacility(db: Db, filter: DetainerFilter) {
  const { facilityIds, placeIds, own, kinds, ...others } = filter;
  const area = { ...(placeIds ? { placeIds } : {}), ...(own ? { own } : {}), ...(kinds ? { kinds } : {}) };
  const counted = await countInSlices(
    db,
    ['facilities', filter],
    () => findFacilityRanges(db, filter),
    ({ first, last }) =>
      db
        .selectFrom('facilities')
        .leftJoin('places as county', 'county.place_id', 'facilities.county_fips')
        .select([
          'facilities.facility_id',
          'facilities.name',
          'facilities.city',
          'facilities.state',
          'facilities.code',
          'facilities.kind',
          'facilities.county_fips',
          'county.name as county',
          rowsOfFacility(others),
        ])
        .where('facilities.facility_id', '>=', first)
        .where('facilities.facility_id', '<=', last)
        .$if(facilityIds !== undefined, (some) => some.where('facilities.facility_id', 'in', facilityIds ?? []))
        .$if(hasArea(area), (some) => some.where('facilities.facility_id', 'in', sitesIn(area)))
        .execute(),
    ({ facility_id }) => facility_id,
  );
  return counted.filter(({ n }) => n > 0);
}

const rowsOfFacility = (filter: DetainerFilter) =>
  (isOfAllRows(filter) ? sumOfFacility(filter) : countOfFacility(filter)).$asScalar().$notNull().as('n');

const sumOfFacility = ({ outcomes }: DetainerFilter) => {
  const sum = expressionBuilder<Tables, never>()
    .selectFrom('facility_outcomes')
    .select(({ fn, val }) => fn.coalesce(fn.sum<number>('rows'), val(0)).as('n'))
    .where(sql<boolean>`facility_outcomes.facility_id = facilities.facility_id`);
  return outcomes?.length ? sum.where('outcome_group', 'in', outcomes) : sum;
};

const countOfFacility = ({ outcomes, ...filter }: DetainerFilter) =>
  matching(expressionBuilder<Tables, never>().selectFrom('detainers'), filter)
    .select(rowsOf(outcomes).as('n'))
    .where(sql<boolean>`detainers.facility_id = facilities.facility_id`);

/** Counts rows by ICE's text in a column; null means that nothing was recorded. */
export const countByColumn = (db: Db, filter: DetainerFilter, column: 'citizenship' | 'conviction_charge') =>
  namesTraits(filter)
    ? countByTrait(db, filter, column)
    : countInSlices(
        db,
        [column, filter],
        () => findMonthSlices(db, filter),
        (slice) =>
          matching(db.selectFrom('detainers'), slice)
            .select(({ fn }) => [`detainers.${column} as value`, fn.countAll<number>().as('n')])
            .groupBy(`detainers.${column}`)
            .execute(),
        ({ value }) => (value === null ? '' : `recorded ${value}`),
      );

/** Counts rows by the day on which ICE prepared the detainer. */
export const countByDay = (db: Db, filter: DetainerFilter): Promise<readonly { day: string; n: number }[]> =>
  countInSlices(
    db,
    ['days', filter],
    () => findMonthSlices(db, filter),
    (slice) =>
      matching(db.selectFrom('detainers'), slice)
        .select(({ fn }) => ['detainers.prepared_on as day', fn.countAll<number>().as('n')])
        .groupBy('detainers.prepared_on')
        .execute(),
    ({ day }) => day,
  );

/** First and last prepare date that imports covered for some states (or for all), and whether only extracts did. */
export const findCoveredDays = keeping((db, states?: string[]) => {
  let query = db
    .selectFrom('release_windows')
    .select(({ fn }) => [
      fn.min<string | null>('first_on').as('first'),
      fn.max<string | null>('last_on').as('last'),
      fn.min<number | null>('extract').as('extract'),
      fn.sum<number | null>('rows').as('rows'),
    ]);
  if (states) query = query.where('state', 'in', states);
  return query.executeTakeFirstOrThrow();
});

/**
 * The imports behind the rows of some states, newest publication first. Leaves out an import when a later release that
 * is not an extract covers its days in each state.
 */
export const findImportsOfStates = keeping((db, states?: string[]) => {
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
});
