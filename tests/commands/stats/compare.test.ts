import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Chart, Notice, Part } from '../../../src/answer.ts';
import { renderText } from '../../../src/blocks/text.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import type { UserError } from '../../../src/errors.ts';
import { splitPlaces } from '../../../src/places/split-places.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, randomRows } from '../../_util/detainers.ts';

let desk: Context;
const rows = randomRows(600, 11);
beforeAll(async () => {
  desk = await bundledDesk();
  await loadRows(desk, rows);
});
afterAll(() => desk.close());
const ask = (words: string): Promise<Answer | Notice> => answerCommand(desk, words);
const refused = async (words: string) => (await ask(words).catch((cause: unknown) => cause)) as UserError;
const tableOf = (answer: Answer | Notice) =>
  answer.parts.find((part) => part.kind === 'table') as Extract<Part, { kind: 'table' }>;

test.each([
  ['Texas with Florida', ['Texas', 'Florida']],
  [
    'Cook County, IL with Harris County, TX vs. Maricopa County AZ',
    ['Cook County, IL', 'Harris County, TX', 'Maricopa County AZ'],
  ],
  ['Texas, Florida and Ohio', ['Texas', 'Florida', 'Ohio']],
  ['cook county and dallas county', ['cook county', 'dallas county']],
  ['King and Queen County, VA with Texas', ['King and Queen County, VA', 'Texas']],
  ['with Texas with', ['Texas']],
  ['Cook County, IL', ['Cook County, IL']],
  ['', []],
])('"%s" names its places', (words, places) => expect(splitPlaces(words)).toEqual(places));

test('columns in the order asked; shares of local facilities; no outcome among them; rules as buttons', async () => {
  const answer = await ask('compare "Minnesota" with "Cook County, IL" since:2025-02');
  const table = tableOf(answer);
  expect(table.columns).toEqual(['Counted', 'Minnesota', 'Cook County, IL']);
  const line = (label: string) => table.rows.find(([first]) => first === label)?.slice(1);
  const mine = rows.filter((row) => (row['detainer_prepare_date'] ?? '') >= '2025-02-01');
  const of = (state: string, prison?: boolean) =>
    mine.filter(
      (row) =>
        row['facility_state'] === state &&
        (prison === undefined || /CORRECTIONAL/.test(row['detention_facility'] ?? '') === prison),
    );
  expect(line('Detainers, all facilities')).toEqual([String(of('MINNESOTA').length), String(of('ILLINOIS').length)]);
  expect(line('at state prisons, federal and ICE sites')).toEqual([String(of('MINNESOTA', true).length), '0']);
  const none = of('MINNESOTA', false).filter((row) => row['detainer_lift_reason'] === 'NA').length;
  expect(line('no outcome recorded')?.[0]?.startsWith(`${none} (`)).toBe(true);
  const choices = answer.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []));
  expect(choices.map((choice) => choice.words)).toEqual([
    expect.stringMatching(/^policy "Minnesota" on:2026-/),
    expect.stringMatching(/^policy "Cook County, IL" on:2026-/),
  ]);
  expect(renderText(answer)).not.toMatch(/\b(most|highest|lowest|worst|best|top|rank|more than|fewer than)\b/i);
});

test('a county and its state: both count it, and it is said', async () => {
  expect(renderText(await ask('compare Minnesota with "Hennepin County, MN"'), { width: 0 })).toContain(
    'Hennepin County, MN lies in Minnesota: its detainers are in both columns.',
  );
});

test('a place without rows stands with a sentence; none with rows is a sentence, and what else is known', async () => {
  const answer = await ask('compare Minnesota with Vermont');
  expect(tableOf(answer).rows[0]).toEqual(['Detainers, all facilities', expect.any(String), 'none loaded']);
  expect(renderText(answer, { width: 0 })).toContain('No detainer records are loaded for Vermont');
  const nothing = await ask('chart compare Vermont with Maine');
  expect(nothing.summary).toBe('No detainer records are loaded for Vermont and Maine.');
  expect(nothing.parts.map(({ kind }) => kind as string)).not.toContain('chart');
  expect(renderText(nothing, { width: 0 })).toMatch(
    /1\. Vermont\s+On .+ in Vermont may hold [\s\S]+2\. Maine\s+On .+ in Maine may not hold /,
  );
  const chart = (await ask('chart compare Minnesota with Vermont')).parts.find((part) => part.kind === 'chart') as
    | Chart
    | undefined;
  expect(chart?.picture.series).toEqual(['Minnesota']);
});

test('refused in words, with what was probably meant', async () => {
  expect((await refused('compare')).message).toContain('with what?');
  expect((await refused('compare Texas')).choices[0]?.words).toBe('stats Texas');
  expect((await refused('compare Texas with TX')).message).toContain('one place, Texas');
  const three = await refused('compare Texas with TX with Ohio since:2025');
  expect(three.choices[0]?.words).toBe('compare "Texas" with "Ohio" since:2025');
  const hundred = await refused(`compare ${Array.from({ length: 100 }, (_, at) => `A${at}`).join(' with ')}`);
  expect(hundred.message).toMatch(/100 places; at most 6.*For example/);
  expect((await refused('compare Texas with Florida since:2026 until:2025')).message).toContain('is after');
  const unknown = await refused('compare Texas with Atlantis with Ohio since:2025');
  expect(unknown.message).toContain('Atlantis');
  expect(unknown.choices.at(-1)?.words).toBe('compare "Texas" with "Ohio" since:2025');
});

test('an ambiguous place asks and keeps the rest of the line', async () => {
  const answer = await ask('chart compare Texas with orange county since:2025 theme:dark');
  const choices = answer.parts.flatMap((part) =>
    part.kind === 'choices' ? part.choices.map((choice) => choice.words) : [],
  );
  expect(choices[0]).toBe('chart compare "Texas" with "Orange County, CA" since:2025 theme:dark');
});
