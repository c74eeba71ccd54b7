import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateDetainers } from '../../bench/generate.ts';
import { type Known, lines } from '../../bench/lines.ts';
import { answerCommand, subcommands } from '../../src/commands/index.ts';
import { type Asker, LOCAL } from '../../src/commands/subcommand.ts';
import { findSuggestions } from '../../src/commands/suggest.ts';
import type { Context } from '../../src/context.ts';
import { connect, type Db } from '../../src/db/connect.ts';
import { writeTotals } from '../../src/db/detainer-releases.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { countedRows, type Run } from '../_util/counted-rows.ts';
import { deskFile } from '../_util/operator.ts';

const ROWS = 100_000;
/** Rows that one statement may go through: longer would hold the thread when the table is six times as large. */
const MOST_AT_ONCE = 25_000;
/** A line may go through the whole table twice, and look a little more closely at some months. */
const MOST_IN_ALL = 2.2 * ROWS;
/** Rows that are read themselves, not in an index: a page of a list. */
const MOST_READ = 50;

const now = () => new Date('2026-11-24T12:00:00Z');
const log = pino({ level: 'silent' });
let counted: ReturnType<typeof countedRows>;
let known: Known;
const desk = (): Context => ({ db: counted.db, now, log, randomBytes, close: async () => undefined });
const asker: Asker = {
  ...LOCAL,
  export: async (words) => ({ kind: 'notice', title: 'CSV file', summary: '', parts: [], followUps: [], words }),
};

/** Loading so many rows takes long: these are copies of some, with references of their own. */
async function multiply(db: Db, times: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`select name from pragma_table_info('detainers')`.execute(db);
  const others = rows.map(({ name }) => name).filter((name) => name !== 'detainer_id' && name !== 'reference');
  for (let copy = 1; copy < times; copy += 1)
    await sql`insert into detainers (reference, ${sql.raw(others.join(', '))})
      select ${`${copy}-`} || reference, ${sql.raw(others.join(', '))} from detainers where reference like 'D-%'`.execute(
      db,
    );
  await writeTotals(db);
}

beforeAll(async () => {
  const { folder, database } = await deskFile();
  const csv = join(folder, 'generated_20260311.csv');
  await generateDetainers(csv, { rows: ROWS / 10 });
  const loading = await connect(database);
  await importFile(loading, findSource('ice-detainers'), csv, { now });
  await multiply(loading, 10);
  await loading.destroy();
  rmSync(folder, { recursive: true });
  counted = countedRows(database);
  const [busiest] = counted.raw
    .prepare(
      `select code, max(reference) as reference from detainers join facilities using (facility_id)
       where code is not null and not_counted is null group by facility_id order by count(*) desc limit 1`,
    )
    .all() as { code: string; reference: string }[];
  const answer = await answerCommand(desk(), 'stats us by:charge', asker);
  known = {
    reference: busiest?.reference ?? '',
    facility: busiest?.code ?? '',
    answer: answer.kind === 'answer' ? (answer.kept?.id ?? '') : '',
  };
});
afterAll(() => counted?.db.destroy());

describe('no answer holds the thread', () => {
  test('the lines are of every command', () => {
    const asked = new Set(lines(known).map((line) => line.split(' ')[0]));
    expect([...asked].sort()).toEqual(subcommands.map(({ name }) => name).sort());
  });

  test('of 100,000 records no statement of any line goes through more than a slice, nor reads more than a page', async () => {
    const tooMany: string[] = [];
    let statements = 0;
    for (const line of lines(known)) {
      counted.runs.length = 0;
      await answerCommand(desk(), line, asker);
      statements += counted.runs.length;
      const all = counted.runs.reduce((sum, { visits }) => sum + visits, 0);
      if (all > MOST_IN_ALL) tooMany.push(`${line}: ${all} rows in all`);
      for (const run of counted.runs.filter(isTooMuch))
        tooMany.push(
          `${line}: ${run.visits} rows${run.readsTable ? ' read' : ''} at once, ${run.plan.join('; ')}: ${run.sql}`,
        );
    }
    expect(tooMany).toEqual([]);
    expect(statements).toBeGreaterThan(lines(known).length);
  });

  test('what counts the rows sees a scan, and rows that are read', async () => {
    counted.runs.length = 0;
    await counted.db.selectFrom('detainers').select('reference').where('gender', '=', 'Male').execute();
    await counted.db
      .selectFrom('detainers')
      .select('gender')
      .where('not_counted', 'is', null)
      .orderBy('prepared_on')
      .limit(60)
      .execute();
    expect(counted.runs).toMatchObject([
      { visits: ROWS, readsTable: true, plan: ['SCAN detainers'] },
      { visits: 60, readsTable: true },
    ]);
    expect(counted.runs.filter(isTooMuch)).toHaveLength(2);
  });
});

const isTooMuch = ({ visits, readsTable, plan }: Run) =>
  visits > MOST_AT_ONCE || (readsTable && visits > MOST_READ) || plan.includes('SCAN detainers');

/** What only reads: the others would find what the first asking left. */
const READING = /^(lookup|releases|policy|stats|compare|chart|sources|help) /;

test('answers are the same whichever way the database finds rows that tie', async () => {
  const words = lines(known).filter((line) => READING.test(line));
  const typed = ['a', 'or', 'lin', 'jefferson', 'acso', 'washington county', 'district 7', 'los angeles'];
  const { randomBytes: _, ...plain } = desk();
  const ask = async () => {
    const said: Record<string, unknown> = {};
    for (const line of words) said[line] = await answerCommand(plain, line, asker);
    for (const letters of typed) said[letters] = await findSuggestions(counted.db, letters, 20);
    return said;
  };
  const forwards = await ask();
  counted.raw.pragma('reverse_unordered_selects = on');
  const backwards = await ask();
  counted.raw.pragma('reverse_unordered_selects = off');
  expect(Object.keys(forwards).length).toBeGreaterThan(60);
  for (const line of Object.keys(forwards)) expect(backwards[line], line).toEqual(forwards[line]);
});
