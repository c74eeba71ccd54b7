import { existsSync, rmSync } from 'node:fs';
import { readDatabase, readStorage } from '../config.ts';
import { connect, isServer } from '../db/connect.ts';
import { moveDatabase } from '../db/move/move-database.ts';
import { messageOf, StartError, UserError } from '../errors.ts';
import { readOptions } from './read-options.ts';
import type { TaskResult } from './task.ts';

const USAGE = `Usage:
  npm run -s migrate-to -- <postgres://user:password@host:5432/name, or sqlite:path>     moves the desk of DATABASE_URL there`;

/** `npm run migrate-to`: copies the desk's database into a new one of the other engine, counts and compares it. */
export async function runMigrateTo(argv: string[]): Promise<TaskResult> {
  const { positionals } = readOptions(argv, {}, USAGE);
  const [url, ...others] = positionals;
  if (!url || others.length > 0) throw new UserError(USAGE);
  const [from, to] = [readStorage().database, readDatabase(url)];
  refuseAlike(from, to);
  const source = await connect(from);
  try {
    const isNew = !isServer(to) && !existsSync(to);
    const target = await connect(to);
    try {
      const moved = await moveDatabase(source, target);
      const rows = moved.reduce((sum, each) => sum + each.rows, 0);
      const largest = [...moved].sort((a, b) => b.rows - a.rows).slice(0, 3);
      return {
        code: 0,
        lines: [
          `Moved ${rows.toLocaleString('en-US')} rows of ${moved.length} tables, read back and compared: ${largest.map((each) => `${each.table} ${each.rows.toLocaleString('en-US')}`).join(', ')}, ...`,
          'The database it came from is unchanged. Stop the desk, set DATABASE_URL to the new one, and start it: npm start',
        ],
      };
    } catch (cause) {
      if (cause instanceof UserError) throw cause;
      if (isNew) for (const end of ['', '-wal', '-shm']) rmSync(to + end, { force: true });
      throw new StartError(`The desk was not moved: ${messageOf(cause, 300)}.`);
    } finally {
      await target.destroy();
    }
  } finally {
    await source.destroy();
  }
}

function refuseAlike(from: string, to: string): void {
  if (isServer(from) && isServer(to))
    throw new UserError('Both databases are on PostgreSQL servers. Move one there, with pg_dump and pg_restore.');
  if (!isServer(from) && !isServer(to))
    throw new UserError('Both databases are files. Copy one with npm run -s backup and npm run -s restore.');
  if (from === ':memory:' || to === ':memory:') throw new UserError('sqlite::memory: has no file to move.');
  if (!isServer(from) && !existsSync(from))
    throw new UserError(`There is no database ${from} to move. Check DATABASE_URL; npm start creates one.`);
}
