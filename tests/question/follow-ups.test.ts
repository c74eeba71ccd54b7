import { expect, test } from 'vitest';
import { read } from './score.ts';

/** A change of the line before keeps everything else of it; where the command cannot take it, nothing runs. */
test.each([
  ['what about Colorado', 'news in:Texas since:2026-10-01', 'news in:Colorado since:2026-10-01'],
  [
    'and in 2024?',
    'top counties in:Texas outcome:declined',
    'top counties in:Texas since:2024-01-01 until:2024-12-31 outcome:declined',
  ],
  ['same for Nevada', 'after Texas outcome:declined', 'after Nevada outcome:declined'],
  ['and in March 2021?', 'agreements in:Georgia', 'agreements in:Georgia on:2021-03'],
  ['since June', 'agreements in:Georgia signed-since:2026-01-01', 'agreements in:Georgia signed-since:2026-06-01'],
  ['and on January 1, 2020?', 'places level:state hold:prohibited', 'places level:state hold:prohibited on:2020-01-01'],
  ['and on January 1, 2025?', 'compare policy Texas with Florida', 'compare policy Texas with Florida on:2025-01-01'],
  [
    'only those with a criminal conviction',
    'stats Nevada since:2025-01-01',
    'stats Nevada since:2025-01-01 criminality:convicted',
  ],
  [
    'narrow that down to those with a criminal convict',
    'stats Nevada since:2025-01-01',
    'stats Nevada since:2025-01-01 criminality:convicted',
  ],
  ['only women', 'stats Nevada since:2025-01-01', 'stats Nevada since:2025-01-01 gender:female'],
  ['against last year', 'stats Maryland since:2026-07-01', 'stats Maryland since:2026-07-01 against:last-year'],
  ['next month?', 'news in:Texas kinds:policy', 'news in:Texas since:2026-12-01 until:2026-12-31 kinds:policy'],
  ['next month?', 'stats Texas', ''],
  ['only women', 'compare Texas with Florida', ''],
  ['against last year', 'stats Texas around:"SB 8"', ''],
])('%s after %s', async (words, previous, line) => {
  const reading = await read(words, previous);
  expect(reading.outcome === 'run' ? reading.line : '').toBe(line === '' ? '' : (await read(line)).line);
});
