import { beforeAll, describe, expect, test } from 'vitest';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
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

test('a list from before the day asked about is dated', async () => {
  expect((await ask('agreements on:2025-01-20')).summary).toContain(
    "listed on ICE's sheet of Jun 30, 2024, the last one before Jan 20, 2025",
  );
  expect((await ask('agreements on:2024-06-30')).summary).toContain('listed on Jun 30, 2024');
});
