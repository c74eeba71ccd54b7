import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Known, lines } from '../../bench/lines.ts';
import { type Asker, LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand, subcommands } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { countCells } from '../../src/db/detainer-cells.ts';
import type { DetainerFilter } from '../../src/db/detainer-filter.ts';
import { countByColumn, countByFacility } from '../../src/db/detainer-stats.ts';
import { findAllDetainers } from '../../src/db/detainers.ts';
import { findSuggestions } from '../../src/places/suggest.ts';
import { countedRows, type Run } from '../_util/counted-rows.ts';
import { manyDetainers } from '../_util/many-detainers.ts';
import { THOROUGH } from '../_util/thorough.ts';

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
const desk = (): Context => ({ db: counted.db, now, log, zone: 'UTC', randomBytes, close: async () => undefined });
const asker: Asker = {
  ...LOCAL,
  export: async (words) => ({ kind: 'notice', title: 'CSV file', summary: '', parts: [], followUps: [], words }),
};

beforeAll(async () => {
  if (!THOROUGH) return;
  counted = countedRows(await manyDetainers(ROWS));
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

describe.runIf(THOROUGH)('no answer holds the thread', () => {
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
const READING = /^(lookup|releases|policy|stats|after|compare|chart|sources|help) /;

test.runIf(THOROUGH)('answers are the same whichever way the database finds rows that tie', async () => {
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

describe.runIf(THOROUGH)('counts and pages are those of the rows, however the days cut months and slices', () => {
  const filters: DetainerFilter[] = [
    {},
    { placeIds: ['TX'] },
    { placeIds: ['TX', 'MN'], from: '2022-10-05', to: '2026-02-28' },
    { placeIds: ['MN'], from: '2024-02-01', to: '2024-02-29', outcomes: ['declined_recorded'] },
    { from: '2025-12-31', to: '2026-01-01' },
    { from: '2026-02-11', to: '2026-02-11', charge: ['Assault'] },
    { placeIds: ['TX'], citizenship: ['MEXICO', 'INDIA'], from: '2023-07-15' },
    { outcomes: ['declined_recorded', 'no_outcome'], charge: ['Robbery, armed'] },
    { placeIds: ['TX'], own: true, kinds: ['state prison'] },
    { kinds: ['county jail', 'police'], from: '2025-01-05' },
    { facilityIds: ['TX:TX0000', 'MN:MN0001'], to: '2024-05-20' },
  ];
  /** The same conditions, written once more and plainly. */
  const where = ({ facilityIds, placeIds, own, kinds, from, to, outcomes, citizenship, charge }: DetainerFilter) => {
    const list = (values: string[]) => values.map((value) => `'${value}'`).join(', ');
    return [
      'not_counted is null',
      ...(facilityIds ? [`facility_id in (${list(facilityIds)})`] : []),
      ...(placeIds ? [`${own ? 'place_id' : 'state'} in (${list(placeIds)})`] : []),
      ...(kinds ? [`kind in (${list(kinds)})`] : []),
      ...(from ? [`prepared_on >= '${from}'`] : []),
      ...(to ? [`prepared_on <= '${to}'`] : []),
      ...(outcomes ? [`outcome_group in (${list(outcomes)})`] : []),
      ...(citizenship ? [`citizenship in (${list(citizenship)})`] : []),
      ...(charge ? [`conviction_charge in (${list(charge)})`] : []),
    ].join(' and ');
  };
  const raw = (select: string, filter: DetainerFilter, rest: string) =>
    counted.raw.prepare(`${select} from detainers join facilities using (facility_id) where ${where(filter)} ${rest}`);

  test.each(filters.map((filter) => [JSON.stringify(filter), filter] as const))('%s', async (_, filter) => {
    const cells = await countCells(counted.db, filter);
    const month = 'substr(prepared_on, 1, 7)';
    const expected = raw(
      `select ${month} as month, kind as facility_kind, outcome_group, count(*) as n`,
      filter,
      'group by 1, 2, 3 order by n desc, 1, 2, 3',
    ).all();
    expect(cells).toEqual(expected);
    const total = cells.reduce((sum, { n }) => sum + n, 0);
    expect(total).toBeGreaterThan(10);
    for (const offset of [0, 7, Math.floor(total / 2), total - 3, total, total + 100]) {
      const page = await findAllDetainers(counted.db, filter, { limit: 5, offset }, cells);
      const rows = raw('select reference', filter, `order by prepared_on desc, detainer_id limit 5 offset ${offset}`);
      expect(page.map(({ reference }) => reference)).toEqual(rows.pluck().all());
    }
    const sites = await countByFacility(counted.db, filter);
    const facilities = raw('select facility_id, count(*) as n', filter, 'group by 1 order by 2 desc, 1').all();
    expect(sites.map(({ facility_id, n }) => ({ facility_id, n }))).toEqual(facilities);
    const charges = await countByColumn(counted.db, filter, 'conviction_charge');
    const values = raw('select conviction_charge as value, count(*) as n', filter, 'group by 1').all();
    expect(new Set(charges.map((row) => JSON.stringify(row)))).toEqual(
      new Set(values.map((row) => JSON.stringify(row))),
    );
  });
});

test.runIf(THOROUGH)('an empty list of values matches nothing, and a value is matched whole', async () => {
  expect(await countCells(counted.db, { citizenship: [] })).toEqual([]);
  expect(await countCells(counted.db, { charge: [] })).toEqual([]);
  expect(await countCells(counted.db, { citizenship: ['MEXIC'] })).toEqual([]);
  expect(await countCells(counted.db, { citizenship: ['MEXIC', 'MEXICO'] })).not.toEqual([]);
});
