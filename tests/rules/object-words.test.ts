import { expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { UserError } from '../../src/errors.ts';
import { facilityWords } from '../../src/rules/facility-words.ts';
import { nameKey } from '../../src/rules/name-key.ts';
import { outcomeFromWord, outcomeGroup } from '../../src/rules/outcome.ts';
import { readZone } from '../../src/rules/time-zone.ts';
import { bundledDesk } from '../_util/desk.ts';

/** Every object of JavaScript has a property of these names. */
const WORDS = ['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'];

test.each(WORDS)('%s is a word as any other', (word) => {
  expect(outcomeGroup(word)).toBe('other_recorded');
  expect(outcomeFromWord(word)).toBeUndefined();
  expect(nameKey('constructor')).toBe('constructor');
  expect(facilityWords('constructor jail').tokens).toEqual(['constructor', 'jail']);
  expect(readZone(word)).not.toHaveProperty('zone');
  expect(JSON.stringify(readZone(word))).not.toContain('native code');
});

test('typed as a command, a kind of news, or what to count by, it is refused in words', async () => {
  const desk = await bundledDesk();
  for (const line of [
    'constructor',
    'watch CA kinds:constructor',
    'stats MN by:constructor',
    'digest on tz:constructor',
  ]) {
    const said = await answerCommand(desk, line).catch((cause: unknown) => cause);
    expect(said, line).toBeInstanceOf(UserError);
    expect((said as UserError).message).not.toContain('native code');
  }
  await desk.close();
});
