import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { inspectDatabase } from '../../db/database-file.ts';
import { messageOf } from '../../errors.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

const MEGABYTE = 1_000_000;
const LEAST_FREE = 100 * MEGABYTE;
const GOOD_FREE = 1000 * MEGABYTE;

/** Checks the database file and its disk without changing either. `usable` means that its tables can be read. */
export function checkDatabase(database: string): { findings: Finding[]; usable: boolean } {
  if (database === ':memory:')
    return {
      findings: [warn('database', 'sqlite::memory: is lost when the desk stops. Set DATABASE_URL to a file.')],
      usable: false,
    };
  const folder = dirname(resolve(database));
  if (!existsSync(database)) {
    const detail = `${database} does not exist yet: npm start creates it. If there was one, check DATABASE_URL.`;
    return { findings: [warn('database', detail), ...(existsSync(folder) ? [disk(folder, 0)] : [])], usable: false };
  }
  const { findings, usable } = contents(database);
  return { findings: [...findings, access(database, folder), disk(folder, statSync(database).size)], usable };
}

function contents(database: string): { findings: Finding[]; usable: boolean } {
  try {
    const { faults, applied, newer, pending } = inspectDatabase(database);
    if (faults.length > 0) {
      const fix = 'Stop the desk and restore a backup: npm run restore -- <file>';
      return {
        findings: [fail('database', `${database} is damaged (${short(faults[0] ?? '')}). ${fix}`)],
        usable: false,
      };
    }
    const sound = ok('database', `${database} is sound (integrity_check)`);
    if (newer.length > 0) {
      const detail = `made by a newer version of the desk (it has ${newer.join(', ')}). Update the desk, or restore an older backup.`;
      return { findings: [sound, fail('schema', detail)], usable: false };
    }
    if (pending.length > 0) {
      const detail = `${pending.length} migrations behind (next: ${pending[0]}). Back up (npm run backup), then npm start brings it up to date.`;
      return { findings: [sound, warn('schema', detail)], usable: false };
    }
    return { findings: [sound, ok('schema', `up to date (${applied.at(-1)})`)], usable: true };
  } catch (cause) {
    const reason = short(messageOf(cause));
    const fix = 'Check that DATABASE_URL names it and that this user may read it; otherwise restore a backup.';
    return { findings: [fail('database', `${database} cannot be read (${reason}). ${fix}`)], usable: false };
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
  const detail = `${formatBytes(free)} free next to a database of ${formatBytes(size)}`;
  const fix = 'Make room, or move the database and set DATABASE_URL.';
  if (free < LEAST_FREE) return fail('disk', `only ${detail}. ${fix}`);
  // An import and a backup may each need as much space again as the database takes.
  if (free < GOOD_FREE || free < 3 * size) return warn('disk', `${detail}: an import or a backup may not fit. ${fix}`);
  return ok('disk', detail);
}

const formatBytes = (bytes: number) =>
  bytes >= 1000 * MEGABYTE ? `${(bytes / MEGABYTE / 1000).toFixed(1)} GB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
const short = (text: string) => text.replace(/\s+/g, ' ').slice(0, 160);
