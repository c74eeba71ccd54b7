import { expect, test } from 'vitest';
import type { Answer, Notice, Part } from '../../../src/answer.ts';
import { LOCAL } from '../../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../../src/commands/index.ts';
import { bundledDesk } from '../../_util/desk.ts';

const desk = bundledDesk();
const ask = async (line: string): Promise<Answer | Notice> => answerCommand(await desk, line);
async function rowsOf(line: string): Promise<string[][]> {
  const table = await findFullTable(await desk, line, LOCAL);
  return table.kind === 'rows' ? table.rows : [];
}

/** The value that `policy` gives in its row of a rule. */
async function valueBy(place: string, label: string, on: string): Promise<string> {
  const answer = await ask(`policy "${place}" on:${on}`);
  const table = answer.parts.find(
    (part: Part) => part.kind === 'table' && part.rows.some(([first]) => first === label),
  );
  const row = table?.kind === 'table' ? table.rows.find(([first]) => first === label) : undefined;
  return row?.[1] ?? '';
}

test('the first sentence says of how many places, and names them', async () => {
  const said = await ask('places level:state hold:prohibited');
  expect(said.summary).toMatch(
    /^On Nov 24, 2026, holding on a detainer is prohibited in \d+ of the \d+ states and the District of Columbia with rules in the record: California; Colorado; /,
  );
  expect(said.kind === 'answer' && said.citations).toHaveLength(5);
  const whole = await ask('places level:state hold:prohibited more:all');
  expect(whole.kind === 'answer' && whole.citations.length).toBeGreaterThan(5);
  expect(whole.parts.flatMap((part) => (part.kind === 'list' ? part.items : []))).toHaveLength(10);
});

test.each([
  ['state', 'hold', 'Hold', 'prohibited', '2026-11-24'],
  ['state', 'notify', 'Tell ICE', 'required', '2026-11-24'],
  ['county', 'hold', 'Hold', 'required', '2026-11-24'],
  ['county', 'hold', 'Hold', 'prohibited', '2019-06-01'],
])('each %s with %s:%s is told the same by `policy`', async (level, key, label, value, on) => {
  const rows = await rowsOf(`places level:${level} ${key}:${value} on:${on}`);
  expect(rows.length).toBeGreaterThan(3);
  for (const [place = ''] of rows)
    expect(
      await valueBy(/^(New York|Washington)$/.test(place) ? `State of ${place}` : place, label, on),
      place,
    ).toMatch(new RegExp(`^${value}`));
});

test('the values of a rule part the places: none is in two lists', async () => {
  const lists = await Promise.all(
    ['required', 'permitted', 'limited', 'prohibited', '"not addressed"'].map((value) =>
      rowsOf(`places level:county hold:${value}`),
    ),
  );
  const names = lists.flat().map(([place]) => place);
  expect(new Set(names).size).toBe(names.length);
  const joined = await rowsOf('places level:county hold:required,permitted,limited,prohibited,silent');
  expect(joined.length).toBeLessThanOrEqual(names.length);
  expect((await rowsOf('places level:county hold:required,prohibited')).length).toBe(
    (lists[0]?.length ?? 0) + (lists[3]?.length ?? 0),
  );
});

test('two rules count a place only where both hold', async () => {
  const both = (await rowsOf('places hold:required notify:required')).map(([place]) => place);
  const hold = (await rowsOf('places hold:required')).map(([place]) => place);
  const notify = (await rowsOf('places notify:required')).map(([place]) => place);
  expect(both).toEqual(hold.filter((place) => notify.includes(place)));
});

test('a day is answered by its rules: North Carolina required no hold before Dec 1, 2024', async () => {
  const on = async (day: string) => (await rowsOf(`places level:state hold:required on:${day}`)).map(([name]) => name);
  expect(await on('2024-11-30')).not.toContain('North Carolina');
  expect(await on('2024-12-01')).toContain('North Carolina');
});

test.each([
  ['places', /By which rule\?/],
  ['places hold:never', /no value of the record/],
  ['places hold:requird', /Did you mean `hold:required`/],
  ['places in:"Cook County, IL" hold:prohibited', /takes a state here/],
  ['places level:planet hold:required', /state, county or city/],
  ['places hold:required on:someday', /is not a date/],
])('%s is a mistake with an example', async (line, words) => {
  await expect(ask(line)).rejects.toThrow(words);
});
