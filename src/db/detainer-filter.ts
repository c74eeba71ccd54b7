import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type SelectQueryBuilder,
  type SqlBool,
} from 'kysely';
import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Tables } from './schema.ts';

/** Which facilities: those run by any of the places or located in them, or with `own` only those run by them. */
export interface Area {
  placeIds?: string[];
  own?: true;
  /** Kinds of facility. */
  kinds?: string[];
}

export interface DetainerFilter extends Area {
  facilityIds?: string[];
  from?: string;
  to?: string;
  outcomes?: OutcomeGroup[];
  /** Values exactly as ICE wrote them; an empty list matches nothing. */
  citizenship?: string[];
  charge?: string[];
  gender?: string[];
  criminality?: string[];
  aor?: string[];
  reason?: string[];
  program?: string[];
}

/** Filters of values, and their columns. */
export const VALUE_FILTERS = {
  citizenship: 'citizenship',
  charge: 'conviction_charge',
  gender: 'gender',
  criminality: 'criminality',
  aor: 'facility_aor',
  reason: 'lift_reason',
  program: 'program',
} as const;
export type ValueFilter = keyof typeof VALUE_FILTERS;
const TRAITS: readonly ValueFilter[] = ['gender', 'criminality', 'aor', 'reason', 'program'];

/** True where only the rows can be counted, since no rollup holds the value. */
export const namesValues = (filter: DetainerFilter): boolean => Object.keys(VALUE_FILTERS).some((key) => key in filter);
/** True where only the index of traits holds what is asked for, which is read facility by facility. */
export const namesTraits = (filter: DetainerFilter): boolean => TRAITS.some((key) => key in filter);

/** True where a rollup by facility and outcome can answer: no days and no values are asked for. */
export const isOfAllRows = (filter: DetainerFilter): boolean => !filter.from && !filter.to && !namesValues(filter);

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
  const { facilityIds, outcomes } = filter;
  if (facilityIds) narrowed = narrowed.where('detainers.facility_id', 'in', facilityIds);
  if (hasArea(filter)) narrowed = narrowed.where('detainers.facility_id', 'in', sitesIn(filter));
  if (filter.from) narrowed = narrowed.where('detainers.prepared_on', '>=', filter.from);
  if (filter.to) narrowed = narrowed.where('detainers.prepared_on', '<=', filter.to);
  if (outcomes?.length) narrowed = narrowed.where('detainers.outcome_group', 'in', outcomes);
  for (const [key, column] of Object.entries(VALUE_FILTERS) as [ValueFilter, (typeof VALUE_FILTERS)[ValueFilter]][]) {
    const values = filter[key];
    if (values) narrowed = narrowed.where(`detainers.${column}`, 'in', someOf(values));
  }
  return narrowed as Q;
}

// No value is empty text, and a list in SQL must not be empty.
const someOf = (values: string[]): string[] => (values.length > 0 ? values : ['']);

export const hasArea = ({ placeIds, kinds }: Area): boolean => Boolean(placeIds?.length || kinds?.length);

/** Ids of the facilities of an area. */
export const sitesIn = (area: Area) =>
  expressionBuilder<Tables, never>()
    .selectFrom('facilities')
    .select('facilities.facility_id')
    .where((eb) => isInArea(eb, area, 'facilities.kind'));

/** True for facilities, or totals, of an area. */
export function isInArea<Of extends 'facilities' | 'detainer_totals' | 'criminality_totals'>(
  eb: ExpressionBuilder<Tables, Of>,
  { placeIds, own, kinds }: Area,
  kind: 'facilities.kind' | 'detainer_totals.facility_kind' | 'criminality_totals.facility_kind',
): Expression<SqlBool> {
  // The three tables name these columns alike; Kysely has no type for that.
  const any = eb as unknown as ExpressionBuilder<Tables, 'facilities'>;
  const conditions: Expression<SqlBool>[] = [];
  if (placeIds?.length)
    conditions.push(
      own
        ? any('place_id', 'in', placeIds)
        : any.or([any('place_id', 'in', placeIds), any('county_fips', 'in', placeIds), any('state', 'in', placeIds)]),
    );
  if (kinds?.length) conditions.push(any(kind as 'facilities.kind', 'in', kinds));
  return any.and(conditions);
}

/** Outcomes are compared row by row: as a condition, they would lead SQLite to the index of outcomes for each facility. */
export const rowsOf = (outcomes?: OutcomeGroup[]) => {
  const rows = expressionBuilder<Tables, 'detainers'>().fn.countAll<number>();
  return outcomes?.length ? rows.filterWhere('detainers.outcome_group', 'in', outcomes) : rows;
};
