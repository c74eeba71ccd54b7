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
  // A year before needs days to be before of.
  ['and the year before?', 'stats Minnesota', ''],
  ['and the year before?', 'policy Denver', ''],
  ['and the year before?', 'stats Texas since:2025-01-01', 'stats Texas since:2024-01-01 until:2024-12-31'],
  [
    'and the previous month',
    'stats Minnesota since:2026-02-01 until:2026-02-28',
    'stats Minnesota since:2026-01-01 until:2026-01-31',
  ],
  [
    'and the previous quarter',
    'stats Minnesota since:2026-04-01 until:2026-06-30',
    'stats Minnesota since:2026-01-01 until:2026-03-31',
  ],
  ['only women', 'compare Texas with Florida', ''],
  ['against last year', 'stats Texas around:"SB 8"', ''],
  // What the words leave out is of the line before: its place, and its days.
  [
    'and of those how many were declined',
    'stats "Harris County, TX" since:2024-01-01',
    'stats "Harris County, TX" since:2024-01-01 outcome:declined',
  ],
  [
    'what percent had a conviction',
    'stats Texas since:2024-01-01',
    'stats Texas since:2024-01-01 criminality:convicted',
  ],
  ['which county had the most', 'stats Texas since:2024-01-01', 'stats Texas since:2024-01-01 by:county'],
  ['which county in the US had the most declined', 'stats Texas since:2024-01-01', 'top counties outcome:declined'],
  ['any published cases there', 'stats "Denver, CO" since:2024-01-01', 'releases in:"Denver, CO" since:2024-01-01'],
  ['who published that', 'releases in:"Denver, CO"', 'cite releases in:"Denver, CO"'],
  [
    'what about the year before',
    'stats Wisconsin since:2025-01-01 until:2025-12-31',
    'stats Wisconsin since:2024-01-01 until:2024-12-31',
  ],
  [
    'compared to the year before',
    'stats Wisconsin since:2026-07-01',
    'stats Wisconsin since:2026-07-01 against:last-year',
  ],
  ['list the criminals', 'stats Texas', ''],
])('%s after %s', async (words, previous, line) => {
  const reading = await read(words, previous);
  expect(reading.outcome === 'run' ? reading.line : '').toBe(line === '' ? '' : (await read(line)).line);
});
