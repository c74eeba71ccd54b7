import { expect, test } from 'vitest';
import { commandOf } from '../../src/commands/index.ts';
import { grammarOf } from '../../src/question/grammar.ts';
import { readRows } from '../_util/desk.ts';
import { read } from './score.ts';

const rows = readRows('tests/question/commands.csv');
const known = grammarOf(commandOf);

// The other corpora are read without the newer commands; here the desk has all of its grammar. No line: nothing runs.
test.each(rows.map(({ question = '', line = '' }) => [question, line] as const))('%s', async (question, line) => {
  const reading = await read(question, undefined, undefined, known);
  expect(reading.outcome === 'run' ? reading.line : '').toBe(
    line === '' ? '' : (await read(line, undefined, undefined, known)).line,
  );
});
