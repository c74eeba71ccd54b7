import { expect, test } from 'vitest';
import { isTakenIn } from '../../src/question/find-spans.ts';
import { read, readerContext, readerDesk } from './score.ts';
import { createVerbaliser } from './verbalise/index.ts';
import { readGazetteer } from './verbalise/places.ts';
import { createRandom } from './verbalise/random.ts';

const LONG = process.env['LONG'] !== undefined;
const COUNT = LONG ? 100_000 : 2000;

test('English that means a command line is read as that line', { timeout: 7_200_000 }, async () => {
  const { db } = await readerContext();
  const verbalise = createVerbaliser(createRandom(3), await readGazetteer(db, isTakenIn(await readerDesk())));
  const wrong = new Set<string>();
  const lines = new Set<string>();
  for (let count = 0; count < COUNT; count += 1) {
    const { line, words, previous } = verbalise();
    const meant = await read(line);
    lines.add(meant.line);
    const found = await read(words, previous);
    // A name of several places is asked about, in the line as in the words.
    const same = found.outcome === meant.outcome && (found.line === meant.line || meant.outcome === 'ask');
    if (!same)
      wrong.add(`${previous ?? ''} ${words} -> ${found.outcome} ${found.line}, not ${meant.outcome} ${meant.line}`);
  }
  expect(lines.size).toBeGreaterThan(LONG ? 50_000 : 1200);
  expect([...wrong]).toEqual([]);
});
