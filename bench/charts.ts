import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { parse, View } from 'vega';
import type { Chart, Picture } from '../src/answer.ts';
import { createDrawer } from '../src/charts/draw.ts';
import { vegaOf } from '../src/charts/render.ts';
import { answerCommand } from '../src/commands/index.ts';
import type { Context } from '../src/context.ts';
import { connect } from '../src/db/connect.ts';
import { projectPath } from '../src/project.ts';
import { findSource, importBundled, importFile } from '../src/sources/import.ts';
import { generateDetainers } from './generate.ts';

/*
 * Charts and statistics at full size: npm run bench:charts [-- rows [database]]
 * An existing database is used as it is, which saves the import. Load it with bench rows first.
 */
const ROWS = Number(process.argv[2] ?? 600_000);
const GIVEN = process.argv[3];
const say = (line: string) => process.stdout.write(`${line}\n`);
const at = (times: number[], share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const ms = (value: number) => `${value.toFixed(1)} ms`;

async function time(runs: number, work: () => unknown): Promise<number[]> {
  for (let warm = 0; warm < Math.min(3, runs); warm += 1) await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

const folder = mkdtempSync(join(tmpdir(), 'desk-charts-'));
const db = await connect(GIVEN && existsSync(GIVEN) ? GIVEN : join(folder, 'desk.sqlite'));
const now = () => new Date('2026-11-24T12:00:00Z');
const context: Context = { db, now, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
if (!GIVEN) {
  await importBundled(db, projectPath, now, () => {});
  await generateDetainers(join(folder, 'generated_20260311.csv'), { rows: ROWS });
  const loaded = await importFile(db, findSource('ice-detainers'), join(folder, 'generated_20260311.csv'), { now });
  say(`${loaded.rows} generated rows loaded in ${loaded.seconds} s`);
}
const ask = (words: string) => answerCommand(context, words);

say('answers, first of the process, then p50 and p99:');
for (const [words, runs] of [
  ['stats Texas', 200],
  ['stats Texas by:outcome', 200],
  ['stats Texas by:county', 200],
  ['stats us', 100],
  ['compare Texas with Florida with California with Georgia', 100],
  ['stats Texas since:2025-01-15', 20],
  ['stats Texas by:facility', 40],
  ['stats Texas by:citizenship', 12],
  ['stats Texas citizenship:mexico by:charge', 12],
] as const) {
  const start = performance.now();
  await ask(words);
  const first = performance.now() - start;
  const times = await time(runs, () => ask(words));
  say(`  ${words}: ${ms(first)}; ${ms(at(times, 0.5))}, ${ms(at(times, 0.99))}`);
}

async function pictureOf(words: string): Promise<Picture> {
  const found = (await ask(words)).parts.find((part) => part.kind === 'chart') as Chart | undefined;
  if (!found) throw new Error(`no chart in the answer of ${words}`);
  return found.picture;
}
const months = await pictureOf('chart stats Texas');
const drawn: [string, Picture][] = [
  ['months', months],
  ['lines', await pictureOf('chart compare Texas with Florida with California with Georgia')],
  ['bars', await pictureOf('chart stats Texas by:facility')],
  [
    'county map of Texas',
    {
      ...months,
      form: 'county map',
      stateFips: '48',
      points: Array.from({ length: 254 }, (_, county) => ({
        at: `48${String(county * 2 + 1).padStart(3, '0')}`,
        series: 'Detainers',
        value: (county * 37) % 2500,
      })),
    },
  ],
];
const drawer = createDrawer();
const cold = performance.now();
await drawer.draw(months);
say(`a first chart, with its thread: ${ms(performance.now() - cold)}`);
say('a chart as PNG by the thread (aim under 300 ms), and vega alone to SVG in this process:');
for (const [name, picture] of drawn) {
  const whole = await time(40, () => drawer.draw(picture));
  const alone = await time(40, async () => {
    const view = new View(parse(vegaOf(picture).vega), { renderer: 'none' });
    await view.toSVG();
    view.finalize();
  });
  say(
    `  ${name}: p50 ${ms(at(whole, 0.5))}, p99 ${ms(at(whole, 0.99))}; vega alone p50 ${ms(at(alone, 0.5))} = ${(at(whole, 0.5) / at(alone, 0.5)).toFixed(1)}x`,
  );
}

/** Asks questions one after the other, as people do, until `stop` returns true. */
async function answersUntil(stop: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!stop()) {
    const start = performance.now();
    await ask('policy "Charlotte, NC" on:2025-10-01');
    await ask('stats Texas by:outcome');
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return times.sort((a, b) => a - b);
}
for (let round = 1; round <= 3; round += 1) {
  const end = performance.now() + 3000;
  const idle = await answersUntil(() => performance.now() > end);
  let open = 20;
  const charts = Array.from({ length: 20 }, (_, n) =>
    drawer.draw((drawn[n % drawn.length] as [string, Picture])[1]).finally(() => {
      open -= 1;
    }),
  );
  const busy = await answersUntil(() => open === 0);
  await Promise.all(charts);
  say(
    `answers (a policy and a statistic), idle: p50 ${ms(at(idle, 0.5))}, p99 ${ms(at(idle, 0.99))}; while 20 charts are drawn: p50 ${ms(at(busy, 0.5))}, p99 ${ms(at(busy, 0.99))} = ${(at(busy, 0.99) / at(idle, 0.99)).toFixed(2)}x (aim 2x or less; ${busy.length} answers)`,
  );
}
await drawer.close();
await context.close();
rmSync(folder, { recursive: true });
