import { expect, test } from 'vitest';
import { createNoise } from './noise-sentences.ts';
import { read } from './score.ts';
import { createRandom } from './verbalise/random.ts';

const LONG = process.env['LONG'] !== undefined;

test('what asks the desk nothing runs nothing', { timeout: 3_600_000 }, async () => {
  const noise = createNoise(createRandom(11));
  const ran = new Set<string>();
  for (let count = 0; count < (LONG ? 50_000 : 2000); count += 1) {
    const words = noise();
    const { outcome, line } = await read(words);
    if (outcome === 'run') ran.add(`${words} -> ${line}`);
  }
  expect([...ran]).toEqual([]);
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
