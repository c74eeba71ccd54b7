import { spawn } from 'node:child_process';
import { projectPath } from '../../src/project.ts';
import type { Desk } from '../desks.ts';
import type { Table } from '../table.ts';

const REPEATS = 5;
const OPEN = `const Sqlite = require('better-sqlite3'); const db = new Sqlite(process.argv[1], { readonly: true });
console.log(db.prepare('select count(*) from imports').pluck().get());`;

/** Seconds from starting the terminal's `ask` to its answer, against node that opens the same file and reads a number. */
export async function measureStart(desk: Desk, table: Table): Promise<void> {
  table.heading('From a cold start to the first answer');
  const env = { DATABASE_URL: `sqlite:${desk.file}` };
  const [ours, floor]: number[][] = [[], []];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    floor?.push(await untilOutput(['-e', OPEN, desk.file], {}));
    ours?.push(await untilOutput([projectPath('dist/src/cli.js'), 'ask', 'policy "Cook County, IL"'], env));
  }
  table.add({
    figure: `first answer, ${desk.rows.toLocaleString('en-US')} rows loaded`,
    unit: 's',
    ours: ours ?? [],
    floor: floor ?? [],
    against: 'node opening the file',
    aim: { of: 'over', most: 0.6 },
  });
}

/** Seconds from starting node until it prints something. */
function untilOutput(args: string[], env: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, {
      cwd: projectPath('.'),
      env: { PATH: process.env['PATH'] ?? '', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.stdout.once('data', () => resolve((performance.now() - start) / 1000));
  });
}
