import { chmodSync, closeSync, fsyncSync, openSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { migrations } from '../../migrations/index.ts';

/** What `inspectDatabase` finds in a file, without changing it. */
export interface DatabaseFacts {
  /** Output of `pragma integrity_check`; empty when the file is sound. */
  faults: string[];
  /** Names of the applied migrations, in order; empty when the file is not a desk database. */
  applied: string[];
  /** Migrations that only a newer version of the desk has. */
  newer: string[];
  /** Migrations of this version that have not been applied. */
  pending: string[];
}

/**
 * Creates an empty file that only its owner can read; false when it exists. SQLite gives its -wal and -shm files the
 * same permissions.
 */
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
 * Copies a database into `to`, which must not exist, while other processes may write. The copy is consistent, a single
 * file (no -wal), readable by its owner only and flushed to disk. Throws SQLite's and the file system's errors.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new Sqlite(from, { readonly: true, fileMustExist: true });
  try {
    if (!createPrivateFile(to)) throw new Error(`${to} exists`);
    // Copy all pages in one step: a copy in several steps restarts whenever another process writes in between.
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

/** Flushes a file or folder to disk, where the system supports it. */
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

/** Inspects a database file. Throws SQLite's error when it is not a database. */
export function inspectDatabase(file: string): DatabaseFacts {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const faults = (sqlite.pragma('integrity_check') as { integrity_check: string }[])
      .map((row) => row.integrity_check)
      .filter((result) => result !== 'ok');
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
 * True when no other process has the database open. Its -wal is then merged, so the file is complete on its own. This
 * works because SQLite leaves WAL mode only for the sole connection. Throws when the file is not a readable database.
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
 * Marks a copy as restored, and its open messages as unsure. They may have been posted after the copy was made, so each is
 * looked for in its channel before it is sent, and so is what is queued on the day after (see `createSender`). The instant
 * is kept in the file's header, which has room for it in a database of any version.
 */
export function markRestored(file: string, at: Date): void {
  const sqlite = new Sqlite(file);
  try {
    const hasOutbox = sqlite.prepare("select 1 from sqlite_master where name = 'outbox'").get() !== undefined;
    if (hasOutbox) sqlite.exec("update outbox set unsure = 1 where state in ('waiting', 'sending')");
    sqlite.pragma(`user_version = ${Math.floor(at.getTime() / 60_000)}`);
  } finally {
    sqlite.close();
  }
}
