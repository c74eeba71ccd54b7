import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { StartError } from '../../../errors.ts';
import { makeFolder } from '../../../make-folder.ts';
import { byWorkspace } from '../../by-workspace.ts';
import { createPrivateFile } from '../../database-file.ts';
import type { Tables } from '../../schema.ts';
import type { Db } from '../engine.ts';

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
      if (!String((cause as { code?: unknown }).code).startsWith('SQLITE_BUSY') || left === 0) throw cause;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

/** The write-ahead log is cut to so many bytes when it is empty: an import makes it as large as its release. */
const LARGEST_LOG = 8 * 2 ** 20;

/** Opens or creates a database file and configures it. Throws StartError. */
export function openFile(file: string): Db {
  const database = withStatementCache(createConnection(file));
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [byWorkspace] });
}

function createConnection(file: string): Sqlite.Database {
  try {
    if (file !== ':memory:') {
      makeFolder(dirname(resolve(file)));
      createPrivateFile(file);
    }
    const sqlite = new Sqlite(file);
    useWriteAheadLog(sqlite);
    // What was acknowledged survives a power cut: each commit is flushed to disk. See `withoutWaiting` in sqlite.ts for the exception
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma(`journal_size_limit = ${LARGEST_LOG}`);
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('secure_delete = FAST'); // freed pages keep no copy of their rows: see `erasing` in sqlite.ts
    sqlite.pragma('busy_timeout = 5000'); // an import holds the write lock for seconds
    return sqlite;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartError(
      `The database ${file} cannot be opened (${reason}). Check the path and its permissions, or set DATABASE_URL, for example sqlite:var/desk.sqlite.`,
      { cause },
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
