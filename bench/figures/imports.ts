import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { answerCommand } from '../../src/commands/index.ts';
import { connect } from '../../src/db/connect.ts';
import { projectPath } from '../../src/project.ts';
import { importBundled } from '../../src/sources/import.ts';
import { now, openDesk } from '../desks.ts';
import { generateDetainers, generateWorkbook } from '../generate.ts';
import { ARRESTS, arrests, STAYS, stays, writeCsv } from '../generate-after.ts';
import { generateParquet } from '../generate-parquet.ts';
import { generateSheets } from '../generate-sheets.ts';
import { type Run, runImport, runProcess } from '../run-process.ts';
import { median, quantile, type Table } from '../table.ts';

const SHEETS = 1000;
const MOST_MB = 300;

/**
 * Imports as processes of their own, each on a fresh database. Ratios are of processor seconds, since other programs may
 * run; the ratio of CSV needs the program sqlite3.
 */
export async function measureImports(folder: string, table: Table, rows: number, repeats: number): Promise<void> {
  table.heading(`Imports of ${rows.toLocaleString('en-US')} rows (${repeats} repeats, processor seconds)`);
  const at = (name: string) => join(folder, name);
  const [csv, later, workbook, parquet] = [
    at('one_20260311.csv'),
    at('two_20260401.csv'),
    at('one_20260311.xlsx'),
    at('one_20260311.parquet'),
  ];
  await generateDetainers(csv, { rows });
  await generateDetainers(later, { rows, release: 2 });
  await generateWorkbook(workbook, { rows });
  generateParquet(parquet, { rows });

  const ours: Record<'csv' | 'xlsx' | 'parquet', Run[]> = { csv: [], xlsx: [], parquet: [] };
  const [floors, bare]: [Run[], Run[]] = [[], []];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const floor = await importedBySqlite(csv, at(`floor-${repeat}.sqlite`));
    if (floor) floors.push(floor);
    bare.push(await runProcess(process.execPath, [projectPath('dist/bench/bare-xlsx.js'), workbook]));
    for (const [kind, file] of [
      ['csv', csv],
      ['parquet', parquet],
      ['xlsx', workbook],
    ] as const) {
      const database = at(`${kind}.sqlite`);
      for (const ending of ['', '-wal', '-shm']) rmSync(`${database}${ending}`, { force: true });
      await freshDatabase(database);
      ours[kind].push(await runImport(database, 'ice-detainers', file));
    }
  }
  const cpu = (runs: Run[]) => runs.map((run) => run.cpu);
  const add = (figure: string, mine: Run[], floor: Run[], against: string, most: number) =>
    table.add({ figure, unit: 's', ours: cpu(mine), floor: cpu(floor), against, aim: { of: 'ratio', most } });
  if (floors.length > 0) add('CSV', ours.csv, floors, 'sqlite3 .import and the same indexes', 1.5);
  else table.skip('the floor of CSV: the program sqlite3 is not installed');
  add('XLSX', ours.xlsx, bare, 'the bare reader', 1.1);
  add('Parquet, one row group', ours.parquet, ours.csv, 'our CSV', 1);
  for (const [kind, runs] of Object.entries(ours)) {
    table.add({ figure: `${kind}, by the clock`, unit: 's', ours: runs.map(({ seconds }) => seconds) });
    table.add({
      figure: `${kind}, memory`,
      unit: 'MB',
      ours: runs.map(({ peak }) => peak),
      aim: { of: 'figure', most: MOST_MB },
    });
  }
  const first = median(ours.csv.map(({ seconds }) => seconds));
  const again = await runImport(at('csv.sqlite'), 'ice-detainers', csv);
  table.add({
    figure: 'the same file again',
    unit: 's',
    ours: [again.seconds],
    floor: [first],
    against: 'the first time',
    aim: { of: 'ratio', most: 0.1 },
  });
  await measureLookupsBeside(at('csv.sqlite'), later, table);
  await measureFollowing(at, table, rows);
  await measureSheets(at, table);
}

/** Loads the file into one table with SQLite's own program, with indexes over the same columns as ours. */
const importedBySqlite = (file: string, database: string): Promise<Run | undefined> =>
  runProcess(
    'sqlite3',
    [database],
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

async function freshDatabase(file: string): Promise<void> {
  const db = await connect(file);
  await importBundled(db, projectPath, now, () => {});
  await db.destroy();
}

/** Lookups in this process while another one loads a later release of the same days. */
async function measureLookupsBeside(file: string, later: string, table: Table): Promise<void> {
  const idle = await lookups(file, new Promise((resolve) => setTimeout(resolve, 8000)));
  const loading = runImport(file, 'ice-detainers', later);
  const during = await lookups(file, loading);
  const { seconds } = await loading;
  table.add({ figure: 'a later release of the same days', unit: 's', ours: [seconds] });
  table.add({
    figure: 'lookups beside an import, p99',
    unit: 'ms',
    ours: [quantile(during, 0.99)],
    floor: [quantile(idle, 0.99)],
    against: 'no import',
    aim: { of: 'ratio', most: 3 },
  });
}

async function lookups(file: string, until: Promise<unknown>): Promise<number[]> {
  const context = await openDesk({ file });
  const taken: number[] = [];
  let over = false;
  void until.finally(() => {
    over = true;
  });
  while (!over) {
    for (const words of ['lookup TX0001', 'lookup "Los Angeles County, CA"', 'policy "Charlotte, NC"']) {
      const start = performance.now();
      await answerCommand(context, words);
      taken.push(performance.now() - start);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await context.close();
  return taken;
}

/** The two files that are matched with the detainers. */
async function measureFollowing(at: (name: string) => string, table: Table, rows: number): Promise<void> {
  for (const [source, columns, made] of [
    ['ice-arrests', ARRESTS, arrests({ rows })],
    ['ice-stays', STAYS, stays({ rows })],
  ] as const) {
    await writeCsv(at(`${source}.csv`), columns, made);
    const { cpu, peak } = await runImport(at('parquet.sqlite'), source, at(`${source}.csv`));
    table.add({ figure: `${source}, matched with the detainers`, unit: 's', ours: [cpu] });
    table.add({ figure: `${source}, memory`, unit: 'MB', ours: [peak], aim: { of: 'figure', most: MOST_MB } });
  }
}

async function measureSheets(at: (name: string) => string, table: Table): Promise<void> {
  const peaks: number[] = [];
  for (const sheets of [SHEETS / 10, SHEETS]) {
    const [folder, database] = [at(`sheets-${sheets}`), at(`sheets-${sheets}.sqlite`)];
    mkdirSync(folder);
    await generateSheets(folder, sheets);
    await freshDatabase(database);
    const db = await connect(database);
    // The lists that ship with the desk are newer than these.
    for (const name of ['agreements', 'agreement_sheets']) await sql`delete from ${sql.table(name)}`.execute(db);
    await db.destroy();
    const { seconds, peak } = await runImport(database, 'agreements-287g', folder);
    table.add({ figure: `${sheets} 287(g) sheets`, unit: 's', ours: [seconds] });
    peaks.push(peak);
  }
  const [tenth = 0, all = 0] = peaks;
  table.add({
    figure: '1,000 287(g) sheets, memory',
    unit: 'MB',
    ours: [all],
    floor: [tenth],
    against: 'a tenth of the sheets',
    aim: { of: 'ratio', most: 1.25 },
  });
}
