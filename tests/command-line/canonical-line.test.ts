import { expect, test } from 'vitest';
import { parseArgs } from '../../src/command-line/parse.ts';
import { commandOf } from '../../src/commands/index.ts';

const TODAY = '2026-11-24';

test.each([
  ['lookup', '"St. Cloud in Texas"', 'lookup "St. Cloud in Texas"'],
  ['lookup', '"St. Cloud in Texas', 'lookup "St. Cloud in Texas"'],
  ['lookup', 'in outcome:declined Denver', 'lookup "in Denver" outcome:declined'],
  ['lookup', '"Cloud last 3 months"', 'lookup "Cloud last 3 months"'],
  ['lookup', '"Cook County"', 'lookup Cook County'],
  ['lookup', 'Cook County in IL', 'lookup Cook County in:IL'],
])('%s %s is written so that it is read as the same again', (name, words, line) => {
  const subcommand = commandOf(name)?.subcommand;
  if (!subcommand) throw new Error(name);
  const args = parseArgs(subcommand, words, TODAY);
  expect(args.line).toBe(line);
  const again = parseArgs(subcommand, args.line.slice(name.length + 1), TODAY);
  expect({ ...again, words: again.words }).toEqual(args);
});
