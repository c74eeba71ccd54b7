import { expect, test } from 'vitest';
import { read } from './score.ts';

/** Persons, live operations, advice, opinions, orders to the desk and other subjects: refused in any clothes. */
test.each([
  ['does the jail in Tulsa have a Carlos Mendez on a hold'],
  ['look up A# 204 555 019'],
  ['which sheriff is the worst at honoring detainers'],
  ['which of them is still at large', 'releases in:"Denver, CO"'],
  ['the tenant in apartment 4B has a detainer right'],
  ['how to avoid getting caught at the Cook County jail by ICE'],
  ['next ICE operation in Chicago'],
  ['is the mayor of Denver lying about ICE'],
  ['why does ICE lie about declined detainers in Philadelphia'],
  ['so sanctuary cities are dangerous, right?'],
  ['how many detainers will Texas get next year'],
  ['how many deportations last year from Texas'],
  ['a 34 yo Honduran man released in Boston last Tuesday for assault who is he'],
  ['and what is her name?', 'lookup LA-5'],
])('%s is refused', async (words, previous?: string) => {
  const { outcome, line } = await read(words, previous);
  expect({ outcome, line }).toEqual({ outcome: 'refuse', line: '' });
});

/** What only sounds like it is answered. */
test.each([
  ['does the jail in Denver hold people for ICE', 'policy'],
  ['which laws go into effect next month', 'news'],
  ['how many were deported after a detainer in Oklahoma', 'after'],
])('%s is answered', async (words, command) => {
  const { outcome, line } = await read(words);
  expect({ outcome, command: line.split(' ')[0] }).toEqual({ outcome: 'run', command });
});
