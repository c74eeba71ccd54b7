import { expect, test } from 'vitest';
import { lastDayOf, mondayOf, monthsBetween, wholeMonths } from '../../src/rules/months.ts';

const loaded = { first: '2022-10-03', last: '2026-03-10' };

test.each([
  [{}, {}],
  [
    { from: '2025-01-01', to: '2025-02-28' },
    { from: '2025-01', to: '2025-02' },
  ],
  [{ from: '2025-01-02' }, undefined],
  [{ to: '2024-02-28' }, undefined],
  [{ to: '2024-02-29' }, { to: '2024-02' }],
  // What is loaded begins and ends inside these.
  [{ from: '2022-10-02', to: '2026-03-15' }, {}],
  [{ from: '2022-10-03', to: '2026-03-10' }, {}],
  [{ from: '2022-10-04' }, undefined],
  [{ to: '2026-03-09' }, undefined],
])('%j as whole months', (days, months) => expect(wholeMonths(days, loaded)).toEqual(months));

test('months between, over the year', () => {
  expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
  expect(monthsBetween('2025-11', '2025-10')).toEqual([]);
  expect(lastDayOf('2024-02')).toBe('2024-02-29');
});

test('at most a hundred years of months', () => expect(monthsBetween('1900-01', '2199-12')).toHaveLength(1200));

test.each([
  ['2026-11-23', '2026-11-23'],
  ['2026-11-24', '2026-11-23'],
  ['2026-11-29', '2026-11-23'],
  ['2026-11-30', '2026-11-30'],
  ['2026-01-01', '2025-12-29'],
])('the Monday of %s', (day, monday) => expect(mondayOf(day)).toBe(monday));
