import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { bundledDesk } from './desk.ts';
import { rows } from './news.ts';

export const ROOT = join(import.meta.dirname, '../..');
export const CLI = join(ROOT, 'dist/src/cli.js');

/** A folder of a test, and in it a database file with the bundled facts that nobody has open. */
export async function deskFile(): Promise<{ folder: string; database: string }> {
  const desk = await bundledDesk();
  const database = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  await desk.close();
  return { folder: mkdtempSync(join(tmpdir(), 'desk-operator-')), database };
}

/** Waits until something is so. */
export async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Runs a task of the built program. */
export function runTask(database: string, args: string[], env: Record<string, string> = {}) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(
      process.execPath,
      [CLI, ...args],
      { env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: `sqlite:${database}`, DESK_TIME_ZONE: 'UTC', ...env } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr }),
    );
  });
}

/** A process that writes two rows in each transaction, as fast as it can, until it is told to end. */
export async function startWriter(database: string): Promise<{ stop(): Promise<void> }> {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      '-e',
      `const sqlite = new (require('better-sqlite3'))(${JSON.stringify(database)}, { timeout: 60000 });
       const insert = sqlite.prepare('insert into rejected_rows (import_id, row_number, reason) values (1, ?, ?)');
       const pair = sqlite.transaction((n) => { insert.run(n, 'first'); insert.run(n, 'second'); });
       let n = 1000000, said = false;
       const go = () => { for (let i = 0; i < 20; i += 1) pair(n += 1); if (!said) console.log('writing'); said = true; setImmediate(go); };
       process.on('SIGTERM', () => { sqlite.close(); process.exit(0); });
       go();`,
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve) => child.stdout?.once('data', () => resolve()));
  return {
    async stop() {
      child.kill('SIGTERM');
      await over;
    },
  };
}

/** Overwrites pages in the middle, as a failing disk does. */
export function damage(file: string): void {
  const sqlite = new Sqlite(file);
  sqlite.pragma('journal_mode = DELETE');
  sqlite.close();
  const bytes = readFileSync(file);
  for (let at = 8192; at < bytes.length; at += 8192) bytes.fill(0x5a, at, at + 4096);
  writeFileSync(file, bytes);
}
