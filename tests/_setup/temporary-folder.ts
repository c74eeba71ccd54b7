import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder in memory, where flushing to disk costs nothing. */
const MEMORY = '/dev/shm';
const ROOM = 8e9;

function isRoomy(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return Math.min(bavail * bsize, freemem()) > ROOM;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Removes what a run left that was killed: in memory it takes gigabytes from every later one. */
export function removeLeftovers(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^desk-tests-(\d+)-/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** One temporary folder for a whole run, in which tests and the programs they start make theirs; removed at the end. */
export default function temporaryFolder(): () => void {
  for (const parent of [MEMORY, tmpdir()]) if (existsSync(parent)) removeLeftovers(parent);
  const folder = mkdtempSync(join(isRoomy(MEMORY) ? MEMORY : tmpdir(), `desk-tests-${process.pid}-`));
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  return () => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
}
