import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '../../bench/generate.ts';
import type { Answer, Notice } from '../../src/answer.ts';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows, type Row, randomRows } from '../_util/detainers.ts';

/*
 * Somebody who wants to single a person out asks the real commands about a generated state, again and again: counts over
 * ever smaller windows, breakdowns, lists, cards and exports. What docs/threats.md promises must hold in each answer.
 */
const QUESTIONS = process.env['LONG'] ? 10_000 : 500;
const COUNTRIES = ['MEXICO', 'ECUADOR', 'GUATEMALA', 'LATVIA', 'MALTA', 'LAOS', 'KENYA', 'PERU', 'INDIA', 'NORWAY'];
const CHARGES = ['Assault', 'Larceny', 'Burglary', 'Robbery', 'Arson', 'Kidnapping', 'Forgery', 'Gambling'];
const PLANTED = ['Subject: Juan Planted', 'A123456789', 'DOB 01/02/1990', '213 555 0143'];
const NEEDLES = /planted|123456789|01.02.1990|555.0143|secret/i;

const random = seeded(20_261_128);
const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

const state: Row[] = randomRows(900, 11).map((row, at) => ({
  ...row,
  citizenship_country: COUNTRIES[Math.floor(random() ** 2 * COUNTRIES.length)] as string,
  most_serious_conviction_charge:
    at % 60 === 7 ? pick(PLANTED) : (CHARGES[Math.floor(random() ** 2 * CHARGES.length)] as string),
}));
const named = (prefix: string) => state.map((row, at) => ({ ...row, unique_identifier: `secret-${prefix}-${at * 7}` }));

let desk: Context;
let twin: Context;
beforeAll(async () => {
  [desk, twin] = [await bundledDesk(), await bundledDesk()];
  await loadRows(desk, named('a'));
  await loadRows(twin, named('b'));
});
afterAll(async () => {
  await desk.close();
  await twin.close();
});

const PLACES: [words: string, isIn: (row: Row) => boolean][] = [
  ['Minnesota', (row) => row['facility_state'] === 'MINNESOTA'],
  ['"Hennepin County, MN"', (row) => row['detention_facility_code'] === 'HENNCMN'],
  ['HENNCMN', (row) => row['detention_facility_code'] === 'HENNCMN'],
  ['MNCFSTC', (row) => row['detention_facility_code'] === 'MNCFSTC'],
  ['"Cook County, IL"', (row) => row['facility_state'] === 'ILLINOIS'],
];

interface Question {
  line: string;
  /** Rows that a count of it is about. */
  matching: number;
  isCrossed: boolean;
  isStatistic: boolean;
}

/** A question that closes in on a row: its place, perhaps its day, nationality and offence. */
function question(references: string[]): Question {
  const target = pick(state);
  const fit = PLACES.filter(([, isIn]) => isIn(target));
  const [place, isIn] = pick(fit);
  const country = random() < 0.5 ? target['citizenship_country'] : undefined;
  const charge =
    random() < 0.5 && CHARGES.includes(target['most_serious_conviction_charge'] ?? '')
      ? target['most_serious_conviction_charge']
      : undefined;
  const day = target['detainer_prepare_date'] ?? '';
  const [from, to] = pick([
    ['', ''],
    [day, day],
    [`${day.slice(0, 7)}-01`, day],
    ['2025-01-01', day],
    [day, '2026-12-31'],
  ] as const);
  const filters = [
    country ? ` citizenship:${country.toLowerCase()}` : '',
    charge ? ` charge:${charge.toLowerCase()}` : '',
    from ? ` since:${from} until:${to}` : '',
  ].join('');
  const matching = state.filter(
    (row) =>
      isIn(row) &&
      (!country || row['citizenship_country'] === country) &&
      (!charge || row['most_serious_conviction_charge'] === charge) &&
      (!from || ((row['detainer_prepare_date'] ?? '') >= from && (row['detainer_prepare_date'] ?? '') <= to)),
  ).length;
  const by = pick(['month', 'outcome', 'facility', 'citizenship', 'charge']);
  const isCrossed = (by === 'citizenship' || !!country) && (by === 'charge' || !!charge);
  const kind = pick(['stats', 'stats', 'chart stats', 'lookup', 'lookup', 'export', 'card']);
  if (kind === 'card' && references.length > 0)
    return { line: `lookup ${pick(references)}`, matching: 1, isCrossed, isStatistic: false };
  if (kind.endsWith('stats'))
    return { line: `${kind} ${place} by:${by}${filters}`, matching, isCrossed, isStatistic: true };
  return {
    line: `${kind === 'export' ? 'export ' : ''}lookup ${place}${filters}`,
    matching,
    isCrossed,
    isStatistic: false,
  };
}

const tupleOf = (row: Row) =>
  [row['detainer_prepare_date'], row['detention_facility'], row['citizenship_country'], row['birth_year']]
    .join('|')
    .toUpperCase();
const published = new Set(state.map(tupleOf));

/** A statistic that crosses the three has no exact number, none under five, and tells the truth in steps of five. */
function checkCrossed(answer: Answer | Notice, { matching }: Question): void {
  const summary = answer.summary;
  if (matching < 5) {
    expect(summary).toMatch(/^Fewer than 5 detainers match|^No detainer records/);
    expect(answer.parts.some(({ kind }) => kind === 'table' || kind === 'chart')).toBe(false);
    return;
  }
  const [, from = '', to = ''] = /^([\d,]+) to ([\d,]+) detainers/.exec(summary) ?? [];
  expect(matching).toBeGreaterThanOrEqual(Number(from.replace(/,/g, '')));
  expect(matching).toBeLessThanOrEqual(Number(to.replace(/,/g, '')));
  for (const part of answer.parts) {
    if (part.kind === 'table') for (const row of part.rows) expect(row.at(-1)).toMatch(/^[\d,]*[05] to [\d,]*[49]$/);
    if (part.kind === 'table') expect(part.rows.map((row) => row.at(-1))).not.toContain('0 to 4');
    if (part.kind === 'chart') for (const { value } of part.picture.points) expect(value % 5).toBe(0);
  }
}

test(`${QUESTIONS} questions of somebody who wants to single a person out: the promises hold in each answer`, async () => {
  const references: string[] = [];
  const told = new Map<string, string>();
  const counts = { crossed: 0, few: 0, records: 0, refused: 0 };
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    const next = question(references);
    const ask = async ({ db, ...context }: Context) =>
      next.line.startsWith('export ')
        ? await findFullTable({ db, ...context }, next.line.slice(7), LOCAL)
        : await answerCommand({ db, ...context }, next.line);
    const answers = await Promise.all([ask(desk), ask(twin)].map((each) => each.catch((cause: unknown) => cause)));
    const [given, other] = answers.map((each) => (each instanceof UserError ? each.message : each));
    const plain = JSON.stringify(given, (key, value) => (key === 'kept' ? undefined : value));
    const where = { line: next.line };
    // No identifier steers an answer: with others in the file, the answer is the same.
    expect({ ...where, said: JSON.stringify(other, (key, value) => (key === 'kept' ? undefined : value)) }).toEqual({
      ...where,
      said: plain,
    });
    expect({ ...where, found: NEEDLES.exec(plain)?.[0] }).toEqual({ ...where, found: undefined });
    if (typeof given === 'string') {
      counts.refused += 1;
      continue;
    }
    if (next.isStatistic && next.isCrossed) {
      checkCrossed(given as Answer, next);
      counts.crossed += 1;
      if (next.matching < 5) counts.few += 1;
    }
    if (next.isStatistic) continue;
    // A record is the public row, the same whichever way it is reached; nothing that one answer leaves out is in another.
    const table = given as Awaited<ReturnType<typeof findFullTable>>;
    if (table.kind === 'rows') {
      expect({ ...where, rows: table.rows.length }).toEqual({ ...where, rows: next.matching });
      const at = (name: string) => table.columns.indexOf(name);
      for (const row of table.rows) {
        const cell = (name: string) => row[at(name)] ?? '';
        const tuple = [cell('prepared_on'), cell('facility'), cell('citizenship'), cell('birth_year')]
          .join('|')
          .toUpperCase();
        expect(published.has(tuple), tuple).toBe(true);
        expect(told.get(cell('reference')) ?? tuple).toBe(tuple);
        told.set(cell('reference'), tuple);
        counts.records += 1;
      }
    }
    for (const [reference] of plain.matchAll(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/g))
      if (references.length < 400) references.push(reference);
  }
  // The walk has been everywhere that it was made for.
  expect(counts.crossed).toBeGreaterThan(QUESTIONS / 20);
  expect(counts.few).toBeGreaterThan(QUESTIONS / 100);
  expect(counts.records).toBeGreaterThan(QUESTIONS);
  expect(counts.refused).toBeLessThan(QUESTIONS / 20);
  expect(new Set(references).size).toBeGreaterThan(20);
});
