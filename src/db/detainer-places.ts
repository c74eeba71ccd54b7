import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Db } from './connect.ts';
import type { Months } from './detainer-cells.ts';
import { type Area, type DetainerFilter, hasArea, isInArea, isOfAllRows, sitesIn } from './detainer-filter.ts';
import { countInSlices, findFacilityRanges, rowsOfRange } from './detainer-slices.ts';
import { keeping } from './until-import.ts';

/** The counted rows of one facility and outcome. */
export interface FacilityCount {
  facility_id: string;
  outcome_group: OutcomeGroup;
  n: number;
}

/** Counts rows by facility and outcome, most first: of all days from the rollup, otherwise facility by facility. */
export const countByFacilityAndOutcome = (
  db: Db,
  { outcomes: _, ...filter }: DetainerFilter,
): Promise<readonly FacilityCount[]> =>
  isOfAllRows(filter) ? sumFacilities(db, filter) : countFacilityRows(db, filter);

function sumFacilities(db: Db, { facilityIds, ...area }: DetainerFilter): Promise<FacilityCount[]> {
  let query = db
    .selectFrom('facility_outcomes')
    .select(['facility_id', 'outcome_group', 'rows as n'])
    .orderBy('rows', 'desc')
    .orderBy('facility_id')
    .orderBy('outcome_group');
  if (facilityIds) query = query.where('facility_id', 'in', facilityIds);
  if (hasArea(area)) query = query.where('facility_id', 'in', sitesIn(area));
  return query.execute();
}

const countFacilityRows = (db: Db, filter: DetainerFilter): Promise<readonly FacilityCount[]> =>
  countInSlices(
    db,
    ['facilities by outcome', filter],
    () => findFacilityRanges(db, filter),
    (range) =>
      rowsOfRange(db, filter, range)
        .select(({ fn }) => ['facilities.facility_id', 'detainers.outcome_group', fn.countAll<number>().as('n')])
        .groupBy(['facilities.facility_id', 'detainers.outcome_group'])
        .execute(),
    ({ facility_id, outcome_group }) => `${facility_id} ${outcome_group}`,
  );

/** What may be ranked, and the rollup's column that holds it. */
const PLACE_COLUMNS = { states: 'state', counties: 'county_fips', agencies: 'place_id' } as const;

/** Counts rows of whole months by place, kind of facility and outcome, from the rollup; `key` is null where the place is not known. */
export const sumTotalsByPlace = keeping(
  (db, what: keyof typeof PLACE_COLUMNS, { months, ...area }: Area & { months: Months }) => {
    const column = PLACE_COLUMNS[what];
    let sums = db
      .selectFrom('detainer_totals')
      .select(({ fn }) => [
        `${column} as key`,
        'facility_kind',
        'outcome_group',
        fn.min<string | null>('state').as('state'),
        fn.sum<number>('rows').as('n'),
      ])
      .groupBy([column, 'facility_kind', 'outcome_group']);
    if (hasArea(area)) sums = sums.where((eb) => isInArea(eb, area, 'detainer_totals.facility_kind'));
    if (months.from) sums = sums.where('month', '>=', months.from);
    if (months.to) sums = sums.where('month', '<=', months.to);
    return db
      .selectFrom(sums.as('sums'))
      .leftJoin('places', 'places.place_id', 'sums.key')
      .selectAll('sums')
      .select(['places.name', 'places.level'])
      .execute();
  },
);

/** Every facility with the names of its county and of the jurisdiction that runs it. */
export const findAllFacilitiesWithPlaces = (db: Db) =>
  db
    .selectFrom('facilities')
    .leftJoin('places as county', 'county.place_id', 'facilities.county_fips')
    .leftJoin('places as runner', 'runner.place_id', 'facilities.place_id')
    .select([
      'facilities.facility_id',
      'facilities.name',
      'facilities.city',
      'facilities.state',
      'facilities.kind',
      'facilities.county_fips',
      'facilities.place_id',
      'county.name as county',
      'runner.name as runner',
      'runner.level as runner_level',
    ])
    .execute();
