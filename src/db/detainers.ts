import { CompiledQuery, type Insertable, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from './connect.ts';
import type { DetainerTable, FacilityTable, Tables } from './schema.ts';

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
  /** Facilities run by, or standing in, any of these places. */
  placeIds?: string[];
  from?: string;
  to?: string;
  outcomes?: string[];
  citizenship?: string[];
  charge?: string[];
}

export type NewDetainer = Insertable<DetainerTable>;
export type Outcome = Pick<DetainerTable, 'outcome_group' | 'lift_reason'>;

/** A row to load, with the other references that it may take when its own is another record's by chance. */
export interface LoadedDetainer {
  row: NewDetainer;
  otherReference(attempt: number): string;
}

/** Columns that the reference is made from: two records that differ in one of them are not the same. */
const IDENTITY = [
  'prepared_on',
  'facility_id',
  'gender',
  'citizenship',
  'birth_country',
  'birth_year',
  'entry_on',
  'charge_on',
  'conviction_on',
] as const;
type Known = Outcome &
  Pick<Selectable<DetainerTable>, 'reference' | 'content' | 'conviction_charge' | 'conviction_charge_code'> &
  Pick<Selectable<DetainerTable>, (typeof IDENTITY)[number]>;

/**
 * Inserts rows that are new, updates rows whose content changed, leaves the rest; returns the first two, a changed one
 * with the outcome that it had. A reference has 40 bits, so at full size two records may draw the same one: the later
 * takes another. Must run inside a transaction.
 */
export async function upsertDetainers(
  db: Db,
  batch: LoadedDetainer[],
): Promise<{ added: NewDetainer[]; changed: { row: NewDetainer; was: Outcome }[] }> {
  const added: NewDetainer[] = [];
  const changed: { row: NewDetainer; was: Outcome }[] = [];
  const taken = new Set<string>();
  let open = batch;
  for (let attempt = 0; open.length > 0; attempt += 1) {
    const known = await findKnown(
      db,
      open.map(({ row }) => row.reference),
    );
    const again: LoadedDetainer[] = [];
    for (const loaded of open) {
      const { row } = loaded;
      const was = known.get(row.reference);
      if (taken.has(row.reference) || (was && !isSame(was, row))) {
        row.reference = loaded.otherReference(attempt + 1);
        again.push(loaded);
        continue;
      }
      taken.add(row.reference);
      if (!was) added.push(row);
      else if (was.content !== row.content)
        changed.push({ row, was: { outcome_group: was.outcome_group, lift_reason: was.lift_reason } });
    }
    open = again;
  }
  await insertRows(db, added);
  for (const { row } of changed)
    await db.updateTable('detainers').set(row).where('reference', '=', row.reference).execute();
  return { added, changed };
}

async function findKnown(db: Db, references: string[]): Promise<Map<string, Known>> {
  const found = await db
    .selectFrom('detainers')
    .select([
      'reference',
      'content',
      'outcome_group',
      'lift_reason',
      'conviction_charge',
      'conviction_charge_code',
      ...IDENTITY,
    ])
    .where(sql<boolean>`reference in (select value from json_each(${JSON.stringify(references)}))`)
    .execute();
  return new Map(found.map((row) => [row.reference, row]));
}

function isSame(was: Known, row: NewDetainer): boolean {
  const said = (value: unknown) => String(value ?? '').toLowerCase();
  return (
    IDENTITY.every((column) => said(was[column]) === said(row[column])) &&
    said(was.conviction_charge_code ?? was.conviction_charge) ===
      said(row.conviction_charge_code ?? row.conviction_charge)
  );
}

const AT_ONCE = 50;

/** The same text each time, so that SQLite prepares it once: building it anew takes longer than inserting. */
async function insertRows(db: Db, rows: NewDetainer[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first) as (keyof NewDetainer)[];
  const tuple = `(${names.map(() => '?').join(', ')})`;
  for (let at = 0; at < rows.length; at += AT_ONCE) {
    const some = rows.slice(at, at + AT_ONCE);
    const text = `insert into detainers (${names.join(', ')}) values ${some.map(() => tuple).join(', ')}`;
    await db.executeQuery(
      CompiledQuery.raw(
        text,
        some.flatMap((row) => Object.values(row)),
      ),
    );
  }
}

/** Rows by outcome group. */
export async function countDetainersByOutcome(
  db: Db,
  filter: DetainerFilter,
): Promise<{ outcome_group: string; n: number }[]> {
  return matching(db.selectFrom('detainers'), filter)
    .select(({ fn }) => ['detainers.outcome_group', fn.countAll<number>().as('n')])
    .groupBy('detainers.outcome_group')
    .execute();
}

/** Rows by kind of facility. */
export async function countDetainersByFacilityKind(
  db: Db,
  filter: DetainerFilter,
): Promise<{ kind: string; n: number }[]> {
  return matching(db.selectFrom('detainers'), filter)
    .innerJoin('facilities', 'facilities.facility_id', 'detainers.facility_id')
    .select(({ fn }) => ['facilities.kind', fn.countAll<number>().as('n')])
    .groupBy('facilities.kind')
    .orderBy('n', 'desc')
    .execute();
}

/** The date that most rows carry, with the count: a batch entry shows here. */
export function findBusiestDay(
  db: Db,
  filter: DetainerFilter,
): Promise<{ prepared_on: string; n: number } | undefined> {
  return matching(db.selectFrom('detainers'), filter)
    .select(({ fn }) => ['detainers.prepared_on', fn.countAll<number>().as('n')])
    .groupBy('detainers.prepared_on')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Rows with their facility, newest first. The ids are sorted alone, inside an index, before whole rows are read. */
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

/** Rows whose reference begins so, at most `limit`. */
export function findAllDetainersByReference(db: Db, prefix: string, limit: number): Promise<DetainerWithFacility[]> {
  return joined(db)
    .where('detainers.reference', '>=', prefix)
    .where('detainers.reference', '<', `${prefix}~`)
    .select(columns)
    .orderBy('detainers.reference')
    .limit(limit)
    .execute();
}

/** Rows loaded, with first and last prepare date; `newest` is null when there are none. */
export function findDetainerCoverage(db: Db) {
  return db
    .selectFrom('detainers')
    .select(({ fn }) => [
      fn.countAll<number>().as('rows'),
      fn.min('prepared_on').as('oldest'),
      fn.max('prepared_on').as('newest'),
    ])
    .executeTakeFirstOrThrow();
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

/** Adds the conditions of a filter. Places select facilities first: few of them, each with an index into its rows. */
function matching<Q extends Detainers>(query: Q, filter: DetainerFilter): Q {
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

// instr, not LIKE: a % or _ that somebody types means itself.
const contains = (column: 'detainers.citizenship' | 'detainers.conviction_charge', word: string) =>
  sql<boolean>`instr(lower(${sql.ref(column)}), ${word.toLowerCase()}) > 0`;

export type NewFacility = Insertable<FacilityTable>;
