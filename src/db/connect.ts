import { messageOf, StartError } from '../errors.ts';
import type { Db } from './engine/engine.ts';
import { engineAt, engineOf, isServer, someEngine } from './engine/engine-of.ts';
import { postgres } from './engine/postgres.ts';

export type { Db } from './engine/engine.ts';
export { isServer } from './engine/engine-of.ts';

/**
 * Opens or creates a database and migrates it: a file's path, ':memory:', or postgres://user:password@host/name. Throws
 * StartError with one sentence.
 */
export async function connect(address: string): Promise<Db> {
  const engine = engineAt(address);
  let db: Db | undefined;
  try {
    db = await engine.open(address);
    await engine.migrate(db);
    return db;
  } catch (cause) {
    await db?.destroy();
    const failed = cause instanceof StartError ? cause.cause : cause;
    if (!isDiskFull(failed) && !isDiskFault(failed)) throw cause;
    throw new StartError(`The database cannot be opened: ${describeFailure(failed)}. Nothing was changed.`);
  }
}

/** True for an open database that several desks may share. */
export const isShared = (db: Db): boolean => engineOf(db) === postgres;

/** True for a database in a file of this machine. */
export const isFile = (address: string): boolean => address !== ':memory:' && !isServer(address);

/**
 * Sets how long this process waits for the lock that imports hold. SQLite blocks the whole process while it waits, so
 * the process that answers waits briefly and tries again.
 */
export const setBusyTimeout = (db: Db, milliseconds: number): Promise<void> =>
  engineOf(db).setBusyTimeout(db, milliseconds);

/** Runs work on one connection that fails at once when the database is locked: see `isBusy`. */
export const withoutWaiting = <T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T> =>
  engineOf(db).withoutWaiting(db, work);

/** Deletes data so that none of it is left in the file, as far as the engine can. */
export const withSecureDelete = <T>(db: Db, work: (connection: Db) => Promise<T>): Promise<T> =>
  engineOf(db).erasing(db, work);

/** When the database was restored from a backup; undefined when it never was. */
export const findRestoredAt = (db: Db): Promise<Date | undefined> => engineOf(db).findRestoredAt(db);

/** Gives back what a large import needed. */
export const compact = (db: Db): Promise<void> => engineOf(db).compact(db);

/** True for the error of a statement that may succeed later: the database is locked by another process, or away. */
export const isBusy = (cause: unknown): boolean => someEngine((engine, code) => engine.isBusy(code, cause), cause);

/** True for the error of a statement that did not reach the database server. */
export const isAway = (cause: unknown): boolean => someEngine((engine, code) => engine.isAway(code, cause), cause);

/** True for the error of a statement that found the disk full. */
export const isDiskFull = (cause: unknown): boolean => someEngine((engine, code) => engine.isDiskFull(code), cause);

/** True for the error of a statement that could not read or write the disk. */
export const isDiskFault = (cause: unknown): boolean => someEngine((engine, code) => engine.isDiskFault(code), cause);

/** What failed, in words that end a sentence: a disk by its name and with what to check, anything else by its message. */
export function describeFailure(cause: unknown): string {
  if (isDiskFull(cause)) return 'the disk is full';
  if (!isDiskFault(cause)) return messageOf(cause, 200);
  return `the disk cannot be read or written (${messageOf(cause, 100)}). Check the disk, and the limits of this shell (ulimit -f)`;
}

/**
 * Runs work in a transaction. When the disk is full, SQLite rolls back by itself and our own rollback fails; the
 * original error is the one thrown.
 */
export async function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  let first: { cause: unknown } | undefined;
  const remembering = async (transaction: Db) => {
    try {
      return await work(transaction);
    } catch (cause) {
      first = { cause };
      throw cause;
    }
  };
  try {
    return await db.transaction().execute(remembering);
  } catch (cause) {
    throw first ? first.cause : cause;
  }
}
