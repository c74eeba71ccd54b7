import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Db } from './connect.ts';
import type { DetainerFilter } from './detainer-filter.ts';
import { countInSlices, findFacilityRanges, rowsOfRange } from './detainer-slices.ts';

/** The counted rows of one facility and outcome. */
export interface FacilityCount {
  facility_id: string;
  outcome_group: OutcomeGroup;
  n: number;
}

/** Counts rows by facility and outcome, facility by facility. */
export const countByFacilityAndOutcome = (
  db: Db,
  { outcomes: _, ...filter }: DetainerFilter,
): Promise<FacilityCount[]> =>
  countInSlices(
    db,
    () => findFacilityRanges(db, filter),
    (range) =>
      rowsOfRange(db, filter, range)
        .select(({ fn }) => ['facilities.facility_id', 'detainers.outcome_group', fn.countAll<number>().as('n')])
        .groupBy(['facilities.facility_id', 'detainers.outcome_group'])
        .execute(),
    ({ facility_id, outcome_group }) => `${facility_id} ${outcome_group}`,
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
