import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pino from 'pino';
import { answerCommand } from '../src/commands/index.ts';
import { connect } from '../src/db/connect.ts';
import { projectPath } from '../src/project.ts';
import { importBundled } from '../src/sources/import.ts';
import { generateDetainers, generateWorkbook } from './generate.ts';
import { ARRESTS, arrests, STAYS, stays, writeCsv } from './generate-after.ts';
import { generateParquet } from './generate-parquet.ts';
import { generateSheets } from './generate-sheets.ts';

/*
 * Imports at full size, each against its floor in this run: npm run bench:imports [-- rows [growth]]
 * The machine may be busy with other work: processor seconds are told beside those of the clock.
 * `growth` adds a file of ten times 300,000 rows. The lookups run in this process, the imports in their own.
 */
const ROWS = Number(process.argv[2] ?? 600_000);
const SHEETS = 1000;
const GROWTH = process.argv[3] === 'growth';
const say = (line: string) => process.stdout.write(`${line}\n`);
const folder = mkdtempSync(join(tmpdir(), 'desk-imports-'));
const at = (name: string) => join(folder, name);
const now = () => new Date('2026-11-24T12:00:00Z');
const seconds = (from: number) => (performance.now() - from) / 1000;

/** Of /proc, in a second. */
const TICKS = 100;

interface Run {
  seconds: number;
  /** Processor seconds of all threads, and the most memory that the process held, in MB (Linux only). */
  cpu: number;
  peak: number;
  out: string;
}

/** Runs a program to its end, and measures its peak memory. */
async function run(program: string, args: string[], env: Record<string, string> = {}, input = ''): Promise<Run> {
  const start = performance.now();
  const child = spawn(program, args, { env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: 'pipe' });
  let out = '';
  let peak = 0;
  let cpu = 0;
  child.stdout.on('data', (piece) => {
    out += String(piece);
  });
  child.stderr.on('data', (piece) => process.stderr.write(piece));
  const watch = setInterval(() => {
    const status = `/proc/${child.pid}/status`;
    if (!existsSync(status)) return;
    peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0));
    const times = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    cpu = Math.max(cpu, (Number(times[11]) + Number(times[12])) / TICKS);
  }, 50);
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return { seconds: seconds(start), cpu, peak: peak / 1024, out };
}

const load = (database: string, file: string, source = 'ice-detainers') =>
  run(
    process.execPath,
    [
      '--max-semi-space-size=8',
      '--max-old-space-size=256',
      projectPath('dist/src/cli.js'),
      'import',
      source,
      file,
      '--json',
    ],
    { DATABASE_URL: `sqlite:${at(database)}` },
  );

async function freshDatabase(name: string): Promise<void> {
  const db = await connect(at(name));
  await importBundled(db, projectPath, now, () => {});
  await db.destroy();
}

/** Loads the same file into one table with SQLite's own program, with indexes over the same columns as ours. */
const floorOf = (file: string) =>
  run(
    'sqlite3',
    [at('floor.sqlite')],
    {},
    `pragma journal_mode = WAL; pragma synchronous = NORMAL;
.mode csv
.import ${file} rows
create unique index one on rows (row_original);
create index two on rows (facility_state, detention_facility_code, detainer_prepare_date, detainer_lift_reason, citizenship_country, most_serious_conviction_charge);
create index three on rows (detainer_prepare_date, detention_facility_code, detainer_lift_reason, citizenship_country, most_serious_conviction_charge);
create index four on rows (detainer_lift_reason, detainer_prepare_date, detention_facility_code, citizenship_country, most_serious_conviction_charge);
create index five on rows (detention_facility_code, detainer_prepare_date, detainer_lift_reason, citizenship_country, most_serious_conviction_charge, gender, detainer_prepared_criminality, birth_year, detainer_type, facility_aor, apprehension_date, final_order_date, departed_date);
`,
  ).catch(() => undefined);

const report = (name: string, { seconds: took, cpu, peak, out }: Run, rows = ROWS) =>
  say(
    `${name}: ${took.toFixed(1)} s (${cpu.toFixed(1)} s of processor), ${Math.round(rows / took).toLocaleString('en-US')} rows/s, peak ${Math.round(peak)} MB: ${out.trim()}`,
  );

async function lookups(database: string, until: Promise<unknown>): Promise<number[]> {
  const db = await connect(at(database));
  const context = { db, now, log: pino({ level: 'silent' }), zone: 'UTC', close: () => db.destroy() };
  const times: number[] = [];
  let over = false;
  void until.finally(() => {
    over = true;
  });
  while (!over) {
    for (const words of ['lookup TX0001', 'lookup "Los Angeles County, CA"', 'policy "Charlotte, NC"']) {
      const start = performance.now();
      await answerCommand(context, words);
      times.push(performance.now() - start);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await db.destroy();
  return times.sort((a, b) => a - b);
}
const p = (times: number[], share: number) => times[Math.floor(times.length * share)] ?? 0;

say(`making files of ${ROWS.toLocaleString('en-US')} rows`);
await generateDetainers(at('one_20260311.csv'), { rows: ROWS });
await generateDetainers(at('two_20260401.csv'), { rows: ROWS, release: 2 });
await generateWorkbook(at('one_20260311.xlsx'), { rows: ROWS });

await freshDatabase('csv.sqlite');
const floor = await floorOf(at('one_20260311.csv'));
const first = await load('csv.sqlite', at('one_20260311.csv'));
report('CSV', first);
say(
  floor
    ? `  floor (sqlite3 .import and the same indexes): ${floor.seconds.toFixed(1)} s: ours is ${(first.seconds / floor.seconds).toFixed(2)}x, of processor time ${(first.cpu / floor.cpu).toFixed(2)}x (aim 1.8x or less; peak under 300 MB)`
    : '  no floor: the program sqlite3 is not installed',
);
const again = await load('csv.sqlite', at('one_20260311.csv'));
report('the same file again', again);
say(`  ${(again.seconds / first.seconds).toFixed(3)} of the first (aim under 0.1)`);

const idle = await lookups('csv.sqlite', new Promise((resolve) => setTimeout(resolve, 8000)));
const second = load('csv.sqlite', at('two_20260401.csv'));
const during = await lookups('csv.sqlite', second);
report('a later release of the same days', await second);
say(
  `  lookups meanwhile: p50 ${p(during, 0.5).toFixed(1)} ms, p99 ${p(during, 0.99).toFixed(1)} ms against ${p(idle, 0.5).toFixed(1)} and ${p(idle, 0.99).toFixed(1)} when idle: ${(p(during, 0.99) / p(idle, 0.99)).toFixed(1)}x at p99 (aim 3x or less), ${during.length} answers`,
);

generateParquet(at('one_20260311.parquet'), { rows: ROWS });
await freshDatabase('parquet.sqlite');
const parquet = await load('parquet.sqlite', at('one_20260311.parquet'));
report('Parquet, one row group', parquet);
say(
  `  ${(parquet.seconds / first.seconds).toFixed(2)} of the time of CSV, ${(parquet.cpu / first.cpu).toFixed(2)} of its processor time (aim 1 or less; peak under 300 MB)`,
);

await freshDatabase('xlsx.sqlite');
const bare = await run(process.execPath, [projectPath('dist/bench/bare-xlsx.js'), at('one_20260311.xlsx')]);
report('XLSX, the bare reader', bare);
const workbook = await load('xlsx.sqlite', at('one_20260311.xlsx'));
report('XLSX', workbook);
say(
  `  ${(bare.seconds / workbook.seconds).toFixed(2)} of the bare reader's rate, ${(bare.cpu / workbook.cpu).toFixed(2)} by processor time (aim 20,000 rows/s, or 0.8 of the bare reader; peak under 300 MB)`,
);

for (const [source, columns, rows] of [
  ['ice-arrests', ARRESTS, arrests({ rows: ROWS })],
  ['ice-stays', STAYS, stays({ rows: ROWS })],
] as const) {
  await writeCsv(at(`${source}.csv`), columns, rows);
  report(`${source}, matched with the detainers`, await load('parquet.sqlite', at(`${source}.csv`), source));
}

const peaks: number[] = [];
for (const sheets of [SHEETS / 10, SHEETS]) {
  const sheetFolder = at(`sheets-${sheets}`);
  mkdirSync(sheetFolder);
  await generateSheets(sheetFolder, sheets);
  await freshDatabase(`sheets-${sheets}.sqlite`);
  const db = await connect(at(`sheets-${sheets}.sqlite`));
  // The lists that ship with the desk are newer than these.
  for (const table of ['agreements', 'agreement_sheets']) await sql`delete from ${sql.table(table)}`.execute(db);
  await db.destroy();
  const loaded = await load(`sheets-${sheets}.sqlite`, sheetFolder, 'agreements-287g');
  report(`${sheets} 287(g) sheets`, loaded, (JSON.parse(loaded.out) as { rows: number }).rows);
  peaks.push(loaded.peak);
}
say(`  ${((peaks[1] ?? 0) / (peaks[0] ?? 1)).toFixed(2)} of the memory of a tenth of the sheets (aim 1.25 or less)`);

if (GROWTH) {
  const rates: number[] = [];
  for (const rows of [300_000, 3_000_000]) {
    await generateDetainers(at('growth_20260311.csv'), { rows, seed: 2 });
    await freshDatabase(`growth-${rows}.sqlite`);
    const grown = await load(`growth-${rows}.sqlite`, at('growth_20260311.csv'));
    report(`growth, ${rows.toLocaleString('en-US')} rows`, grown, rows);
    rates.push(rows / grown.seconds);
  }
  say(`  ${((rates[1] ?? 0) / (rates[0] ?? 1)).toFixed(2)} of the rate at 300,000 rows (aim 0.7 or more)`);
}
rmSync(folder, { recursive: true });
