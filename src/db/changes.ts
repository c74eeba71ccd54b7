import { type Expression, type ExpressionBuilder, type Insertable, type Selectable, type SqlBool, sql } from 'kysely';
import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Scope } from '../rules/scope.ts';
import type { Db } from './connect.ts';
import type { ChangeTable, Tables } from './schema.ts';
import { keeping } from './until-import.ts';

export type NewChange = Insertable<ChangeTable>;
export type Change = Selectable<ChangeTable>;
const BATCH = 500;

/** Stores what an import added, changed or removed. */
export async function insertChanges(db: Db, rows: NewChange[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('changes')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

/**
 * Counts an import's rows after an id by facility, with the busiest day. Rows in `pairs` replace a loaded row and count as
 * changed; the others count as added.
 */
export async function insertArrivals(db: Db, importId: number, lastId: number): Promise<void> {
  await sql`
    insert into arrivals (import_id, facility_id, added, changed, busiest_on, busiest_rows)
    select cast(${importId} as integer), facility_id, sum(added), sum(changed),
      max(case when place = 1 then prepared_on end), max(added + changed)
    from (
      select facility_id, prepared_on, added, changed,
        row_number() over (partition by facility_id order by added + changed desc, prepared_on) as place
      from (
        select facility_id, prepared_on, sum(case when new_id is null then 1 else 0 end) as added,
          sum(case when new_id is null then 0 else 1 end) as changed
        from detainers left join pairs on new_id = detainer_id
        where detainer_id > ${lastId} and not_counted is null
        group by facility_id, prepared_on
      ) as days
    ) as ranked
    group by facility_id`.execute(db);
}

/** Imports after one id, up to and including another. */
export interface Span {
  after: number;
  through: number;
}

/** Changes of the span that match any of the scopes (all changes when there is no scope), newest import first. */
export function findAllChanges(db: Db, span: Span, kinds: readonly string[], scopes: Scope[]): Promise<Change[]> {
  return db
    .selectFrom('changes')
    .selectAll()
    .where('import_id', '>', span.after)
    .where('import_id', '<=', span.through)
    .where('kind', 'in', kinds as ChangeTable['kind'][])
    .where((eb) => allowed(eb, scopes))
    .orderBy('import_id', 'desc')
    .orderBy('change_id')
    .execute();
}

/** What `was` and `now` of a changed outcome hold, as JSON. */
export interface RecordedOutcome {
  outcome_group: OutcomeGroup;
  lift_reason: string | null;
}

/** How a record's outcome changed, oldest first: `was` and `now` as JSON, with the imports that recorded them. */
export const findAllOutcomeChanges = keeping((db, reference: string) => {
  return db
    .selectFrom('changes')
    .select(['was', 'now', 'was_import_id', 'import_id'])
    .where('fact', '=', reference)
    .where('kind', '=', 'outcomes')
    .orderBy('change_id')
    .execute();
});

/** Counts changed outcomes by old and new value, both as JSON (RecordedOutcome). */
export function countOutcomeChanges(db: Db, span: Span, scopes: Scope[]) {
  return db
    .selectFrom('changes')
    .select(({ fn }) => ['import_id', 'was', 'now', fn.countAll<number>().as('n')])
    .where('import_id', '>', span.after)
    .where('import_id', '<=', span.through)
    .where('kind', '=', 'outcomes')
    .where((eb) => allowed(eb, scopes))
    .groupBy(['import_id', 'was', 'now'])
    .orderBy('n', 'desc')
    .orderBy('import_id')
    .orderBy('was')
    .orderBy('now')
    .execute();
}

/** Counts the detainer rows that each import of the span added inside the scopes. */
export function countArrivals(db: Db, span: Span, scopes: Scope[]) {
  return arrived(db, span, scopes)
    .select(({ fn }) => [
      'arrivals.import_id',
      fn.sum<number>('arrivals.added').as('added'),
      fn.sum<number>('arrivals.changed').as('changed'),
      fn.countAll<number>().as('facilities'),
    ])
    .groupBy('arrivals.import_id')
    .orderBy('arrivals.import_id', 'desc')
    .execute();
}

/** The facility and day that most of an import's new rows inside the scopes share; undefined when there are none. */
export function findBusiestArrival(db: Db, importId: number, scopes: Scope[]) {
  return arrived(db, { after: importId - 1, through: importId }, scopes)
    .innerJoin('facilities', 'facilities.facility_id', 'arrivals.facility_id')
    .select(['facilities.name', 'facilities.state', 'arrivals.busiest_on', 'arrivals.busiest_rows'])
    .orderBy('arrivals.busiest_rows', 'desc')
    .orderBy('arrivals.facility_id')
    .limit(1)
    .executeTakeFirst();
}

function arrived(db: Db, span: Span, scopes: Scope[]) {
  const query = db
    .selectFrom('arrivals')
    .where('arrivals.import_id', '>', span.after)
    .where('arrivals.import_id', '<=', span.through);
  if (scopes.length === 0) return query;
  return query.where('arrivals.facility_id', 'in', ({ selectFrom }) =>
    selectFrom('facilities as site')
      .select('site.facility_id')
      .where(({ or, eb }) =>
        or(
          scopes.flatMap((scope) => [
            ...(scope.facilityIds.length > 0 ? [eb('site.facility_id', 'in', scope.facilityIds)] : []),
            ...(scope.states.length > 0 ? [eb('site.state', 'in', scope.states)] : []),
            ...(scope.placeIds.length > 0
              ? [eb('site.place_id', 'in', scope.placeIds), eb('site.county_fips', 'in', scope.placeIds)]
              : []),
          ]),
        ),
      ),
  );
}

/** The SQL form of `allows` in rules/scope.ts. A test compares the two. */
function allowed(eb: ExpressionBuilder<Tables, 'changes'>, scopes: Scope[]): Expression<SqlBool> {
  if (scopes.length === 0) return eb.lit(true);
  return eb.or(
    scopes.flatMap((scope) => [
      ...(scope.facilityIds.length > 0 ? [eb('facility_id', 'in', scope.facilityIds)] : []),
      ...(scope.states.length > 0 ? [eb('state', 'in', scope.states)] : []),
      ...(scope.governedBy.length > 0
        ? [eb.and([eb('kind', '=', 'policy'), eb('class', '=', 'state'), eb('state', 'in', scope.governedBy)])]
        : []),
      ...(scope.placeIds.length > 0
        ? [
            eb('place_id', 'in', scope.placeIds),
            eb('county_fips', 'in', scope.placeIds),
            eb('place_id', 'in', (inner) =>
              inner.selectFrom('place_counties').select('place_id').where('county_fips', 'in', scope.placeIds),
            ),
          ]
        : []),
    ]),
  );
}
