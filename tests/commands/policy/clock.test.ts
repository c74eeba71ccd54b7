import { expect, test } from 'vitest';
import { LOCAL } from '../../../src/command-line/subcommand.ts';
import { answerWords } from '../../../src/commands/answer-words.ts';
import { parseWallTime } from '../../../src/rules/wall-time.ts';
import { bundledDesk } from '../../_util/desk.ts';

// A Tuesday.
const TODAY = '2026-11-24';
test.each([
  ['Fri 5pm', '2026-11-27T17:00'],
  ['friday at 17:00', '2026-11-27T17:00'],
  ['Tue 5pm', '2026-11-24T17:00'],
  ['next monday 8:30 am', '2026-11-30T08:30'],
  ['tomorrow noon', '2026-11-25T12:00'],
  ['5 pm', '2026-11-24T17:00'],
  ['today at 9:05 a.m.', '2026-11-24T09:05'],
  ['Nov 20 5:30 pm', '2026-11-20T17:30'],
  ['Nov 20, 2025 5:30 pm', '2025-11-20T17:30'],
  ['2026-11-20T17:00', '2026-11-20T17:00'],
  ['2026-11-20 5pm', '2026-11-20T17:00'],
])('%s is %s', (text, time) => expect(parseWallTime(text, TODAY)).toBe(time));

test.each(['', 'soon', 'Fri', '2026-11-20', 'Fri 25:00', 'Fri 13pm', 'Someday 5pm', '2026-02-30 5pm', 'x'.repeat(500)])(
  '%s is no time',
  (text) => expect(parseWallTime(text, TODAY)).toBeUndefined(),
);

test('the first sentence gives both ends, and what the regulation leaves out is named', async () => {
  const desk = await bundledDesk();
  // Thanksgiving is a Thursday: the release is on the day before.
  const said = await answerWords(desk, 'clock Wed 5pm', LOCAL);
  expect(said.summary).toBe(
    "By the form's own box the 48 hours end on Fri, Nov 27, 2026, 5:00 PM; by 8 CFR 287.7(d), on Mon, Nov 30, 2026, 5:00 PM at the latest.",
  );
  expect(JSON.stringify(said.parts)).toContain('Saturdays and Sundays, the federal holiday of Nov 26, 2026');
  expect(said.words).toBe('clock 2026-11-25T17:00');
  const plain = await answerWords(desk, 'clock 2026-11-17T09:00', LOCAL);
  expect(plain.summary).toBe('Both clocks end on Thu, Nov 19, 2026, 9:00 AM.');
  const own = await answerWords(desk, 'clock Fri 5pm state:NC', LOCAL);
  expect(JSON.stringify(own.parts)).toContain("The state's own clock");
  await expect(answerWords(desk, 'clock soon-ish:x', LOCAL)).rejects.toThrow();
  await desk.close();
});
