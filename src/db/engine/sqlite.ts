import { CompiledQuery, type Expression, type Kysely, type Migration, Migrator, sql } from 'kysely';
import { migrations } from '../../../migrations/index.ts';
import type { Db, Engine, Index, Value } from './engine.ts';
import { appliedNames, migrateWith } from './migrate.ts';
import { FOR_EACH_ROW, openFile } from './sqlite/open-file.ts';

const setBusyTimeout = async (db: Db, milliseconds: number): Promise<void> => {
  await db.executeQuery(CompiledQuery.raw(`pragma busy_timeout = ${Math.round(milliseconds)}`));
};
const BUSY_TIMEOUT = CompiledQuery.raw('pragma busy_timeout');
const FLUSH_LATER = CompiledQuery.raw('pragma synchronous = NORMAL');
const FLUSH_AT_ONCE = CompiledQuery.raw('pragma synchronous = FULL');

/** One file, one writer. better-sqlite3 blocks the whole process while it works or waits. */
export const sqlite: Engine = {
  open: openFile,
  findApplied: (db) => appliedNames(db, findTable),
  migrate: (db) => migrateWith(db, { migrations, findTable, migrateAtOnce }),

  async insertMany(db, table, columns, rows) {
    const text = `insert into ${table} (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`;
    await forEachRow(db, text, rows);
  },
  async updateMany(db, table, set, key, rows) {
    const values = set.map(([column, expression]) => `${column} = ${expression}`).join(', ');
    await forEachRow(db, `update ${table} set ${values} where ${key} = ?`, rows);
  },
  async *readAll(db, { name, columns, parent }, batch) {
    const all = db.withTables<Record<string, Record<string, Value>>>().selectFrom(name).select(columns);
    yield* (parent ? all.orderBy(parent, (order) => order.asc().nullsFirst()) : all).stream(batch);
  },
  countOn: async () => {}, // the next number follows the largest
  async findIndexes(db, table) {
    const { rows } = await sql<Index>`
      select name, sql from sqlite_master where type = 'index' and tbl_name = ${table} and sql is not null`.execute(db);
    return rows;
  },
  analyze: async () => {},
  lockImports: async () => {}, // the first write of a transaction takes the lock

  async findSimilar(db, trigrams, limit) {
    const query = trigrams.map((trigram) => `"${trigram.replace(/"/g, '')}"`).join(' OR ');
    const { rows } = await sql<{ name_key: string }>`
      select distinct name_key from name_search where name_search match ${query}
      order by rank, name_key limit ${limit}`.execute(db);
    return rows.map((row) => row.name_key);
  },
  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  jsonObject: (values) =>
    sql`json_object(${sql.join(Object.entries(values).flatMap(([name, value]): Expression<unknown>[] => [sql.lit(name), value]))})`,
  arrival: sql`rowid`,
  clock: sql`((julianday('now') - 2440587.5) * 86400.0)`,
  forUpdate: sql``,

  setBusyTimeout,
  /** What it writes is not flushed to disk at once: a power cut may lose what was written since the last commit of other work. */
  withoutWaiting: (db, work) =>
    db.connection().execute(async (connection) => {
      const { rows } = await connection.executeQuery<{ timeout: number }>(BUSY_TIMEOUT);
      await setBusyTimeout(connection, 0);
      await connection.executeQuery(FLUSH_LATER);
      try {
        return await work(connection);
      } finally {
        await connection.executeQuery(FLUSH_AT_ONCE);
        await setBusyTimeout(connection, rows[0]?.timeout ?? 0);
      }
    }),
  /**
   * SQLite overwrites freed pages with zeros. The write-ahead log still holds older versions of pages: it is emptied when
   * no reader holds it, otherwise SQLite overwrites it later.
   */
  erasing: (db, work) =>
    db.connection().execute(async (connection) => {
      await sql.raw('pragma secure_delete = on').execute(connection);
      try {
        return await work(connection);
      } finally {
        await sql.raw('pragma secure_delete = fast').execute(connection);
        await sqlite.compact(connection);
      }
    }),
  /** Empties the write-ahead log, unless a reader holds it; then it is emptied at the next checkpoint. */
  async compact(db) {
    await sql.raw('pragma wal_checkpoint(truncate)').execute(db);
  },
  async findRestoredAt(db) {
    const minutes = await userVersion(db);
    return minutes > 0 ? new Date(minutes * 60_000) : undefined;
  },
  /** Rewrites the header's user version with its own value. */
  async probeWrite(db) {
    await sql.raw(`pragma user_version = ${await userVersion(db)}`).execute(db);
  },

  isBusy: (code) => code.startsWith('SQLITE_BUSY'),
  isDiskFull: (code) => code === 'SQLITE_FULL',
  isDiskFault: (code) => /^SQLITE_(IOERR|CORRUPT)/.test(code), // a failed read is called corruption
  isAway: () => false,
};

/** A number in the file's header, in which `markRestored` keeps the minute of a restore. */
async function userVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  return Math.trunc(Number(rows[0]?.user_version ?? 0));
}

async function forEachRow(db: Db, text: string, rows: Value[][]): Promise<void> {
  if (rows.length > 0) await db.executeQuery(CompiledQuery.raw(`${FOR_EACH_ROW} ${text}`, rows));
}

async function findTable(db: Kysely<unknown>, name: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sqlite_master where name = ${name}`.execute(db);
  return rows.length > 0;
}

/**
 * Kysely runs migrations without a transaction on SQLite, and a process killed halfway would leave a database that no
 * later start can update. When two desks start at once, the second one waits and finds the work done.
 */
async function migrateAtOnce(connection: Db, pending: Record<string, Migration>): Promise<void> {
  const provider = { getMigrations: async (): Promise<Record<string, Migration>> => pending };
  await sql`begin immediate`.execute(connection);
  try {
    const { error } = await new Migrator({ db: connection, provider }).migrateToLatest();
    if (error) throw error;
    await sql`commit`.execute(connection);
  } catch (cause) {
    await sql`rollback`.execute(connection);
    throw cause;
  }
}
