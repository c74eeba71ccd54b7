import { expect, test } from 'vitest';
import { answerWords } from '../../src/commands/answer-words.ts';
import { read, readerContext } from './score.ts';

/** What editors and readers do with the record has its English; what opens a form or sends something waits for a button. */
test.each([
  ['read this press release', 'intake', true],
  ['I have a press release to enter', 'intake', true],
  ['what waits for review', 'review', undefined],
  ['show me the proposals', 'review', undefined],
  ['dispute LA-8', 'dispute LA-8', true],
  ['add a response to LA-8', 'dispute LA-8', true],
  ['DD-7K3QW2AB is outdated', 'correct DD-7K3QW2AB reason:outdated', true],
  ['show corrections', 'corrections', undefined],
  ['what mistakes were reported', 'corrections', undefined],
])('%s is %s', async (words, line, confirm) => {
  const reading = await read(words);
  expect({ ...reading, said: '' }).toMatchObject({ outcome: 'run', line });
  expect(reading.confirm).toBe(confirm);
});

test.each([
  ['I want to report a mistake', undefined, ['help correct', 'corrections']],
  ['this is wrong', 'stats Texas', ['help correct', 'corrections']],
  ['what was corrected last month', undefined, ['corrections', 'releases since:2026-10-01 disputed:yes']],
  ['show corrections in Texas', undefined, ['corrections', 'releases in:Texas disputed:yes']],
  ['I want to dispute a case', undefined, ['releases', 'help dispute']],
  ['review <@U1>', undefined, ['review']],
  ['policy Denver <@U1>', undefined, ['policy Denver']],
])('%s: what is missing or of no use is said', async (words, previous, choices) => {
  const { outcome, said, choices: offered } = await read(words, previous);
  expect({ outcome, offered }).toEqual({ outcome: 'ask', offered: choices });
  expect(said).toMatch(/correct|dispute|no use/);
});

test.each([
  ['press releases in Texas', 'releases in:Texas'],
  ['which cases were corrected', 'releases disputed:yes'],
  ['is Seattle on the DOJ list', 'policy "Seattle, WA"'],
])('%s is no editing', async (words, line) => {
  expect(await read(words)).toMatchObject({ outcome: 'run', line });
});

test('a form is opened by the button alone, which says what it does', async () => {
  const answer = await answerWords(await readerContext(), 'read this press release');
  expect(answer).toMatchObject({
    title: 'Shall the desk do this?',
    summary: 'Read as `intake`. This opens a form for a press release, so nothing was done yet.',
  });
});
