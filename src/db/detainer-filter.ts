import { expressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Tables } from './schema.ts';

export interface DetainerFilter {
  facilityIds?: string[];
  /** Facilities run by any of these places, or located in them. */
  placeIds?: string[];
  from?: string;
  to?: string;
  outcomes?: OutcomeGroup[];
  citizenship?: string[];
  charge?: string[];
}

type Detainers = SelectQueryBuilder<Tables, 'detainers', object>;

/**
 * Applies a filter. Copies, and rows that a later release lacks, are never counted. Places select facilities first:
 * there are few, and each has an index into its rows.
 */
export const matching = <Q extends Detainers>(query: Q, filter: DetainerFilter): Q =>
  narrow(query.where('detainers.not_counted', 'is', null) as Q, filter);

/** Applies a filter to all rows, counted or not. */
export function narrow<Q extends Detainers>(query: Q, filter: DetainerFilter): Q {
  let narrowed: Detainers = query;
  const { placeIds, facilityIds, outcomes, citizenship, charge } = filter;
  if (facilityIds) narrowed = narrowed.where('detainers.facility_id', 'in', facilityIds);
  if (placeIds?.length) narrowed = narrowed.where('detainers.facility_id', 'in', sitesIn(placeIds));
  if (filter.from) narrowed = narrowed.where('detainers.prepared_on', '>=', filter.from);
  if (filter.to) narrowed = narrowed.where('detainers.prepared_on', '<=', filter.to);
  if (outcomes?.length) narrowed = narrowed.where('detainers.outcome_group', 'in', outcomes);
  if (citizenship?.length)
    narrowed = narrowed.where(({ or }) => or(citizenship.map((word) => contains('detainers.citizenship', word))));
  if (charge?.length)
    narrowed = narrowed.where(({ or }) => or(charge.map((word) => contains('detainers.conviction_charge', word))));
  return narrowed as Q;
}

// LIKE ignores case in half the time of instr and lower. A % or _ that a person types is escaped and means itself.
const contains = (column: 'detainers.citizenship' | 'detainers.conviction_charge', word: string) =>
  sql<boolean>`${sql.ref(column)} like ${`%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;

/** Ids of facilities that any of the places runs, or that are located in it. */
export const sitesIn = (placeIds: string[]) =>
  expressionBuilder<Tables, never>()
    .selectFrom('facilities as site')
    .select('site.facility_id')
    .where(({ or, eb }) =>
      or([
        eb('site.place_id', 'in', placeIds),
        eb('site.county_fips', 'in', placeIds),
        eb('site.state', 'in', placeIds),
      ]),
    );
