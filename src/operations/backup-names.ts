import { createHash } from 'node:crypto';
import { readdirSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { APART_MS } from '../rules/clock.ts';

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

/** A backup whose time is later than this was made while the clock was ahead. */
const isToCome = ({ madeAt }: Backup, now: Date): boolean => madeAt.getTime() - now.getTime() > APART_MS;

/** The newest backup by a clock that shows `now`, and how many were made while it was ahead. */
export function findNewestBackup(database: string, folder: string, now: Date) {
  const found = findBackups(database, folder);
  return { newest: found.find((each) => !isToCome(each, now)), toCome: found.filter((each) => isToCome(each, now)) };
}

/**
 * The backups to delete so that `keep` are left. Of several of one day the older ones go first, so that many in a row
 * never cost the backups of other days; then those made while the clock was ahead; then the oldest. `made` stays.
 */
export function backupsToDelete(
  backups: readonly Backup[],
  { keep, made, now }: { keep: number; made: string; now: Date },
) {
  const dayOf = ({ madeAt }: Backup) => madeAt.toISOString().slice(0, 10);
  const newestFirst = [...backups].sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  const lastOfDay = new Set<Backup>();
  const days = new Set<string>();
  for (const each of newestFirst) {
    if (!days.has(dayOf(each))) lastOfDay.add(each);
    days.add(dayOf(each));
  }
  const rank = (each: Backup) => (each.path === made ? 3 : !lastOfDay.has(each) ? 0 : isToCome(each, now) ? 1 : 2);
  const leastFirst = newestFirst.reverse().sort((a, b) => rank(a) - rank(b));
  return leastFirst.slice(0, Math.max(0, backups.length - keep)).filter((each) => each.path !== made);
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
