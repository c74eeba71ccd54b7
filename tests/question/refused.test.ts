import { expect, test } from 'vitest';
import { readRows } from '../_util/desk.ts';
import { read } from './score.ts';

/**
 * The rule. The desk counts and lists detainers: people of whom no detainer, outcome, charge or release is said are
 * neither listed nor counted. A question that is tied to the field only by a word that accuses is an opinion. The twins
 * use the same words, and are answered.
 */
test.each(
  readRows('tests/question/refused.csv').map((row) => [row['question'] ?? '', row['outcome'] ?? '', row['line'] ?? '']),
)('%s: %s', async (question, outcome, line) => {
  const reading = await read(question);
  expect({ outcome: reading.outcome, line: reading.outcome === 'run' ? reading.line : '' }).toEqual({
    outcome,
    line: line === '' ? '' : (await read(line)).line,
  });
});

test.each([
  ['is Chicago above the law', ['policy "Chicago, IL"', 'stats "Chicago, IL"', 'help', 'sources']],
  ['how many illegals in Texas', ['policy Texas', 'stats Texas', 'help', 'sources']],
  ['list all undocumented people in Denver', ['help', 'sources']],
  ['is Maria Lopez of Denver a disgrace', ['help', 'sources']],
])('%s is refused, and offers of the place what is no person', async (question, offers) => {
  expect(await read(question)).toMatchObject({ outcome: 'refuse', choices: offers });
});
