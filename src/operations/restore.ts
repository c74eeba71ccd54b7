import { chmodSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readStorage } from '../config.ts';
import { clock } from '../context.ts';
import { describeFailure, isServer } from '../db/connect.ts';
import {
  checkpoint,
  copyDatabase,
  type DatabaseFacts,
  inspectDatabase,
  isOnlyConnection,
  markRestored,
} from '../db/database-file.ts';
import { messageOf, StartError, UserError } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';
import { ON_SERVER } from './on-server.ts';
import { readOptions } from './read-options.ts';
import type { TaskResult } from './task.ts';

const USAGE = `Usage:
  npm run -s restore -- <backup file>     for example: npm run -s restore -- var/backups/desk.1a2b3c.2026-11-24T03-00-00-000Z.sqlite`;
const BESIDE = ['', '-wal', '-shm', '-journal'];

/** `npm run restore`: replaces the database with a backup. The old database is kept next to it. */
export async function runRestore(argv: string[]): Promise<TaskResult> {
  const { positionals } = readOptions(argv, {}, USAGE);
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new UserError(USAGE);
  const { database } = readStorage();
  const { replaced, unsure, schema, pending } = await restore({
    file: resolve(file),
    database,
    now: clock(),
  });
  const older = pending > 0 ? ` It is ${pending} migrations older than this desk: npm start brings it up to date.` : '';
  return {
    code: 0,
    lines: [
      `Restored ${file} to ${database} (checked, schema ${schema}).${older}`,
      replaced
        ? `The previous database is kept as ${replaced}; delete it when all is well.`
        : 'There was no database before.',
      unsure
        ? 'It is unknown whether a desk still has the damaged database open. Stop it if it runs, then: npm start'
        : 'Start the desk: npm start',
    ],
  };
}

/**
 * Throws UserError when the backup is unsuitable, StartError when something else prevents the restore. Then nothing is
 * changed.
 */
async function restore({ file, database, now }: { file: string; database: string; now: Date }) {
  if (isServer(database)) throw new UserError(`${ON_SERVER} To restore one of its dumps: pg_restore.`);
  if (database === ':memory:') throw new UserError('DATABASE_URL is sqlite::memory:: there is no file to restore to.');
  if (!existsSync(file) || !statSync(file).isFile()) throw new UserError(`There is no file ${file}.\n${USAGE}`);
  if (resolve(database) === file) throw new UserError(`${file} is the database itself. Name a backup of it.`);
  const found = inspect(file);
  const part = `${database}.restoring`;
  const stamp = now.toISOString().replace(/[:.]/g, '-');
  const kept = existsSync(database) ? `${database}.replaced-${stamp}` : undefined;
  let unsure = false;
  const clear = () => {
    for (const file of filesOf(part)) rmSync(file);
  };
  try {
    makeFolder(dirname(resolve(database)), 0o700);
    clear();
    await copyDatabase(file, part);
    markRestored(part, now);
    if (inspectDatabase(part).faults.length > 0) throw new Error('its copy is damaged');
    if (kept) {
      unsure = !refuseInUse(database);
      moveAll(database, kept);
    }
    renameSync(part, database);
    checkpoint(dirname(resolve(database)));
  } catch (cause) {
    clear();
    if (kept && existsSync(kept) && !existsSync(database)) moveAll(kept, database);
    if (cause instanceof StartError) throw cause;
    throw new StartError(`${file} was not restored: ${describeFailure(cause)}. The database is unchanged.`);
  }
  if (kept) for (const file of filesOf(kept)) chmodSync(file, 0o600);
  return { replaced: kept, unsure, schema: found.applied.at(-1) ?? 'none', pending: found.pending.length };
}

/** The database file and what SQLite keeps beside it, as far as they exist. */
const filesOf = (database: string) => BESIDE.map((end) => database + end).filter((file) => existsSync(file));

function moveAll(from: string, to: string): void {
  for (const file of filesOf(from)) renameSync(file, to + file.slice(from.length));
}

function inspect(file: string): DatabaseFacts {
  let found: DatabaseFacts;
  try {
    found = inspectDatabase(file);
  } catch (cause) {
    throw new UserError(`${file} cannot be read as a database (${messageOf(cause, 200)}). Nothing was changed.`);
  }
  if (found.faults.length > 0)
    throw new UserError(
      `${file} is damaged (${found.faults[0]?.slice(0, 200)}). Nothing was changed; try an earlier backup.`,
    );
  if (found.applied.length === 0)
    throw new UserError(`${file} is a database, but not one of this desk. Nothing was changed.`);
  if (found.newer.length > 0)
    throw new UserError(
      `${file} was made by a newer version of the desk (it has ${found.newer.join(', ')}). Update the desk first. Nothing was changed.`,
    );
  return found;
}

/** False when this cannot be determined. */
function refuseInUse(database: string): boolean {
  let alone = true;
  let known = true;
  try {
    alone = isOnlyConnection(database);
  } catch {
    known = false; // damaged, which is why it is being replaced
  }
  if (!alone)
    throw new StartError(
      `Another process has ${database} open. Stop the desk (and imports) first, for example: systemctl stop detainer-desk. Nothing was changed.`,
    );
  return known;
}
