import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import { StartError } from '../errors.ts';
import { createPrivateFile } from './database-file.ts';
import { migrate } from './migrate.ts';
import type { Tables } from './schema.ts';

export type Db = Kysely<Tables>;

/** Opens or creates the database file, configures it and migrates it. Throws StartError with one sentence. */
export async function connect(file: string): Promise<Db> {
  const sqlite = openFile(file);
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(sqlite) }) });
  try {
    await migrate(db);
    return db;
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
}

/**
 * Sets how long this connection waits for the write lock. better-sqlite3 blocks the whole process while it waits, so
 * the process that answers waits briefly and tries again.
 */
export const setBusyTimeout = (db: Db, milliseconds: number): Promise<unknown> =>
  sql.raw(`pragma busy_timeout = ${Math.round(milliseconds)}`).execute(db);

/**
 * Runs work on this connection that fails at once when the database is locked: see `isBusy`. It is not flushed to disk
 * at once: a power cut may lose what was written since the last commit of other work or the last checkpoint.
 */
export const withoutWaiting = <T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    const { rows } = await sql.raw<{ timeout: number }>('pragma busy_timeout').execute(connection);
    await setBusyTimeout(connection, 0);
    await sql.raw('pragma synchronous = NORMAL').execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql.raw('pragma synchronous = FULL').execute(connection);
      await setBusyTimeout(connection, rows[0]?.timeout ?? 0);
    }
  });

/**
 * Deletes data so that none of it is left in the file. SQLite overwrites freed pages with zeros. The write-ahead log
 * still holds older versions of pages: it is emptied when no reader holds it, otherwise SQLite overwrites it later.
 */
export const withSecureDelete = <T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T> =>
  db.connection().execute(async (connection) => {
    await sql.raw('pragma secure_delete = on').execute(connection);
    try {
      return await work(connection);
    } finally {
      await sql.raw('pragma secure_delete = fast').execute(connection);
      await sql.raw('pragma wal_checkpoint(truncate)').execute(connection);
    }
  });

/** True for the error of a statement that found the database locked by another process. */
export const isBusy = (cause: unknown): boolean =>
  String((cause as { code?: unknown } | undefined)?.code).startsWith('SQLITE_BUSY');

/** Runs work in a transaction. */
export const inTransaction = <T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> =>
  db.transaction().execute(work);

/** True for the error of a statement that found the disk full. */
export const isDiskFull = (cause: unknown): boolean =>
  (cause as { code?: unknown } | undefined)?.code === 'SQLITE_FULL';

/** True for the error of a statement that could not read or write the disk. SQLite calls a failed read corruption. */
export const isDiskFault = (cause: unknown): boolean =>
  /^SQLITE_(IOERR|CORRUPT)/.test(String((cause as { code?: unknown } | undefined)?.code));

/**
 * Turns on write-ahead logging, so that readers continue while an import writes. SQLite does not wait by itself when
 * another process is turning it on at the same moment.
 */
function useWriteAheadLog(sqlite: Sqlite.Database): void {
  for (let left = 100; ; left -= 1) {
    try {
      sqlite.pragma('journal_mode = WAL');
      return;
    } catch (cause) {
      if (!isBusy(cause) || left === 0) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** The write-ahead log is cut to so many bytes when it is empty: an import makes it as large as its release. */
const LARGEST_LOG = 8 * 2 ** 20;

/** Empties the write-ahead log, unless a reader holds it; then it is emptied at the next checkpoint. */
export const checkpointLog = (db: Db): Promise<unknown> => sql.raw('pragma wal_checkpoint(truncate)').execute(db);

function openFile(file: string): Sqlite.Database {
  try {
    if (file !== ':memory:' && !existsSync(dirname(file))) mkdirSync(dirname(file), { recursive: true });
    if (file !== ':memory:') createPrivateFile(file);
    const sqlite = new Sqlite(file);
    useWriteAheadLog(sqlite);
    // What was acknowledged survives a power cut: each commit is flushed to disk. See `withoutWaiting` for the exception
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma(`journal_size_limit = ${LARGEST_LOG}`);
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('secure_delete = FAST'); // freed pages keep no copy of their rows: see `erasing`
    sqlite.pragma('busy_timeout = 5000'); // an import holds the write lock for seconds
    return sqlite;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(
      `The database ${file} cannot be opened (${reason}). Check the path and its permissions, or set DATABASE_URL, for example sqlite:var/desk.sqlite.`,
    );
  }
}

/**
 * Marks a batch: each parameter is one row, and the statement runs once per row. This is much faster than a multi-row
 * VALUES.
 */
export const FOR_EACH_ROW = '/* for each row */';

/** Kysely prepares a statement on every call. The same few statements recur, so keep them prepared. */
function withStatementCache(sqlite: Sqlite.Database): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>();
  return {
    prepare(sql: string) {
      let statement = statements.get(sql);
      if (!statement) {
        statement = wrap(sqlite, sql, sqlite.prepare(sql));
        if (statements.size >= 500) statements.clear();
        statements.set(sql, statement);
      }
      return statement;
    },
    close: () => void sqlite.close(),
  };
}

function wrap(sqlite: Sqlite.Database, sql: string, statement: Sqlite.Statement): SqliteStatement {
  if (sql.startsWith(FOR_EACH_ROW))
    return withoutRows((rows) => {
      for (const row of rows) statement.run(row);
      return rows.length;
    });
  // SQLite rolls back by itself when the disk fails, at a commit too. A rollback of nothing would hide that error.
  if (sql === 'rollback') return withoutRows(() => (sqlite.inTransaction ? statement.run().changes : 0));
  return statement;
}

/** Kysely asks a statement that is no reader to run only. */
const withoutRows = (run: (parameters: readonly unknown[]) => number): SqliteStatement => ({
  reader: false,
  run: (parameters) => ({ changes: run(parameters), lastInsertRowid: 0 }),
  all: () => [],
  iterate: () => [].values(),
});
