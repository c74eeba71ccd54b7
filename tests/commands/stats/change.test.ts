import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { renderSvg } from '../../../src/charts/render.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { UserError } from '../../../src/errors.ts';
import { addDays } from '../../../src/rules/dates.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, type Row, randomRows } from '../../_util/detainers.ts';

let desk: Context;
const [like = {}] = randomRows(1, 5);
let id = 0;
/** `n` rows a day in a county of North Carolina or of Texas, by ICE's names. */
const sent = (state: 'NORTH CAROLINA' | 'TEXAS', from: string, days: number, n: number): Row[] =>
  Array.from({ length: days * n }, (_, at) => {
    id += 1;
    return {
      ...like,
      facility_state: state,
      detention_facility: state === 'TEXAS' ? 'TRAVIS COUNTY JAIL' : 'WAKE COUNTY JAIL',
      detention_facility_code: state === 'TEXAS' ? 'TRAVCTX' : 'WAKECNC',
      facility_city: '',
      detainer_prepare_date: addDays(from, Math.floor(at / n)),
      detainer_lift_reason: 'NA',
      unique_identifier: `made${id}`,
    };
  });
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, [
    ...sent('NORTH CAROLINA', '2024-09-01', 90, 1),
    ...sent('NORTH CAROLINA', '2025-08-01', 61, 1),
    ...sent('NORTH CAROLINA', '2025-10-01', 61, 2),
    // Entered together
    ...sent('NORTH CAROLINA', '2025-11-03', 1, 40),
    ...sent('TEXAS', '2025-08-01', 122, 3),
  ]);
});
afterAll(() => desk.close());

const ask = (words: string): Promise<Answer | Notice> => answerCommand(desk, words);
const text = async (words: string) => renderText(await ask(words), { width: 0 });
const rowsOf = async (words: string, at = 0) => {
  const tables = (await ask(words)).parts.filter((part) => part.kind === 'table');
  return tables[at]?.kind === 'table' ? tables[at].rows : [];
};

test("a law's day comes from the record, with as many days on both sides, and the sentence that it shows no cause", async () => {
  const said = await ask('stats "North Carolina" around:"HB 318"');
  expect(said.summary).toMatch(/before HB 318 \(2025\), North Carolina, since Oct 1, 2025/);
  expect(said.summary).toMatch(/This shows no cause\.$/);
  expect(said.kind === 'answer' && said.citations.some(({ title }) => title === 'North Carolina: HB 318 (2025)')).toBe(
    true,
  );
  expect(await text('stats "North Carolina" around:"HB 318"')).toContain('does not show that the law caused it');
});

test('batch days are left out of both, and named', async () => {
  const line = 'stats "North Carolina" around:"HB 318" since:2025-08-01 until:2025-11-30';
  expect(await rowsOf(line)).toEqual(
    expect.arrayContaining([
      ['Detainers', '61', '120'],
      ['Days', '61', '60'],
      ['A day', '1.0', '2.0'],
    ]),
  );
  expect((await ask(line)).summary).toContain('100% more a day');
  expect(await text(line)).toContain('Left out as likely batch entries, with their days: Nov 3, 2025 (42)');
});

test('other states stand beside, with the same days', async () => {
  const line = 'stats "North Carolina" around:"HB 318" since:2025-08-01 until:2025-11-30';
  expect(await rowsOf(line, 1)).toEqual([
    ['All other states', '3.0', '3.0', 'as many'],
    ['Texas', '3.0', '3.0', 'as many'],
  ]);
});

test('the same days of the year before, cut to what is loaded of both', async () => {
  const said = await ask('stats "North Carolina" since:2025-09-01 against:last-year');
  expect(said.summary).toContain('Sep 1 to Nov 30, 2025, against 0.99 a day (90 in 91 days)');
  expect(said.summary).toContain('in the same days a year before, Sep 1 to Nov 30, 2024');
  expect((await ask('stats Texas since:2025-08 against:last-year')).kind).toBe('notice');
});

test('against another period', async () => {
  expect((await ask('stats "North Carolina" since:2025-10 until:2025-10 against:2025-08')).summary).toContain(
    '2.0 a day (62 in 31 days), Oct 1 to Oct 31, 2025, against 1.0 a day (31 in 31 days) in Aug 1 to Aug 31, 2025: 100% more a day.',
  );
});

test("a chart draws the law's line", async () => {
  const said = await ask('chart stats "North Carolina" around:"HB 318"');
  const chart = said.parts.find((part) => part.kind === 'chart');
  if (chart?.kind !== 'chart') throw new Error('no chart');
  expect(chart.picture.marks).toEqual([{ day: '2025-10-01', label: 'HB 318 (2025)' }]);
  const { marks: _, ...without } = chart.picture;
  const [drawn, plain] = [await renderSvg(chart.picture), await renderSvg(without)];
  expect(drawn).toContain('stroke-dasharray="8,5"');
  expect(plain).not.toContain('stroke-dasharray');
  const lines = await ask('chart stats "North Carolina" since:2025-09-01 against:last-year');
  expect(lines.parts.some((part) => part.kind === 'chart' && part.picture.series.length === 2)).toBe(true);
});

test('a law of several days is chosen by its day', async () => {
  const refused = await ask('stats Texas around:"SB"').catch((cause: unknown) => cause);
  if (!(refused instanceof UserError)) throw new Error('not refused');
  expect(refused.message).toMatch(/rules of the record in Texas/);
  expect(refused.choices.length).toBeGreaterThan(1);
  for (const { words } of refused.choices) expect(words).toMatch(/^stats Texas around:\d{4}-\d{2}-\d{2}$/);
});

test.each([
  ['stats Texas around:"SB 8" against:last-year', /two questions/],
  ['stats Texas around:"the purple act"', /No rule of the record in TX is called/],
  ['stats Texas against:someday', /neither a period nor last-year/],
  ['stats Texas against:last-year by:outcome', /without by:/],
])('%s is a mistake with an example', async (line, words) => {
  await expect(ask(line)).rejects.toThrow(words);
});
