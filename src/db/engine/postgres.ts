import { CompiledQuery, type Kysely, type Migration, Migrator, sql } from 'kysely';
import { migrations } from '../../../migrations/postgres/index.ts';
import type { Assignment, Db, Engine, Index, Value } from './engine.ts';
import { appliedNames, migrateWith } from './migrate.ts';
import { COPY, copyText } from './postgres/copy.ts';
import { isAway, isLocked } from './postgres/failures.ts';
import { type DeskAdapter, openServer } from './postgres/open.ts';
import { findSimilar } from './postgres/similar-names.ts';

/** Keys of advisory locks, which other programs in the same database must not use. */
const IMPORTS = 287_001;
const MIGRATIONS = 287_002;

const adapterOf = (db: Db): DeskAdapter => db.getExecutor().adapter as DeskAdapter;

/** A server with many writers: rows are locked, not the database. */
export const postgres: Engine = {
  open: openServer,
  findApplied: (db) => appliedNames(db, findTable),
  migrate: (db) => migrateWith(db, { migrations, findTable, migrateAtOnce }),

  async insertMany(db, table, columns, rows) {
    if (rows.length === 0) return;
    const text = `${COPY} copy ${table} (${columns.map((column) => `"${column}"`).join(', ')}) from stdin`;
    await db.executeQuery(CompiledQuery.raw(text, [copyText(rows)]));
  },
  async updateMany(db, table, set, key, rows) {
    if (rows.length > 0) await db.executeQuery(await updateOf(db, table, set, key, rows));
  },
  async *readAll(db, { name, columns, parent }, batch) {
    const order = parent ? sql`order by ${sql.ref(parent)} nulls first` : sql``;
    const selected = sql.join(columns.map((column) => sql.ref(column)));
    await sql`
      declare all_rows no scroll cursor for select ${selected} from ${sql.table(name)} ${order}`.execute(db);
    for (;;) {
      const { rows } = await sql<Record<string, Value>>`fetch ${sql.lit(batch)} from all_rows`.execute(db);
      yield* rows;
      if (rows.length < batch) break;
    }
    await sql`close all_rows`.execute(db);
  },
  async countOn(db, tables) {
    for (const { name, numbered } of tables)
      if (numbered)
        await sql`
          select setval(pg_get_serial_sequence(${name}, ${numbered}), coalesce(max(${sql.ref(numbered)}), 0) + 1, false)
          from ${sql.table(name)}`.execute(db);
  },
  async findIndexes(db, table) {
    const { rows } = await sql<Index>`
      select indexname as name, indexdef as sql from pg_indexes
      where schemaname = current_schema() and tablename = ${table}
        and indexname not in (select conname from pg_constraint where conrelid = to_regclass(${table}))`.execute(db);
    return rows;
  },
  async analyze(db, table) {
    await sql`analyze ${sql.table(table)}`.execute(db);
  },
  async lockImports(db) {
    const wait = String(Math.max(1, adapterOf(db).lockTimeoutMs));
    await sql`select set_config('lock_timeout', ${wait}, true)`.execute(db);
    await sql`select pg_advisory_xact_lock(${sql.lit(IMPORTS)})`.execute(db);
    await sql`select set_config('lock_timeout', '0', true)`.execute(db);
  },

  findSimilar,
  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  jsonObject(values) {
    const members = Object.entries(values).map(
      ([name, value]) => sql`${sql.lit(`"${name}":`)} || coalesce(to_json(${value})::text, 'null')`,
    );
    return sql`'{' || ${sql.join(members, sql` || ',' || `)} || '}'`;
  },
  arrival: sql`created_at`,
  clock: sql`cast(extract(epoch from clock_timestamp()) as double precision)`,
  forUpdate: sql`for update`,

  setBusyTimeout(db, milliseconds) {
    adapterOf(db).lockTimeoutMs = Math.round(milliseconds);
    return Promise.resolve();
  },
  withoutWaiting: (db, work) => work(db), // an insert waits for no import
  erasing: (db, work) => work(db), // vacuum and the server's log are the server's job
  compact: async () => {},
  findRestoredAt: async () => undefined, // the server's own tools restore it
  /** Takes a transaction's number, which is written to the log of the server. */
  async probeWrite(db) {
    const { rows } = await sql<{ readonly: string }>`
      select current_setting('transaction_read_only') as readonly`.execute(db);
    if (rows[0]?.readonly === 'on') throw new Error('the server only reads: it is a standby, or set to read only');
    await sql`select pg_current_xact_id()`.execute(db);
  },

  isBusy: (code, cause) => isLocked(code) || isAway(code, cause),
  isDiskFull: (code) => code === '53100',
  isDiskFault: (code) => code === '58030',
  isAway,
};

/** One statement for many rows: their values come as one array a column, each with the type of the column that it sets. */
async function updateOf(db: Db, table: string, set: readonly Assignment[], key: string, rows: Value[][]) {
  const types = await columnTypes(db, table);
  const arrays: string[] = [];
  const next = (column: string) => {
    arrays.push(`$${arrays.length + 1}::${types.get(column) ?? 'text'}[]`);
    return `new_values.v${arrays.length}`;
  };
  const values = set.map(([column, expression]) => `"${column}" = ${expression.replaceAll('?', () => next(column))}`);
  const where = `${table}."${key}" = ${next(key)}`;
  const names = arrays.map((_, at) => `v${at + 1}`).join(', ');
  return CompiledQuery.raw(
    `update ${table} set ${values.join(', ')} from unnest(${arrays.join(', ')}) as new_values (${names}) where ${where}`,
    arrays.map((_, at) => rows.map((row) => row[at] ?? null)),
  );
}

async function columnTypes(db: Db, table: string): Promise<Map<string, string>> {
  const { columnTypes: known } = adapterOf(db);
  const types = known.get(table);
  if (types) return types;
  const { rows } = await sql<{ name: string; type: string }>`
    select column_name as name, data_type as type from information_schema.columns
    where table_schema = current_schema() and table_name = ${table}`.execute(db);
  const found = new Map(rows.map(({ name, type }) => [name, type]));
  known.set(table, found);
  return found;
}

async function findTable(db: Kysely<unknown>, name: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_tables where schemaname = current_schema() and tablename = ${name}`.execute(db);
  return rows.length > 0;
}

/** Kysely runs all of them in one transaction. When two desks start at once, the second one waits and finds the work done. */
async function migrateAtOnce(connection: Db, pending: Record<string, Migration>): Promise<void> {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => pending };
  await sql`select pg_advisory_lock(${sql.lit(MIGRATIONS)})`.execute(connection);
  try {
    const { error } = await new Migrator({ db: connection, provider }).migrateToLatest();
    if (error) throw error;
  } finally {
    await sql`select pg_advisory_unlock(${sql.lit(MIGRATIONS)})`.execute(connection).catch(() => {});
  }
}
