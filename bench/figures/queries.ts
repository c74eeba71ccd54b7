import Sqlite from 'better-sqlite3';
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import type { Context } from '../../src/context.ts';
import type { Db } from '../../src/db/connect.ts';
import { sumTotals } from '../../src/db/detainer-cells.ts';
import { countUncounted, findAllDetainersByReference } from '../../src/db/detainers.ts';
import { findAliasesByKey, findPlacesByKey } from '../../src/db/places.ts';
import { findAllPoliciesByPlaces } from '../../src/db/policies.ts';
import type { Tables } from '../../src/db/schema.ts';
import { findReference } from '../known.ts';
import { median, type Table } from '../table.ts';

const REPEATS = 5;
const RUNS = 200;

/** Each query of ours against the same SQL run raw on better-sqlite3, prepared once. */
export async function measureQueries(context: Context, file: string, table: Table): Promise<void> {
  table.heading(`Queries against the same SQL, raw and prepared once (${RUNS} runs, ${REPEATS} repeats)`);
  const raw = new Sqlite(file, { readonly: true });
  let issued: CompiledQuery[] = [];
  const logged = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: raw }),
    log: ({ query }) => void issued.push(query as CompiledQuery),
  });
  const { reference } = await findReference(context.db);
  // What was read is kept, so each asks for another month or place each time.
  let at = 0;
  const list: [string, (db: Db) => Promise<unknown>][] = [
    ['record by reference', (db) => findAllDetainersByReference(db, reference, 10)],
    ['totals of a state', (db) => sumTotals(db, { placeIds: ['MN'], months: { from: `${1000 + at++}-01` } })],
    ['records of a state that are not counted', (db) => countUncounted(db, { placeIds: ['MN', `${at++}`] })],
    ['policies of a county and its state', (db) => findAllPoliciesByPlaces(db, ['NC', '37119', `${at++}`])],
    ['aliases of a key', (db) => findAliasesByKey(db, 'mcso')],
    ['places of a key', (db) => findPlacesByKey(db, 'orange')],
  ];
  for (const [name, query] of list) {
    issued = [];
    await query(logged);
    // Beside it there are only short questions for the newest import.
    const [{ sql, parameters }] = issued.toSorted((a, b) => b.sql.length - a.sql.length) as [CompiledQuery];
    const statement = raw.prepare(sql);
    const [ours, floor]: [number[], number[]] = [[], []];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      ours.push(median(await times(() => query(context.db))));
      floor.push(median(await times(async () => statement.all(...parameters))));
    }
    const aim = { of: 'ratio', most: 1.5 } as const;
    table.add({ figure: name, unit: 'ms', ours, floor, against: 'raw', aim });
  }
  await logged.destroy();
}

async function times(work: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let at = 0; at < RUNS; at += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken;
}
