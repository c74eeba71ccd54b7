import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { KEEP_BACKUPS, readStorage } from '../config.ts';
import { clock } from '../context.ts';
import { describeFailure, isServer } from '../db/connect.ts';
import { checkpoint, copyDatabase, inspectDatabase } from '../db/database-file.ts';
import { StartError, UserError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { backupName, backupsToDelete, findBackups, findParts, PART } from './backup-names.ts';
import { ON_SERVER } from './on-server.ts';
import { readOptions } from './read-options.ts';
import type { TaskResult } from './task.ts';

const USAGE = `Usage:
  npm run -s backup [-- --to <folder>] [--keep <number>] [--json]     for example: npm run -s backup -- --to /srv/backups --keep 14`;
const DAY_MS = 86_400_000;

export interface BackupOptions {
  database: string;
  folder: string;
  /** How many of this database's backups to keep in the folder. */
  keep: number;
  now: () => Date;
}

export interface BackupResult {
  file: string;
  bytes: number;
  seconds: number;
  /** The newest migration in it. */
  schema: string;
  kept: number;
  deleted: string[];
}

/** `npm run backup`: writes to BACKUP_DIR, or to `backups` next to the database. */
export async function runBackup(argv: string[]): Promise<TaskResult> {
  const { values, positionals } = readOptions(
    argv,
    { to: { type: 'string' }, keep: { type: 'string' }, json: { type: 'boolean' } },
    USAGE,
  );
  if (positionals.length > 0) throw new UserError(USAGE);
  const { database, backup } = readStorage();
  const to = typeof values['to'] === 'string' ? values['to'] : backup?.folder;
  if (to?.trim() === '') throw new UserError(`--to is empty.\n${USAGE}`);
  const folder = resolve(to ?? join(dirname(database), 'backups'));
  const keep = typeof values['keep'] === 'string' ? readKeep(values['keep']) : (backup?.keep ?? KEEP_BACKUPS);
  const made = await makeBackup({ database, folder, keep, now: clock });
  if (values['json']) return { code: 0, lines: [JSON.stringify(made)] };
  const went = made.deleted.length > 0 ? ` Deleted: ${made.deleted.join(', ')}.` : '';
  return {
    code: 0,
    lines: [
      `Backed up ${database} to ${made.file}: ${(made.bytes / 1e6).toFixed(1)} MB in ${made.seconds} s, checked, schema ${made.schema}. Kept here: ${made.kept} (at most ${keep}).${went}`,
    ],
  };
}

/**
 * Copies the database while others use it, checks the copy, renames it when it is complete, and deletes this database's
 * backups beyond `keep` (see `backupsToDelete`). Slow: never run it in the process that answers. Throws StartError; earlier backups
 * stay.
 */
export async function makeBackup({ database, folder, keep, now }: BackupOptions): Promise<BackupResult> {
  if (isServer(database)) throw new StartError(ON_SERVER);
  if (database === ':memory:')
    throw new StartError('DATABASE_URL is sqlite::memory:, which has no file to back up. Set it to a file.');
  if (!existsSync(database))
    throw new StartError(`There is no database ${database} to back up. Check DATABASE_URL; npm start creates one.`);
  const started = now();
  const file = join(folder, backupName(database, started));
  const part = file + PART;
  let begun = false;
  try {
    makeFolder(folder, 0o700);
    if (existsSync(file)) throw new Error('a backup with this time already exists');
    begun = true;
    await copyDatabase(database, part);
    const { faults, applied } = inspectDatabase(part);
    if (faults.length > 0)
      throw new Error(`the copy is damaged: ${faults[0]}. The database may be too; run npm run doctor`);
    renameSync(part, file);
    checkpoint(folder);
    const deleted = rotate({ database, folder, keep, now }, { made: file, now: started });
    return {
      file,
      bytes: statSync(file).size,
      seconds: Math.round((now().getTime() - started.getTime()) / 100) / 10,
      schema: applied.at(-1) ?? 'none',
      kept: findBackups(database, folder).length,
      deleted,
    };
  } catch (cause) {
    if (begun) for (const end of ['', '-journal', '-wal', '-shm']) rmSync(part + end, { force: true });
    throw new StartError(
      `${database} was not backed up to ${folder}: ${describeFailure(cause)}. Earlier backups are unchanged. Check that the folder can be written and has room.`,
    );
  }
}

/** Deletes this database's finished backups beyond `keep`, and unfinished ones that a killed run left a day ago. */
function rotate({ database, folder, keep }: BackupOptions, { made, now }: { made: string; now: Date }): string[] {
  for (const { path, madeAt } of findParts(database, folder))
    if (Math.abs(now.getTime() - madeAt.getTime()) > DAY_MS) rmSync(path, { force: true });
  const old = backupsToDelete(findBackups(database, folder), { keep, made, now });
  for (const { path } of old) rmSync(path, { force: true });
  return old.map(({ path }) => path);
}

function readKeep(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text))
    throw new UserError(`--keep "${text.slice(0, 20)}" is not a number from 1 to 9999.\n${USAGE}`);
  return Number(text);
}
