import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readRows } from '../_util/desk.ts';
import { read, scoreFile } from './score.ts';
import { createRandom } from './verbalise/random.ts';

const LONG = process.env['LONG'] !== undefined;

const WHO = 'I|we|she|he|they|my mom|the team|our editor|Sam|the committee|somebody|nobody|the dog|the judge'.split(
  '|',
);
const DID =
  'went to|left|called|watched|missed|held|kept|dropped|signed|read|wrote|moved to|drove through|loved|charted|booked|posted|declined|refused|released|counted|listed|compared|exported|cited|shared'.split(
    '|',
  );
const WHAT =
  'the game|a table for four|the invitation|dinner|a new album|the flight|the keys|a policy paper on taxes|the meeting|lunch|the door|a detour|the parade|her speech|a map of the trails|the chart on the wall|a digest of poems|the watch he got|the default font|some stats on baseball|the source of the river|a case of water|the release of the movie'.split(
    '|',
  );
const WHERE =
  '|in Denver|in Texas|near Chicago|in Orange County|at the lake|in Boston last week|in Miami on Monday|from Georgia|in New York in 2019'.split(
    '|',
  );
const WHEN =
  '|yesterday|last year|in March|before noon|since Tuesday|on Friday at 5pm|this month|in 2024|all day'.split('|');
const END = '.|!|?| lol|, thanks|, right?| :)'.split('|');

const pick = (random: () => number, of: readonly string[]) => of[Math.floor(random() * of.length)] ?? '';
const chat = (random: () => number): string =>
  [pick(random, WHO), pick(random, DID), pick(random, WHAT), pick(random, WHERE), pick(random, WHEN)]
    .filter(Boolean)
    .join(' ') + pick(random, END);

test('talk that asks the desk nothing runs nothing', { timeout: 900_000 }, async () => {
  const random = createRandom(11);
  const ran: string[] = [];
  for (let count = 0; count < (LONG ? 50_000 : 2000); count += 1) {
    const words = chat(random);
    const { outcome, line } = await read(words);
    if (outcome === 'run') ran.push(`${words} -> ${line}`);
  }
  expect(ran).toEqual([]);
});

test.each([
  'The county commission met on Tuesday to discuss the budget for the coming year. No votes were taken.',
  'policy meeting at noon',
  'releases of the new album are next month',
  'show me the money',
  'watch out for the ice on the roads in Denver',
  'the jail in that movie was in Texas',
  'compare apples and oranges',
  'export prices fell in March',
  'my default answer is no',
  'can you hold my place in line',
])('%s: nothing runs', async (words) => {
  expect((await read(words)).outcome).not.toBe('run');
});

const questions = readRows('tests/question/questions.csv').filter(({ kind }) => kind !== 'command');

/** The places that a line names. */
const placesOf = (line: string): string[] => [...line.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);

test('a slip of one letter never runs another place than the question names', { timeout: 900_000 }, async () => {
  const random = createRandom(5);
  const wrong: string[] = [];
  let ran = 0;
  for (const row of questions) {
    const question = row['question'] ?? '';
    const right = await read(question, row['previous'], row['today']);
    if (right.outcome !== 'run') continue;
    for (let at = 0; at < question.length; at += LONG ? 1 : 9) {
      if (!/[a-z]/i.test(question[at] ?? '')) continue;
      const letter = String.fromCharCode(97 + Math.floor(random() * 26));
      const [before, after] = [question.slice(0, at), question.slice(at + 1)];
      const words = pick(random, [
        before + after,
        before + letter + after,
        before + (question[at] ?? '') + letter + after,
      ]);
      const found = await read(words, row['previous'], row['today']);
      if (found.outcome !== 'run') continue;
      ran += 1;
      const others = placesOf(found.line).filter((place) => !placesOf(right.line).includes(place));
      if (others.length > 0 && placesOf(right.line).length > 0) wrong.push(`${words} -> ${found.line}`);
    }
  }
  expect(ran).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test.each(['blind.csv', 'blind-2.csv', 'blind-3.csv', 'blind-4.csv'])(
  'of %s none is run wrongly, and nine in ten are read as they are meant',
  async (file) => {
    const scored = await scoreFile(join(import.meta.dirname, file));
    const wrong = scored.filter(({ verdict }) => verdict === 'wrong');
    expect(wrong.map(({ id, reading }) => `${id}: ${reading.line}`)).toEqual([]);
    expect(scored.filter(({ verdict }) => verdict === 'right').length / scored.length).toBeGreaterThan(0.9);
  },
);
