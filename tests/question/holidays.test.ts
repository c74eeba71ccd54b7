import { expect, test } from 'vitest';
import { findTimes } from '../../src/question/recognise/time.ts';
import { splitWords } from '../../src/question/words.ts';

const dayOf = (words: string) => findTimes(splitWords(words), '2026-11-28')[0]?.time?.on;

test.each([
  ['labor day', '2026-09-07'],
  ['Labor Day 2025', '2025-09-01'],
  ['memorial day', '2026-05-25'],
  ['thanksgiving', '2026-11-26'],
  ['christmas', '2025-12-25'],
  ["new year's day", '2026-01-01'],
  ['the fourth of july 2020', '2020-07-04'],
  ['juneteenth', '2026-06-19'],
  ['election day 2022', '2022-11-08'],
  ['election day', '2026-11-03'],
])('%s is %s, the latest that has been', (words, day) => {
  expect(dayOf(words)).toBe(day);
});
