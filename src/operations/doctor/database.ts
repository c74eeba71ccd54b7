import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inspectDatabase } from '../../db/database-file.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MEGABYTE = 1_000_000;
const LEAST_FREE = 100 * MEGABYTE;
const GOOD_FREE = 1000 * MEGABYTE;

/** The database file and the disk that it is on, without changing either; `usable` when its tables may be read. */
export function checkDatabase(database: string): { findings: Finding[]; usable: boolean } {
  if (database === ':memory:')
    return {
      findings: [warn('database', 'sqlite::memory: is forgotten when the desk stops. Set DATABASE_URL to a file.')],
      usable: false,
    };
  const folder = dirname(resolve(database));
  if (!existsSync(database)) {
    const said = `${database} is not there yet: npm start makes it. If there was one, check DATABASE_URL.`;
    return { findings: [warn('database', said), ...(existsSync(folder) ? [disk(folder, 0)] : [])], usable: false };
  }
  const { findings, usable } = contents(database);
  return { findings: [...findings, access(database, folder), disk(folder, statSync(database).size)], usable };
}

function contents(database: string): { findings: Finding[]; usable: boolean } {
  try {
    const { faults, applied, newer, pending } = inspectDatabase(database);
    if (faults.length > 0) {
      const mend = 'Stop the desk and restore a backup: npm run restore -- <file>';
      return {
        findings: [fail('database', `${database} is damaged (${short(faults[0] ?? '')}). ${mend}`)],
        usable: false,
      };
    }
    const sound = ok('database', `${database} is sound (integrity_check)`);
    if (newer.length > 0) {
      const said = `made by a newer version of the desk (it has ${newer.join(', ')}). Update the desk, or restore an older backup.`;
      return { findings: [sound, fail('schema', said)], usable: false };
    }
    if (pending.length > 0) {
      const said = `${pending.length} migrations behind (next: ${pending[0]}). Back up (npm run backup), then npm start brings it up to date.`;
      return { findings: [sound, warn('schema', said)], usable: false };
    }
    return { findings: [sound, ok('schema', `up to date (${applied.at(-1)})`)], usable: true };
  } catch (cause) {
    const reason = short(cause instanceof Error ? cause.message : String(cause));
    const mend = 'Check that DATABASE_URL names it and that this user may read it; else restore a backup.';
    return { findings: [fail('database', `${database} cannot be read (${reason}). ${mend}`)], usable: false };
  }
}

function access(database: string, folder: string): Finding {
  const files = ['', '-wal', '-shm'].map((end) => database + end).filter((file) => existsSync(file));
  for (const path of [folder, ...files]) {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
    } catch {
      return fail(
        'permissions',
        `${path} cannot be written by this user. Run as the desk's user, or: chown -R <user> ${folder}`,
      );
    }
  }
  if (process.platform === 'win32') return ok('permissions', 'this user may write');
  const wide = files.filter((file) => (statSync(file).mode & 0o077) !== 0);
  if (wide.length > 0)
    return warn('permissions', `others on this machine may read ${wide.join(', ')}. Run: chmod 600 ${wide.join(' ')}`);
  return ok('permissions', 'readable by its owner only');
}

function disk(folder: string, size: number): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const said = `${showBytes(free)} free beside a database of ${showBytes(size)}`;
  const mend = 'Make room, or move the database and set DATABASE_URL.';
  if (free < LEAST_FREE) return fail('disk', `only ${said}. ${mend}`);
  // An import and a backup each may need as much again as there is.
  if (free < GOOD_FREE || free < 3 * size) return warn('disk', `${said}: an import or a backup may not fit. ${mend}`);
  return ok('disk', said);
}

const showBytes = (bytes: number) =>
  bytes >= 1000 * MEGABYTE ? `${(bytes / MEGABYTE / 1000).toFixed(1)} GB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 160);
