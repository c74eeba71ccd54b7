import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';
import { countedRows, type DetainerRow, outcomeOf, tally, valueIn } from './counts-reading.ts';
import { madeRows, SITES } from './counts-rows.ts';

const rows = madeRows(2_400, 41);
const counted = countedRows(rows);
let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, rows);
});
afterAll(() => desk.close());

const siteOf = (row: DetainerRow) => SITES.find(({ code }) => code === row['detention_facility_code']);
const inState = (state: string) => (row: DetainerRow) => row['facility_state'] === state;
const inCounty = (county: string) => (row: DetainerRow) => siteOf(row)?.county === county;
/** Where one can ask, how, and which rows are meant. */
const PLACES: [string, (row: DetainerRow) => boolean][] = [
  ['us', () => true],
  ['Minnesota', inState('MINNESOTA')],
  ['Illinois', inState('ILLINOIS')],
  ['"Hennepin County, MN"', inCounty('Hennepin County')],
  ['"Cook County, IL"', inCounty('Cook County')],
  ['"Lake County, IL"', inCounty('Lake County')],
];
const days = (from: string, to: string) => (row: DetainerRow) =>
  (row['detainer_prepare_date'] ?? '') >= from && (row['detainer_prepare_date'] ?? '') <= to;
const is = (column: string, value: string) => (row: DetainerRow) => row[column] === value;
/** Filters as they are typed. */
const FILTERS: [string, (row: DetainerRow) => boolean][] = [
  ['', () => true],
  ['since:2025-06', days('2025-06-01', '9')],
  ['until:2025-06-11', days('0', '2025-06-11')],
  ['since:2025-03-11 until:2025-11-11', days('2025-03-11', '2025-11-11')],
  ['since:2025-06-11 until:2025-06-11', days('2025-06-11', '2025-06-11')],
  ['since:FY2026', days('2025-10-01', '9')],
  ['outcome:declined', (row) => outcomeOf(row) === 'declined'],
  ['outcome:left', (row) => outcomeOf(row) === 'left'],
  ['outcome:other', (row) => outcomeOf(row) === 'other'],
  ['citizenship:Mexico', is('citizenship_country', 'MEXICO')],
  ['charge:Larceny', is('most_serious_conviction_charge', 'Larceny')],
  ['outcome:declined since:2025-09', (row) => outcomeOf(row) === 'declined' && days('2025-09-01', '9')(row)],
];
const OUTCOME_WORDS: [RegExp, string][] = [
  [/redacted|no outcome/i, 'missing'],
  [/booked/i, 'booked'],
  [/declined/i, 'declined'],
  [/left custody/i, 'left'],
  [/replaced/i, 'replaced'],
  [/death/i, 'died'],
  [/lifted/i, 'lifted'],
  [/another reason/i, 'other'],
];
const month = (row: DetainerRow) =>
  new Date(`${row['detainer_prepare_date']}T00:00:00Z`).toLocaleDateString('en-US', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
const unnamed = (label: string) => (/^(not recorded|redacted|withheld)/i.test(label) ? 'missing' : label);
/** What to count by: the key of a row, and the key of a line of the answer. */
const BREAKDOWNS: [string, (row: DetainerRow) => string, (label: string) => string][] = [
  ['month', month, (label) => label.replace(/ \(.*/, '')],
  ['outcome', outcomeOf, (label) => OUTCOME_WORDS.find(([pattern]) => pattern.test(label))?.[1] ?? label],
  ['citizenship', (row) => valueIn(row, 'citizenship_country'), unnamed],
  ['charge', (row) => valueIn(row, 'most_serious_conviction_charge'), unnamed],
  [
    'facility',
    (row) => row['detention_facility'] ?? '',
    (label) => SITES.find(({ name }) => label.startsWith(name))?.name ?? label,
  ],
  [
    'county',
    (row) => siteOf(row)?.county || 'missing',
    (label) => (label.startsWith('County not known') ? 'missing' : label),
  ],
];

/** The lines of a breakdown as exact counts, or as the words of a rounded one. */
async function asked(words: string, key: (label: string) => string) {
  const answer = await answerCommand(desk, words).catch((error: Error) => ({ summary: error.message, parts: [] }));
  const table = answer.parts.find((part) => part.kind === 'table' && part.columns.includes('Detainers'));
  if (table?.kind !== 'table') return { summary: answer.summary, lines: {} as Record<string, string>, table: false };
  const at = table.columns.indexOf('Detainers');
  const lines: Record<string, string> = {};
  for (const row of table.rows) {
    const name = key(row[0] ?? '');
    const n = row[at] ?? '';
    lines[name] =
      name in lines && /^\d/.test(n)
        ? String(Number(lines[name]) + Number(n.replaceAll(',', '')))
        : n.replaceAll(',', '');
  }
  return { summary: answer.summary, lines, table: true };
}

/** A rounded line fits its count: '25 to 29' holds 27. */
function fits(said: string, n: number): boolean {
  const range = /^(\d+) to (\d+)$/.exec(said);
  if (range) return n >= Number(range[1]) && n <= Number(range[2]);
  return said === 'fewer than 5' ? n < 5 : Number(said) === n;
}

test('every breakdown of every place and filter is what a plain reading of the rows counts', async () => {
  const wrong: string[] = [];
  let exact = 0;
  const all = PLACES.flatMap(([place, here]) =>
    FILTERS.flatMap(([filter, chosen]) => BREAKDOWNS.map((by) => ({ place, here, filter, chosen, by }))),
  );
  // A third of the questions, another one for each place and filter.
  const questions = process.env['LONG'] ? all : all.filter((_, at) => (at + Math.floor(at / 6)) % 3 === 0);
  for (const {
    place,
    here,
    filter,
    chosen,
    by: [by, keyOf, keyOfLine],
  } of questions) {
    if (by === 'county' && !['Minnesota', 'Illinois'].includes(place)) continue;
    const mine = counted.filter((row) => here(row) && chosen(row));
    const words = `stats ${place} ${filter} by:${by}`.replace('  ', ' ');
    const { summary, lines, table } = await asked(`${words} more:all`, keyOfLine);
    const counts = tally(mine, keyOf);
    if (!table) {
      if (mine.length >= 5) wrong.push(`${words}: no table: ${summary}`);
      continue;
    }
    const crossed = Object.values(lines).some((n) => / to |fewer/.test(n));
    if (
      !crossed &&
      /^(?:ICE recorded (?:no outcome for )?)?([\d,]+)/.exec(summary)?.[1] !== mine.length.toLocaleString('en-US')
    )
      wrong.push(`${words}: ${mine.length} rows, not ${summary}`);
    for (const [name, said] of Object.entries(lines)) {
      if (/others together/i.test(name)) continue;
      if (crossed ? !fits(said, counts[name] ?? 0) : said !== String(counts[name] ?? 0))
        wrong.push(`${words}: ${name} ${said}, not ${counts[name]}`);
      else exact += crossed ? 0 : 1;
    }
    for (const name of Object.keys(counts))
      if (!crossed && !(name in lines)) wrong.push(`${words}: ${name} is missing, ${counts[name]}`);
  }
  expect(wrong).toEqual([]);
  expect(exact).toBeGreaterThan(process.env['LONG'] ? 1_800 : 500);
});
