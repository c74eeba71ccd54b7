import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from './connect.ts';
import type { DetainerTable, Tables } from './schema.ts';

export type Detainer = Omit<Selectable<DetainerTable>, 'identifier'>;
export type DetainerWithFacility = Detainer & {
  facility_name: string;
  facility_code: string | null;
  facility_city: string | null;
  facility_state: string | null;
  facility_kind: string;
  facility_place_id: string | null;
  facility_county_fips: string | null;
};

export interface DetainerFilter {
  facilityIds?: string[];
  /** Facilities run by any of these places, or located in them. */
  placeIds?: string[];
  from?: string;
  to?: string;
  outcomes?: string[];
  citizenship?: string[];
  charge?: string[];
}

/** Counts rows by outcome group. Whole places are read from the totals that imports write. */
export async function countDetainersByOutcome(
  db: Db,
  filter: DetainerFilter,
): Promise<{ outcome_group: string; n: number }[]> {
  if (isWholePlace(filter))
    return totals(db, filter)
      .select(({ fn }) => ['outcome_group', fn.sum<number>('rows').as('n')])
      .groupBy('outcome_group')
      .execute();
  return matching(db.selectFrom('detainers'), filter)
    .select(({ fn }) => ['detainers.outcome_group', fn.countAll<number>().as('n')])
    .groupBy('detainers.outcome_group')
    .execute();
}

/** Counts rows by kind of facility. Whole places are read from the totals that imports write. */
export async function countDetainersByFacilityKind(
  db: Db,
  filter: DetainerFilter,
): Promise<{ kind: string; n: number }[]> {
  if (isWholePlace(filter))
    return totals(db, filter)
      .select(({ fn }) => ['facility_kind as kind', fn.sum<number>('rows').as('n')])
      .groupBy('facility_kind')
      .orderBy('n', 'desc')
      .execute();
  return matching(db.selectFrom('detainers'), filter)
    .innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id')
    .select(({ fn }) => ['facilities.kind', fn.countAll<number>().as('n')])
    .groupBy('facilities.kind')
    .orderBy('n', 'desc')
    .execute();
}

/** The date that most rows carry, if at least this many do. This reveals a batch entry. */
export async function findBusiestDay(
  db: Db,
  filter: DetainerFilter,
  atLeast = 1,
): Promise<{ prepared_on: string; n: number } | undefined> {
  if (isWholePlace(filter)) {
    // A day has at most as many rows as its month, and months are already counted.
    const month = await totals(db, filter)
      .select(({ fn }) => ['month', fn.sum<number>('rows').as('n')])
      .groupBy('month')
      .orderBy('n', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!month || month.n < atLeast) return undefined;
  }
  const day = await matching(db.selectFrom('detainers'), filter)
    .select(({ fn }) => ['detainers.prepared_on', fn.countAll<number>().as('n')])
    .groupBy('detainers.prepared_on')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  return day && day.n >= atLeast ? day : undefined;
}

/** True when the filter names only places and outcomes: the totals cover both. */
const isWholePlace = ({ facilityIds, placeIds, from, to, citizenship, charge }: DetainerFilter): boolean =>
  placeIds !== undefined &&
  placeIds.length > 0 &&
  facilityIds === undefined &&
  from === undefined &&
  to === undefined &&
  !citizenship?.length &&
  !charge?.length;

function totals(db: Db, { placeIds = [], outcomes }: DetainerFilter) {
  const query = db
    .selectFrom('detainer_totals')
    .where(({ or, eb }) =>
      or([eb('place_id', 'in', placeIds), eb('county_fips', 'in', placeIds), eb('state', 'in', placeIds)]),
    );
  return outcomes?.length ? query.where('outcome_group', 'in', outcomes) : query;
}

/** Rows with their facility, newest first. The ids are sorted inside an index before whole rows are read. */
export function findAllDetainers(
  db: Db,
  filter: DetainerFilter,
  page: { limit: number; offset: number },
): Promise<DetainerWithFacility[]> {
  const ids = matching(db.selectFrom('detainers'), filter)
    .select('detainers.detainer_id')
    .orderBy('detainers.prepared_on', 'desc')
    .orderBy('detainers.detainer_id')
    .limit(page.limit)
    .offset(page.offset);
  return joined(db)
    .where('detainers.detainer_id', 'in', ids)
    .select(columns)
    .orderBy('detainers.prepared_on', 'desc')
    .orderBy('detainers.detainer_id')
    .execute();
}

/** Rows whose reference starts with the prefix, at most `limit`. */
export function findAllDetainersByReference(db: Db, prefix: string, limit: number): Promise<DetainerWithFacility[]> {
  return joined(db)
    .where('detainers.reference', '>=', prefix)
    .where('detainers.reference', '<', `${prefix}~`)
    .select(columns)
    .orderBy('detainers.reference')
    .limit(limit)
    .execute();
}

/**
 * The number of counted rows with the first and last prepare date (null when there are none). Reads the totals and both
 * ends of an index.
 */
export async function findDetainerCoverage(
  db: Db,
): Promise<{ rows: number; oldest: string | null; newest: string | null }> {
  const end = (direction: 'asc' | 'desc') =>
    db
      .selectFrom('detainers')
      .select('prepared_on')
      .where('not_counted', 'is', null)
      .orderBy('prepared_on', direction)
      .limit(1)
      .executeTakeFirst();
  const { rows } = await db
    .selectFrom('detainer_totals')
    .select(({ fn }) => fn.sum<number | null>('rows').as('rows'))
    .executeTakeFirstOrThrow();
  return {
    rows: rows ?? 0,
    oldest: (await end('asc'))?.prepared_on ?? null,
    newest: (await end('desc'))?.prepared_on ?? null,
  };
}

const columns = [
  'detainers.detainer_id',
  'detainers.reference',
  'detainers.prepared_on',
  'detainers.facility_id',
  'detainers.facility_aor',
  'detainers.outcome_group',
  'detainers.lift_reason',
  'detainers.lift_reason_code',
  'detainers.detainer_type',
  'detainers.criminality',
  'detainers.threat_level',
  'detainers.gender',
  'detainers.citizenship',
  'detainers.birth_country',
  'detainers.birth_year',
  'detainers.conviction_charge',
  'detainers.conviction_charge_code',
  'detainers.charge_on',
  'detainers.conviction_on',
  'detainers.sentence_days',
  'detainers.sentence_months',
  'detainers.sentence_years',
  'detainers.aggravated_felon',
  'detainers.case_status',
  'detainers.case_category',
  'detainers.processing_disposition',
  'detainers.entry_status',
  'detainers.entry_on',
  'detainers.final_order',
  'detainers.final_order_on',
  'detainers.departed_on',
  'detainers.departure_country',
  'detainers.apprehension_on',
  'detainers.apprehension_method',
  'detainers.resume_custody',
  'detainers.notify_release_request',
  'detainers.flags',
  'detainers.redacted',
  'detainers.duty_site',
  'detainers.duplicate_likely',
  'detainers.file',
  'detainers.sheet',
  'detainers.row_number',
  'detainers.content',
  'detainers.import_id',
  'detainers.not_counted',
  'detainers.gone_import_id',
  'facilities.name as facility_name',
  'facilities.code as facility_code',
  'facilities.city as facility_city',
  'facilities.state as facility_state',
  'facilities.kind as facility_kind',
  'facilities.place_id as facility_place_id',
  'facilities.county_fips as facility_county_fips',
] as const;

const joined = (db: Db) =>
  db.selectFrom('detainers').innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id');

type Detainers = SelectQueryBuilder<Tables, 'detainers', object>;

/**
 * Applies a filter. Copies, and rows that a later release lacks, are never counted. Places select facilities first:
 * there are few, and each has an index into its rows.
 */
export const matching = <Q extends Detainers>(query: Q, filter: DetainerFilter): Q =>
  narrow(query.where('detainers.not_counted', 'is', null) as Q, filter);

function narrow<Q extends Detainers>(query: Q, filter: DetainerFilter): Q {
  let narrowed: Detainers = query;
  const { placeIds, facilityIds, outcomes, citizenship, charge } = filter;
  if (facilityIds) narrowed = narrowed.where('detainers.facility_id', 'in', facilityIds);
  if (placeIds?.length)
    narrowed = narrowed.where('detainers.facility_id', 'in', ({ selectFrom }) =>
      selectFrom('facilities as site')
        .select('site.facility_id')
        .where(({ or, eb }) =>
          or([
            eb('site.place_id', 'in', placeIds),
            eb('site.county_fips', 'in', placeIds),
            eb('site.state', 'in', placeIds),
          ]),
        ),
    );
  if (filter.from) narrowed = narrowed.where('detainers.prepared_on', '>=', filter.from);
  if (filter.to) narrowed = narrowed.where('detainers.prepared_on', '<=', filter.to);
  if (outcomes?.length) narrowed = narrowed.where('detainers.outcome_group', 'in', outcomes);
  if (citizenship?.length)
    narrowed = narrowed.where(({ or }) => or(citizenship.map((word) => contains('detainers.citizenship', word))));
  if (charge?.length)
    narrowed = narrowed.where(({ or }) => or(charge.map((word) => contains('detainers.conviction_charge', word))));
  return narrowed as Q;
}

// Use instr rather than LIKE: a typed % or _ stands for itself.
const contains = (column: 'detainers.citizenship' | 'detainers.conviction_charge', word: string) =>
  sql<boolean>`instr(lower(${sql.ref(column)}), ${word.toLowerCase()}) > 0`;

/** Rows inside a filter that are loaded but not counted: likely copies, and rows that a later release lacks. */
export function countUncounted(db: Db, filter: DetainerFilter): Promise<{ why: string | null; n: number }[]> {
  return narrow(db.selectFrom('detainers').where('detainers.not_counted', 'is not', null), filter)
    .select(({ fn }) => ['detainers.not_counted as why', fn.countAll<number>().as('n')])
    .groupBy('detainers.not_counted')
    .execute();
}
