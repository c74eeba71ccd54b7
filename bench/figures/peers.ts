import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../src/context.ts';
import { countCells } from '../../src/db/detainer-cells.ts';
import { countByColumn } from '../../src/db/detainer-stats.ts';
import type { Desk } from '../desks.ts';
import type { Table } from '../table.ts';

const REPEATS = 5;

/** What DuckDB needs: its package is not installed with the desk, `npm install --no-save @duckdb/node-api` brings it. */
interface Duck {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRowsJson(): unknown[][] }>;
}

/** Counts over the rows against DuckDB's over the same CSV in a table; both must count the same. */
export async function measurePeers(context: Context, desk: Desk, table: Table): Promise<void> {
  table.heading('Counting over all rows, asked for the first time and again, against DuckDB on the same data');
  const duck = await openDuck();
  if (!duck) return table.skip('DuckDB is not installed: npm install --no-save @duckdb/node-api');
  const start = performance.now();
  await duck.run(`create table rows as select * from read_csv('${desk.csv}', all_varchar = true)`);
  const loading = (performance.now() - start) / 1000;
  table.add({ figure: 'DuckDB reads the CSV into a table', unit: 's', ours: [loading] });
  let again = 0;
  // A first day before all others makes each question a new one, which nothing has counted yet.
  const anew = () => ({ from: `19${10 + (again++ % 80)}-01-02` });
  const questions: [string, (filter: { from?: string }) => Promise<readonly { n: number }[]>, string][] = [
    ['all rows by citizenship', (filter) => countByColumn(context.db, filter, 'citizenship'), 'citizenship_country'],
    [
      'all rows by conviction charge',
      (filter) => countByColumn(context.db, filter, 'conviction_charge'),
      'most_serious_conviction_charge',
    ],
    [
      'rows of Mexican citizens by month',
      (filter) => countCells(context.db, { ...filter, citizenship: ['MEXICO'] }),
      'facility_state, detainer_prepare_date[1:7] || detainer_lift_reason',
    ],
  ];
  for (const [name, ask, column] of questions) {
    const where = name.includes('Mexican') ? "where citizenship_country = 'MEXICO'" : '';
    const sql = `select ${column}, count(*) from rows ${where} group by all`;
    const [first, second, peer]: number[][] = [[], [], []];
    let counts: unknown;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      first?.push(await time(() => ask(anew())));
      await ask({});
      second?.push(await time(() => ask({})));
      peer?.push(
        await time(async () => {
          counts = (await duck.runAndReadAll(sql)).getRowsJson();
        }),
      );
    }
    const total = (await ask({})).reduce((sum, { n }) => sum + n, 0);
    const theirs = (counts as unknown[][]).reduce((sum, row) => sum + Number(row.at(-1)), 0);
    table.add({
      figure: `${name}, new`,
      unit: 'ms',
      ours: first ?? [],
      floor: peer ?? [],
      against: 'DuckDB',
      aim: { of: 'ratio', most: 1 },
    });
    table.add({
      figure: `${name}, again`,
      unit: 'ms',
      ours: second ?? [],
      floor: peer ?? [],
      against: 'DuckDB',
      aim: { of: 'ratio', most: 1 },
    });
    if (!isDeepStrictEqual(total, theirs)) throw new Error(`${name}: ${total} rows here, ${theirs} in DuckDB`);
  }
}

async function openDuck(): Promise<Duck | undefined> {
  const name = '@duckdb/node-api';
  try {
    const { DuckDBInstance } = await import(name);
    return (await (await DuckDBInstance.create(':memory:')).connect()) as Duck;
  } catch (cause) {
    if ((cause as { code?: string }).code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw cause;
  }
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
