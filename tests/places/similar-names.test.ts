import { beforeAll, expect, test } from 'vitest';
import { createNames } from '../../src/places/names.ts';
import { bundledDesk, readRows } from '../_util/desk.ts';

let names: Awaited<ReturnType<typeof createNames>>;
beforeAll(async () => {
  names = await createNames((await bundledDesk()).db);
});

/** A look-up is spared only where it would find nothing: for names as they stand, and for each with a slip. */
test('what is found may be meant', async () => {
  const asked = [...readRows('tests/place-names.csv'), ...readRows('tests/place-queries.csv')]
    .map((row) => Object.values(row)[0] ?? '')
    .filter((_, at) => at % 5 === 0)
    .flatMap((words, at) => [words, `${words.slice(0, at % words.length)}${words.slice((at % words.length) + 1)}`]);
  const missed: string[] = [];
  for (const words of new Set(asked))
    if (!names.mayMean(words) && (await names.find(words)).outcome !== 'none') missed.push(words);
  expect(asked.length).toBeGreaterThan(100);
  expect(missed).toEqual([]);
});

test.each(['stapler of the office', 'morning', 'honest personal view', 'putting'])('%s is no name', (words) => {
  expect(names.mayMean(words)).toBe(false);
});
