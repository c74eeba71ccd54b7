import { expect, test } from 'vitest';
import { readRows } from '../_util/desk.ts';
import { read } from './score.ts';

const rows = readRows('tests/question/commands.csv');

// No line: nothing runs.
test.each(rows.map(({ question = '', line = '' }) => [question, line] as const))('%s', async (question, line) => {
  const reading = await read(question);
  expect(reading.outcome === 'run' ? reading.line : '').toBe(line === '' ? '' : (await read(line)).line);
});
