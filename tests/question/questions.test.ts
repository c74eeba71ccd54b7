import { join } from 'node:path';
import { expect, test } from 'vitest';
import { read, scoreFile } from './score.ts';

const file = (name: string) => join(import.meta.dirname, name);

test('of the 200 questions none is run wrongly, and at least 190 are read as they are meant', async () => {
  const scored = await scoreFile(file('questions.csv'));
  expect(scored).toHaveLength(200);
  expect(
    scored.filter(({ verdict }) => verdict === 'wrong').map(({ id, reading }) => `${id}: ${reading.line}`),
  ).toEqual([]);
  expect(scored.filter(({ verdict }) => verdict === 'right').length).toBeGreaterThanOrEqual(190);
});

test('what is forbidden is refused, every one', async () => {
  const forbidden = (await scoreFile(file('questions.csv'))).filter(({ kind }) => kind === 'forbidden');
  expect(forbidden.length).toBeGreaterThan(10);
  expect(forbidden.filter(({ reading }) => reading.outcome !== 'refuse').map(({ id }) => id)).toEqual([]);
});

test('a refusal repeats nothing of what was asked', async () => {
  const { said, line, choices } = await read('is Maria Lopez Garcia still in the Tarrant county jail?');
  expect([said, line, ...choices].join(' ')).not.toMatch(/maria|lopez|garcia/i);
});

test.each([
  ['policy Denver', 'policy "denver, CO"'],
  ['stats texas by:month page:1', 'stats in:TX'],
  [
    'stats Texas since:FY2024 until:FY2024 outcome:none',
    'stats Texas outcome:unknown until:2024-09-30 since:2023-10-01',
  ],
  ['chart map Texas', 'chart stats Texas by:county'],
  ['stats us since:2025', 'stats nationwide since:2025-01-01 until:2026-11-28'],
  [
    'digest on tz:America/New_York in:NV in:CA kinds:policy,releases',
    'digest on at:08:00 in:California tz:America/New_York kinds:releases,policy in:Nevada',
  ],
  ['compare Texas vs Florida', 'compare TX with FL'],
])('%s and %s have one canonical line', async (one, other) => {
  const [a, b] = [await read(one), await read(other)];
  expect(a.outcome).toBe('run');
  expect(a.line).toBe(b.line);
});

test('questions about what came after detainers are read, in aggregate only', async () => {
  const scored = await scoreFile(file('after.csv'));
  expect(scored).toHaveLength(5);
  expect(scored.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
});

test.each([
  ['blind.csv', 0.9],
  ['blind-2.csv', 0.9],
  ['blind-3.csv', 0.9],
  ['blind-4.csv', 0.9],
  ['blind-5.csv', 0.9],
  ['blind-6.csv', 0.9],
  ['blind-7.csv', 0.9],
  ['blind-8.csv', 0.88],
  ['blind-9.csv', 0.9],
  ['blind-10.csv', 0.7],
])('of %s none is run wrongly, and of all at least the share %d is read as it is meant', async (name, least) => {
  const scored = await scoreFile(join(import.meta.dirname, name));
  const wrong = scored.filter(({ verdict }) => verdict === 'wrong');
  expect(wrong.map(({ id, reading }) => `${id}: ${reading.line}`)).toEqual([]);
  expect(scored.filter(({ verdict }) => verdict === 'right').length / scored.length).toBeGreaterThan(least);
});

test.each([
  ['how many in pa since June', 'stats Pennsylvania since:2026-06-01'],
  ['chart nj vs pa', 'chart compare "New Jersey" with Pennsylvania'],
  ['Florida county map please', 'chart map Florida'],
  ['does Connecticut ignore ICE requests', 'policy Connecticut'],
  ['Denver refused detainers in 2024', 'stats "Denver, CO" since:2024-01-01 until:2024-12-31 outcome:declined'],
  ["is Boston on Trump's sanctuary list", 'policy "Boston, MA"'],
  ['how many under Trump in Texas', 'stats Texas since:2025-01-20'],
  ['LA-8 is wrong, says the sheriff', 'dispute LA-8'],
  ['was LA-8 disputed', 'lookup LA-8'],
  [
    'How many detainers in Maine in 2025, and does the state limit them?',
    'stats Maine since:2025-01-01 until:2025-12-31',
  ],
])('%s', async (words, line) => {
  expect(await read(words)).toMatchObject({ outcome: 'run', line });
});

test.each(['when does the 48 hours start', 'do the 48 hours skip weekends'])('%s is explained', async (words) => {
  expect(await read(words)).toMatchObject({ outcome: 'explain', term: '48 hours' });
});

test('a few unknown words: nothing runs, and the line without them is offered', async () => {
  expect(await read('when did Texas pass SB4')).toMatchObject({
    outcome: 'ask',
    line: '',
    choices: ['policy Texas'],
  });
});

test.each(['show me murderers released by sanctuary cities', 'does Florida Highway Patrol have a 287(g) agreement'])(
  '%s names neither the id of an answer nor a person',
  async (words) => {
    expect(await read(words)).toMatchObject({ outcome: 'ask', line: '' });
  },
);

test.each([
  ['thanks', 'You are welcome.'],
  ['ok cool thanks', 'You are welcome.'],
  ['thank you so much', 'You are welcome.'],
  ['hi there', 'Hello. Ask about a place in your own words, for example: does Denver hold people for ICE?'],
])('%s is answered as what it is', async (words, said) => {
  expect(await read(words)).toMatchObject({ outcome: 'greet', said });
});
