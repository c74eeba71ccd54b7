import { expect, test } from 'vitest';
import { createRandom, read } from './score.ts';
import { createVerbaliser } from './verbalise.ts';

const LONG = process.env['LONG'] !== undefined;

test('English that means a command line is read as that line', { timeout: 1_800_000 }, async () => {
  const verbalise = createVerbaliser(createRandom(3));
  const wrong = new Set<string>();
  const lines = new Map<string, string>();
  for (let count = 0; count < (LONG ? 100_000 : 2000); count += 1) {
    const { line, words } = verbalise();
    const canonical = lines.get(line) ?? (await read(line)).line;
    lines.set(line, canonical);
    const found = await read(words);
    if (found.outcome !== 'run' || found.line !== canonical)
      wrong.add(`${words} -> ${found.outcome} ${found.line}, not ${canonical}`);
  }
  expect(lines.size).toBeGreaterThan(500);
  expect([...wrong]).toEqual([]);
});
