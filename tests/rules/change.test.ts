import { expect, test } from 'vitest';
import {
  batchDays,
  describeChange,
  formatPerDay,
  lengthOf,
  pairOfYears,
  rateOf,
  windowsAround,
  yearBefore,
} from '../../src/rules/change.ts';
import { addDays } from '../../src/rules/dates.ts';

test.each([
  ['2026-01-01', '2026-06-30', '2025-01-01', '2025-06-30'],
  ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
  ['2024-02-10', '2024-02-29', '2023-02-10', '2023-02-28'],
  ['2025-03-01', '2025-03-09', '2024-03-01', '2024-03-09'],
])('the year before %s to %s is %s to %s', (from, to, first, last) => {
  expect(yearBefore({ from, to })).toEqual({ from: first, to: last });
});

test('both years are cut to the days that are loaded of both', () => {
  const loaded = { from: '2024-10-15', to: '2026-03-09' };
  expect(pairOfYears({ from: '2025-07-01', to: '2026-06-30' }, loaded)).toEqual({
    now: { from: '2025-10-15', to: '2026-03-09' },
    before: { from: '2024-10-15', to: '2025-03-09' },
  });
  expect(pairOfYears({ from: '2025-01-01', to: '2025-06-30' }, loaded)).toBeUndefined();
});

test('as many days lie before a day as from it on, within what is loaded and what is asked', () => {
  const loaded = { from: '2025-01-01', to: '2025-12-31' };
  const around = windowsAround('2025-10-01', {}, loaded);
  expect(around?.after).toEqual({ from: '2025-10-01', to: '2025-12-31' });
  expect(around && lengthOf(around.before)).toBe(around && lengthOf(around.after));
  expect(around?.before.to).toBe('2025-09-30');
  const asked = windowsAround('2025-10-01', { from: '2025-08-01', to: '2025-10-31' }, loaded);
  expect(asked).toEqual({
    before: { from: '2025-08-01', to: '2025-09-30' },
    after: { from: '2025-10-01', to: '2025-10-31' },
  });
  expect(windowsAround('2026-02-01', {}, loaded)).toBeUndefined();
  expect(windowsAround('2025-01-01', {}, loaded)).toBeUndefined();
});

/** `n` rows on each day of a span. */
const daily = (from: string, days: number, n: number) =>
  Array.from({ length: days }, (_, at) => ({ day: addDays(from, at), n }));

test('a batch day is left out with its rows and its day, and told by its whole month', () => {
  const counted = [...daily('2025-01-01', 31, 1), ...daily('2025-02-01', 28, 1)].map((each) =>
    each.day === '2025-02-11' ? { ...each, n: 40 } : each,
  );
  expect(batchDays(counted)).toEqual([{ day: '2025-02-11', n: 40 }]);
  const rate = rateOf({ from: '2025-02-01', to: '2025-02-15' }, counted);
  expect(rate).toMatchObject({ n: 14, days: 14, perDay: 1, batches: [{ day: '2025-02-11', n: 40 }] });
  // The batch day lies outside of these days.
  expect(rateOf({ from: '2025-02-12', to: '2025-02-15' }, counted)).toMatchObject({ n: 4, days: 4, batches: [] });
  // Nine rows are few, and ten of fifty are no quarter.
  expect(batchDays([{ day: '2025-03-01', n: 9 }])).toEqual([]);
  expect(batchDays([{ day: '2025-03-01', n: 10 }, ...daily('2025-03-02', 20, 2)])).toEqual([]);
});

test.each([
  [100, 150, '50% more a day'],
  [100, 95, '5.0% fewer a day'],
  [100, 100, 'as many a day'],
  [1000, 1001, 'about as many a day'],
  [3, 30, 'more a day, by small numbers'],
  [0, 0, 'none in both'],
  [20, 0, 'fewer a day, by small numbers'],
])('%i and then %i: %s', (before, after, words) => {
  const rate = (n: number) => ({ span: { from: '', to: '' }, n, days: 100, perDay: n / 100, batches: [] });
  expect(describeChange(rate(before), rate(after))).toBe(words);
});

test.each([
  [1234.4, '1,234'],
  [12.34, '12.3'],
  [0.042, '0.04'],
  [0, '0'],
])('%d a day is %s', (perDay, text) => {
  expect(formatPerDay(perDay)).toBe(text);
});
