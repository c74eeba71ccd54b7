import { sql } from 'kysely';
import { insertArrivals } from './changes.ts';
import type { Db } from './connect.ts';
import { countGroups, type GroupCount } from './detainer-checks.ts';
import { flagPieces } from './detainer-loading.ts';
import { writeCriminalityTotals } from './detainer-traits.ts';
import { writeValueTotals } from './detainer-values.ts';
import { engineOf } from './engine/engine-of.ts';

/** The days of one state that a file has rows for. The state '' holds rows without a state. */
export interface ReleaseWindow {
  state: string;
  first: string;
  last: string;
  rows: number;
}

export interface ClosedRelease {
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
  /** States for which the file was treated as an extract. */
  extracts: string[];
  /** What its days held before and hold now, by group; empty for a first, an older or a filtered file. */
  groups: GroupCount[];
}

/** The columns that make two rows the same record, and the subset that ICE rarely edits. */
const KEY = [
  'prepared_on',
  'facility_id',
  'gender',
  'citizenship',
  'birth_country',
  'birth_year',
  'entry_on',
  'conviction_charge_code',
  'conviction_charge',
  'charge_on',
  'conviction_on',
];
const CORE = ['prepared_on', 'facility_id', 'gender', 'citizenship', 'birth_country', 'birth_year'];

/** Loaded rows of some imports, and the columns that both their files and the new one have; null: all of them. */
export interface ComparedImports {
  importIds: number[];
  columns: ReadonlySet<string> | null;
}

export interface DataRelease {
  importId: number;
  compared: readonly ComparedImports[];
  /** Columns that none of the release's files has, and which flags they have: the earlier values stay. */
  lacking: { columns: readonly string[]; flags: readonly boolean[] };
  /** Rows after this id belong to this import. */
  lastId: number;
  windows: Map<string, ReleaseWindow>;
  /** True for a file whose name says that it is filtered: it removes nothing. */
  filtered: boolean;
  /** True for a release older than a loaded one: it only adds what the newer one does not cover. */
  older: boolean;
}

/**
 * Finishes the import of a release: pairs its rows with the loaded rows that they replace, marks loaded rows that it
 * lacks, and writes the totals. Must run in the import's transaction, after its rows.
 */
export async function closeRelease(db: Db, release: DataRelease): Promise<ClosedRelease> {
  const { importId, lastId } = release;
  const { fresh } = await one<{ fresh: number }>(
    db,
    sql`select count(*) as fresh from detainers where detainer_id > ${lastId}`,
  );
  const closed: ClosedRelease = { inserted: fresh, updated: 0, unchanged: 0, removed: 0, extracts: [], groups: [] };
  await sql`create temp table pairs (old_id integer primary key, new_id integer not null unique)`.execute(db);
  if (lastId > 0 && fresh > 0) await pair(db, release);
  const { paired } = await one<{ paired: number }>(db, sql`select count(*) as paired from pairs`);
  if (release.older) {
    const left = await deleteCovered(db, release);
    closed.inserted = fresh - left;
    closed.unchanged = left;
  } else {
    closed.inserted = fresh - paired;
    closed.updated = paired;
    if (lastId > 0) Object.assign(closed, await markGone(db, release));
    if (lastId > 0 && !release.filtered)
      closed.groups = await countGroups(db, { importId, lastId, ...daysOf(release.windows) });
    await insertArrivals(db, importId, lastId);
    await keepOutcomes(db, importId);
    await replacePaired(db, release.lacking);
  }
  await insertWindows(db, release, closed.extracts);
  await sql`drop table pairs`.execute(db);
  await writeTotals(db);
  return closed;
}

/** First and last day of a file over all its states. A small state may have no row on a day that the file covers. */
function daysOf(windows: Map<string, ReleaseWindow>): { first: string; last: string } {
  let [first, last] = ['9999-12-31', ''];
  for (const window of windows.values()) {
    if (window.first < first) first = window.first;
    if (window.last > last) last = window.last;
  }
  return { first, last };
}

/**
 * Pairs rows by the whole key first, in order; then by the rarely edited columns, where one row is left on each side.
 */
async function pair(db: Db, release: DataRelease): Promise<void> {
  for (const { importIds, columns } of release.compared) {
    const known = (list: readonly string[]) =>
      list.filter((column) => columns === null || ALWAYS.has(column) || columns.has(column));
    await pairBy(db, release, importIds, { columns: known(KEY).map(withCode(columns)), alone: false });
    await pairBy(db, release, importIds, { columns: known(CORE), alone: true });
  }
}

const ALWAYS = new Set(['prepared_on', 'facility_id']);
/** ICE edits the words of a charge, so that they count only where there is no code for it. */
const withCode = (columns: ReadonlySet<string> | null) => (column: string) =>
  column === 'conviction_charge' && (columns === null || columns.has('conviction_charge_code'))
    ? 'case when conviction_charge_code is null then conviction_charge end'
    : column;

async function pairBy(
  db: Db,
  { importId, lastId, windows, older }: DataRelease,
  importIds: number[],
  { columns, alone }: { columns: string[]; alone: boolean },
): Promise<void> {
  const { first, last } = daysOf(windows);
  const key = sql.raw(columns.map((column, at) => `${column} as k${at}`).join(', '));
  const by = sql.raw(columns.join(', '));
  const equal = sql.raw(columns.map((_, at) => `o.k${at} is not distinct from n.k${at}`).join(' and '));
  const only = alone ? sql`and o.rows = 1 and n.rows = 1` : sql``;
  await sql`
    insert into pairs
    select o.detainer_id, n.detainer_id
    from (
      select detainer_id, ${key}, count(*) over (partition by ${by}) as rows,
        row_number() over (partition by ${by} order by detainer_id) as place
      from detainers
      where detainer_id <= ${lastId} ${older ? sql`` : sql`and import_id <> ${importId}`}
        and import_id in (${sql.join(importIds)})
        and prepared_on between ${first} and ${last} and detainer_id not in (select old_id from pairs)
    ) as o
    join (
      select detainer_id, ${key}, count(*) over (partition by ${by}) as rows,
        row_number() over (partition by ${by} order by detainer_id) as place
      from detainers
      where detainer_id > ${lastId} and detainer_id not in (select new_id from pairs)
    ) as n on n.k0 = o.k0 and n.k1 = o.k1 and ${equal} and n.place = o.place ${only}`.execute(db);
}

/**
 * A file with few of a state's loaded rows is an extract there, not a later release. Among twenty rows or more, a
 * release has at least half; among fewer, a quarter.
 */
const isExtract = ({ found, missing }: { found: number; missing: number }): boolean =>
  found * (found + missing >= 20 ? 2 : 4) < found + missing;

/** Marks loaded rows of the file's days and states that the file lacks, except where it is an extract. */
async function markGone(
  db: Db,
  { importId, lastId, windows, filtered }: DataRelease,
): Promise<Pick<ClosedRelease, 'removed' | 'extracts'>> {
  const { first, last } = daysOf(windows);
  const { rows } = await sql<{ state: string; found: number; missing: number }>`
    select coalesce(f.state, '') as state,
      sum(case when d.import_id = ${importId} or d.detainer_id in (select old_id from pairs) then 1 else 0 end) as found,
      sum(case when d.import_id = ${importId} or d.detainer_id in (select old_id from pairs) then 0 else 1 end) as missing
    from detainers as d join facilities as f on f.facility_id = d.facility_id
    where d.detainer_id <= ${lastId} and d.prepared_on between ${first} and ${last} and d.not_counted is distinct from 'gone'
    group by 1`.execute(db);
  const affected = rows.filter(({ state, missing }) => windows.has(state) && missing > 0);
  const replaced = affected.filter((counts) => !filtered && !isExtract(counts)).map(({ state }) => state);
  const extracts = affected.filter((counts) => filtered || isExtract(counts)).map(({ state }) => state);
  if (replaced.length === 0) return { removed: 0, extracts };
  const { numAffectedRows } = await sql`
    update detainers set not_counted = 'gone', gone_import_id = ${importId}
    where detainer_id <= ${lastId} and import_id <> ${importId} and prepared_on between ${first} and ${last}
      and not_counted is distinct from 'gone' and detainer_id not in (select old_id from pairs)
      and facility_id in (select facility_id from facilities where coalesce(state, '') in (${sql.join(replaced)}))`.execute(
    db,
  );
  return { removed: Number(numAffectedRows ?? 0), extracts };
}

/** Stores changed outcomes: the old and the new value, each with its import. */
async function keepOutcomes(db: Db, importId: number): Promise<void> {
  const outcomeOf = (row: string) =>
    engineOf(db).jsonObject({
      outcome_group: sql.ref(`${row}.outcome_group`),
      lift_reason: sql.ref(`${row}.lift_reason`),
    });
  await sql`
    insert into changes
      (import_id, kind, change, fact, state, place_id, county_fips, facility_id, was, now, was_import_id)
    select cast(${importId} as integer), 'outcomes', 'changed', o.reference, f.state, f.place_id, f.county_fips, n.facility_id,
      ${outcomeOf('o')}, ${outcomeOf('n')}, o.import_id
    from pairs
    join detainers as o on o.detainer_id = pairs.old_id
    join detainers as n on n.detainer_id = pairs.new_id
    join facilities as f on f.facility_id = n.facility_id
    where o.outcome_group <> n.outcome_group or o.lift_reason is distinct from n.lift_reason
    order by pairs.old_id`.execute(db);
}

/** Gives the new row the reference of the row that it replaces, and its values in columns that the release lacks. */
async function replacePaired(db: Db, { columns, flags }: DataRelease['lacking']): Promise<void> {
  const kept = ['reference', ...columns];
  await sql`
    create temp table inherited as
    select new_id, flags, ${sql.raw(kept.join(', '))} from pairs join detainers on detainer_id = old_id`.execute(db);
  await sql`delete from detainers where detainer_id in (select old_id from pairs)`.execute(db);
  const pieces = flagPieces(flags).map(
    ({ isNew, from, count }) => `substr(${isNew ? 'detainers' : 'inherited'}.flags, ${from + 1}, ${count})`,
  );
  await sql`
    update detainers set flags = ${sql.raw(pieces.join(' || '))},
      ${sql.raw(kept.map((column) => `${column} = inherited.${column}`).join(', '))}
    from inherited where detainer_id = inherited.new_id`.execute(db);
  await sql`drop table inherited`.execute(db);
}

/**
 * Removes rows of an older release that a newer one covers: rows that pair with the newer release's, and rows of its
 * days and states, except where the newer one was an extract.
 */
async function deleteCovered(db: Db, { importId, lastId }: DataRelease): Promise<number> {
  const paired = await sql`delete from detainers where detainer_id in (select new_id from pairs)`.execute(db);
  const covered = await sql`
    delete from detainers where detainer_id > ${lastId} and exists (
      select 1 from release_windows as w
      join imports as i on i.import_id = w.import_id
      join facilities as f on f.facility_id = detainers.facility_id
      where w.state = coalesce(f.state, '') and detainers.prepared_on between w.first_on and w.last_on
        and w.extract = 0 and i.published_on is not null and i.import_id <> ${importId}
    )`.execute(db);
  return Number(paired.numAffectedRows ?? 0) + Number(covered.numAffectedRows ?? 0);
}

async function insertWindows(db: Db, { importId, windows }: DataRelease, extracts: string[]): Promise<void> {
  if (windows.size === 0) return;
  await db
    .insertInto('release_windows')
    .values(
      [...windows.values()].map(({ state, first, last, rows }) => ({
        import_id: importId,
        state,
        first_on: first,
        last_on: last,
        rows,
        extract: extracts.includes(state) ? 1 : 0,
      })),
    )
    .execute();
}

/** Rewrites the counts by place, kind of facility, month and outcome, by facility, and by value. */
export async function writeTotals(db: Db): Promise<void> {
  await sql`delete from detainer_totals`.execute(db);
  await sql`
    insert into detainer_totals (state, county_fips, place_id, facility_kind, month, outcome_group, rows)
    select f.state, f.county_fips, f.place_id, f.kind, d.month, d.outcome_group, sum(d.rows)
    from (
      select facility_id, substr(prepared_on, 1, 7) as month, outcome_group, count(*) as rows
      from detainers where not_counted is null
      group by 1, 2, 3
    ) as d
    join facilities as f on f.facility_id = d.facility_id
    group by 1, 2, 3, 4, 5, 6`.execute(db);
  await sql`delete from facility_outcomes`.execute(db);
  await sql`
    insert into facility_outcomes (facility_id, outcome_group, rows)
    select facility_id, outcome_group, count(*) from detainers where not_counted is null group by 1, 2`.execute(db);
  await sql`delete from facility_totals`.execute(db);
  await sql`
    insert into facility_totals (facility_id, rows)
    select facility_id, sum(rows) from facility_outcomes group by facility_id`.execute(db);
  await writeCriminalityTotals(db);
  await writeValueTotals(db);
}

async function one<T>(db: Db, query: ReturnType<typeof sql>): Promise<T> {
  const { rows } = await query.execute(db);
  return rows[0] as T;
}
