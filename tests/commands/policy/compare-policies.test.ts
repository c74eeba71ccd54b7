import { expect, test } from 'vitest';
import type { Answer, Notice } from '../../../src/answer.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import { UserError } from '../../../src/errors.ts';
import { bundledDesk } from '../../_util/desk.ts';

const desk = bundledDesk();
const ask = async (line: string): Promise<Answer | Notice> => answerCommand(await desk, line);
const tableOf = (answer: Answer | Notice) => {
  const table = answer.parts.find((part) => part.kind === 'table');
  return table?.kind === 'table' ? table : { columns: [], rows: [] };
};

test('the rules of two states stand side by side, each value with its terms and its source', async () => {
  const said = await ask('compare policy Texas with Florida');
  expect(said.summary).toBe(
    'On Nov 24, 2026, holding on a detainer is required in Texas and Florida; telling ICE of a release is required in Texas and Florida.',
  );
  const { columns, rows } = tableOf(said);
  expect(columns).toEqual(['Question', 'Texas', 'Florida']);
  expect(rows).toHaveLength(5);
  const titles = said.kind === 'answer' ? said.citations.map(({ title }) => title) : [];
  expect(titles).toEqual(expect.arrayContaining(['Texas: SB 4 (2017)', 'Florida: SB 168 (2019)']));
});

test.each(['Texas', 'Cook County, IL', 'Mecklenburg County, NC', 'Denver, CO'])(
  'each cell of %s begins as in `policy`',
  async (place) => {
    const alone = tableOf(await ask(`policy "${place}" on:2024-06-01`));
    const beside = tableOf(await ask(`compare policy "${place}" with Oregon on:2024-06-01`));
    const words = (cell = '') => cell.split(/[ ,;]/)[0];
    // Of agreements `policy` tells more in its first lines
    for (const [at, [label, rule]] of alone.rows.slice(0, 4).entries()) {
      expect(beside.rows[at]?.[0]?.toLowerCase()).toContain(label?.toLowerCase().split(' ').at(-1));
      expect(words(beside.rows[at]?.[1])).toBe(words(rule));
    }
  },
);

test('what changes inside a period is told of each place', async () => {
  const said = await ask('compare policy "Cook County, IL" with "Mecklenburg County, NC" on:2024');
  expect(said.summary).toContain('prohibited at first and required at the end in Mecklenburg County, NC');
  expect(tableOf(said).rows[0]?.[2]).toContain('until Dec 1, 2024; from then required');
});

test('a name of several places asks which, and the choices keep the other places and the day', async () => {
  const said = await ask('compare policy Texas with "Orange County" on:2025-01-01');
  const choices = said.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []));
  expect(choices.length).toBeGreaterThan(3);
  for (const { words } of choices)
    expect(words).toMatch(/^compare policy Texas with "Orange County, [A-Z]{2}" on:2025-01-01$/);
  expect(tableOf(await ask(choices[0]?.words ?? '')).columns).toHaveLength(3);
});

test.each([
  ['compare policy Texas', /with what/],
  ['compare policy Texas with Florida since:2025', /on a day or in a period/],
  ['compare Texas with Florida on:2025', /asks for rules/],
  ['compare policy Texas with Atlantis', /Atlantis/],
  ['compare policy TX with FL with OH with IN with IA with ID with IL', /at most 6/],
])('%s is a mistake with an example', async (line, words) => {
  await expect(ask(line)).rejects.toThrow(UserError);
  await expect(ask(line)).rejects.toThrow(words);
});
