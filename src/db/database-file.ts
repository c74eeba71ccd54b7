import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { migrations } from '../../migrations/index.ts';

/** What a database file is found to be, without changing it. */
export interface DatabaseFacts {
  /** What `pragma integrity_check` says; empty when the file is sound. */
  faults: string[];
  /** Names of its migrations, in order; empty when it is no database of the desk. */
  applied: string[];
  /** Migrations that only a newer version of the desk knows. */
  newer: string[];
  /** Migrations of this version that it lacks. */
  pending: string[];
}

/** Makes an empty file that only its owner may read; false when there is one. SQLite gives its -wal and -shm the same permissions. */
export function createPrivateFile(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw cause;
  }
}

/**
 * Copies a database, consistent while other processes write, into `to`, which must not exist: one file (no -wal),
 * readable by its owner only, flushed to the disk. Throws SQLite's and the file system's errors.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    if (!createPrivateFile(to)) throw new Error(`${to} exists`);
    // All pages in one step: a copy in several begins anew whenever another process has written in between.
    await source.backup(to, { progress: () => 0x7fffffff });
  } finally {
    source.close();
  }
  const copy = new Sqlite(to);
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
  chmodSync(to, 0o600);
  checkpoint(to);
}

/** Writes what the system still holds of a file or folder to the disk, where it can. */
export function checkpoint(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } catch (cause) {
    if (!['EINVAL', 'EPERM', 'EISDIR'].includes(String((cause as NodeJS.ErrnoException).code))) throw cause;
  } finally {
    closeSync(handle);
  }
}

/** Looks into a database file. Throws SQLite's error when the file is none. */
export function inspectDatabase(file: string): DatabaseFacts {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const faults = (sqlite.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((said) => said !== 'ok');
    const isDesk = sqlite.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get() !== undefined;
    const applied = isDesk
      ? (sqlite.prepare('select name from kysely_migration order by name').pluck().all() as string[])
      : [];
    const known = Object.keys(migrations);
    return {
      faults,
      applied,
      newer: applied.filter((name) => !known.includes(name)),
      pending: known.filter((name) => !applied.includes(name)),
    };
  } finally {
    sqlite.close();
  }
}

/**
 * Whether no other process has the database open. If so, its -wal is written into the file, so that the file is whole.
 * SQLite leaves WAL mode only for a connection that is alone. Throws when the file cannot be read as a database.
 */
export function isOnlyConnection(file: string): boolean {
  const sqlite = new Sqlite(file, { fileMustExist: true, timeout: 0 });
  try {
    sqlite.pragma('journal_mode = DELETE');
    return true;
  } catch (cause) {
    if (String((cause as { code?: unknown }).code).startsWith('SQLITE_BUSY')) return false;
    throw cause;
  } finally {
    sqlite.close();
  }
}

/**
 * In a restored copy: messages that were waiting may have been posted since the copy was made, so each is looked for in
 * its channel before it is sent.
 */
export function markOpenMessagesUnsure(file: string): void {
  const sqlite = new Sqlite(file);
  try {
    const hasOutbox = sqlite.prepare("select 1 from sqlite_master where name = 'outbox'").get() !== undefined;
    if (hasOutbox) sqlite.exec("update outbox set unsure = 1 where state in ('waiting', 'sending')");
  } finally {
    sqlite.close();
  }
}
