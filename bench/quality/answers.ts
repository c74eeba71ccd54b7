import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { qualityDesk } from './desk.ts';
import { measureAll, report } from './report.ts';

// npm run bench:quality: how long the first message of an answer is, and whether its first sentence answers the question.
const folder = mkdtempSync(join(tmpdir(), 'desk-quality-'));
const desk = await qualityDesk(folder);
const { rows, misses, asked } = report(await measureAll(desk));
const [first] = rows;
const line = (cells: unknown[]) => `${cells.map((cell) => String(cell).padStart(14)).join('  ')}\n`;
process.stdout.write(line(Object.keys(first ?? {})));
for (const row of rows) process.stdout.write(line(Object.values(row)));
process.stdout.write(`\nFirst sentences that answer the question: ${asked - misses.length} of ${asked}\n`);
for (const miss of misses) process.stdout.write(`- ${miss}\n`);
await desk.close();
rmSync(folder, { recursive: true });
