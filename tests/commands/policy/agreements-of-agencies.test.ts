import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { MEMORANDA_READ_ON } from '../../../src/cards/agreements.ts';
import { LOCAL } from '../../../src/command-line/subcommand.ts';
import { answerCommand, findFullTable } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { projectPath } from '../../../src/project.ts';
import { bundledDesk } from '../../_util/desk.ts';

let desk: Context;
beforeAll(async () => {
  desk = await bundledDesk();
});

const ask = (words: string) => answerCommand(desk, `${words} more:all`);
const signersIn = async (words: string): Promise<string[]> =>
  (await ask(words)).parts
    .flatMap((part) => (part.kind === 'list' && !part.title ? part.items : []))
    .map(({ text }) => text);

describe("an agency's agreements are its own", () => {
  test.each([
    ['Florida Highway Patrol', [/Division of Highway Patrol/]],
    ['Georgia State Patrol', [/^Georgia Department of Public Safety/]],
    ['Texas Department of Public Safety', [/Texas Highway Patrol/, /Criminal Investigations Division/]],
    ['Idaho State Police', [/^Idaho State Police Department/]],
    ['Florida Department of Corrections', [/^Florida Department of Corrections/]],
    ['California Highway Patrol', []],
    ["Collier County Sheriff's Office, FL", [/^Collier County Sheriff/, /^Collier County Sheriff/]],
  ])('%s', async (agency, signers) => {
    const found = await signersIn(`agreements in:"${agency}" on:2026-05-18`);
    expect(found).toHaveLength(signers.length);
    for (const [at, signer] of signers.entries()) expect(found[at]).toMatch(signer);
  });

  test.each([
    'on:2026-05-18',
    'signed-since:2025-01-01',
    'signed-since:2026-05-01',
    'left-since:2026-01',
    'stage:pending',
  ])('and are told as of it, not in it: %s', async (filter) => {
    const { summary } = await ask(`agreements in:"Florida Highway Patrol" ${filter}`);
    expect(summary).toMatch(/ of the Florida Highway Patrol/);
    expect(summary).not.toMatch(/ in the Florida Highway Patrol/);
  });

  test('policy counts the same ones', async () => {
    for (const agency of ['Florida Highway Patrol', 'Arkansas State Police', 'Georgia State Patrol'])
      expect(JSON.stringify(await ask(`policy "${agency}" on:2026-05-18`)), agency).toMatch(/1 agreement\b/);
  });
});

const HISTORY = /^287\(g\) history$/;
test.each([
  ['agreements in:"Broome County, NY"', '2026-08-25'],
  ['policy "Broome County, NY"', '2026-08-25'],
  ['policy Texas', MEMORANDA_READ_ON],
  ['agreements in:Texas', MEMORANDA_READ_ON],
  ['news in:Texas since:2026-06-01 until:2026-06-30', MEMORANDA_READ_ON],
  ['agreements in:Florida on:2026-05-18', undefined],
])('what came after the last sheet cites its own source: %s', async (line, day) => {
  const found = await ask(line);
  const cited = found.kind === 'answer' ? found.citations : [];
  expect(cited.find(({ title }) => HISTORY.test(title))?.asOf).toBe(day);
});

test('the day of that source is the one of the bundled history', () => {
  const history = readFileSync(projectPath('data/agreements-287g.csv'), 'utf8');
  const days = [...history.matchAll(/memorandum linked on (\d{4}-\d{2}-\d{2})/g)].map(([, day]) => day ?? '');
  expect(days.sort().at(-1)).toBe(MEMORANDA_READ_ON);
});

test('a file of agreements names later signings as that', async () => {
  const table = await findFullTable(desk, 'agreements in:"Cobb County, GA"', LOCAL);
  expect(table.kind === 'rows' ? table.columns : []).toContain('signed_again_on');
});

test.each(['places level:state hold:prohibited', 'places level:county hold:prohibited'])(
  'the sentence names the places that the list begins with: %s',
  async (line) => {
    const { summary, parts } = await answerCommand(desk, line);
    const list = parts.find((part) => part.kind === 'list');
    const names = list?.kind === 'list' ? list.items.map(({ text }) => text.replace(/: .*/, '')) : [];
    expect(names).toHaveLength(5);
    expect(summary).toContain(`: ${names.join('; ')}; and `);
  },
);

test('a list from before the day asked about is dated', async () => {
  expect((await ask('agreements on:2025-01-20')).summary).toContain(
    "listed on ICE's sheet of Jun 30, 2024, last before Jan 20, 2025",
  );
  expect((await ask('agreements on:2024-06-30')).summary).toContain('listed on Jun 30, 2024');
});
