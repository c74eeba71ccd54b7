import { createHash } from 'node:crypto';
import { readdirSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

/** One finished backup of a database. */
export interface Backup {
  path: string;
  madeAt: Date;
}

const END = '.sqlite';
/** The extension of an unfinished backup. */
export const PART = '.part';

/**
 * A backup's name: the database's name, six letters that identify its path, and the instant. Two desks that share a
 * backup folder therefore never touch each other's backups.
 */
export const backupName = (database: string, at: Date): string =>
  `${prefixOf(database)}${at.toISOString().replace(/[:.]/g, '-')}${END}`;

/** The finished backups of a database in a folder, newest first; [] when the folder does not exist. */
export function findBackups(database: string, folder: string): Backup[] {
  return entriesOf(folder)
    .flatMap((name) => {
      const madeAt = instantOf(name, database, END);
      return madeAt ? [{ path: join(folder, name), madeAt }] : [];
    })
    .sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
}

/** Unfinished backups, with the files that SQLite left next to them. */
export const findParts = (database: string, folder: string): Backup[] =>
  entriesOf(folder).flatMap((name) => {
    const madeAt = instantOf(name.replace(/-(?:journal|wal|shm)$/, ''), database, END + PART);
    return madeAt ? [{ path: join(folder, name), madeAt }] : [];
  });

function prefixOf(database: string): string {
  const place = createHash('sha256').update(realPath(database)).digest('hex').slice(0, 6);
  return `${basename(database).replace(/\.(?:sqlite3?|db)$/i, '')}.${place}.`;
}

function instantOf(name: string, database: string, end: string): Date | undefined {
  const prefix = prefixOf(database);
  if (!name.startsWith(prefix) || !name.endsWith(end)) return undefined;
  const parts = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(name.slice(prefix.length, -end.length));
  const madeAt = new Date(parts ? `${parts[1]}:${parts[2]}:${parts[3]}.${parts[4]}Z` : Number.NaN);
  return Number.isNaN(madeAt.getTime()) ? undefined : madeAt;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : []));
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes(String((cause as NodeJS.ErrnoException).code))) return [];
    throw cause;
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
