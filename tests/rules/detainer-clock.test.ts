import { describe, expect, test } from 'vitest';
import {
  clockChangeNote,
  detainerClocks,
  federalHolidays,
  isNonBusinessDay,
  stateClock,
} from '../../src/rules/detainer-clock.ts';

describe('both 48-hour clocks', () => {
  test.each([
    ['2026-11-18T09:00', '2026-11-20T09:00', '2026-11-20T09:00'],
    ['2026-11-20T17:00', '2026-11-22T17:00', '2026-11-24T17:00'],
    ['2026-11-21T10:00', '2026-11-23T10:00', '2026-11-25T00:00'],
    ['2026-11-25T15:00', '2026-11-27T15:00', '2026-11-30T15:00'],
    ['2026-12-24T12:00', '2026-12-26T12:00', '2026-12-29T12:00'],
    ['2026-07-02T18:00', '2026-07-04T18:00', '2026-07-07T18:00'],
  ])('released %s', (release, form, regulation) => expect(detainerClocks(release)).toEqual({ form, regulation }));
});

test('federal holidays, as observed', () => {
  expect(federalHolidays(2026)).toEqual([
    '2026-01-01',
    '2026-01-19',
    '2026-02-16',
    '2026-05-25',
    '2026-06-19',
    '2026-07-03',
    '2026-09-07',
    '2026-10-12',
    '2026-11-11',
    '2026-11-26',
    '2026-12-25',
  ]);
  expect(federalHolidays(2021)).toContain('2021-12-31'); // New Year 2022 is a Saturday
  expect(federalHolidays(2020)).not.toContain('2020-06-19');
  expect(isNonBusinessDay('2026-11-24')).toBe(false);
  expect(isNonBusinessDay('2026-11-26')).toBe(true);
});

test("a state's own clock stands only in its time", () => {
  expect(stateClock('NC', '2024-11-30')).toBeUndefined();
  expect(stateClock('NC', '2024-12-01')).toContain('receipt');
  expect(stateClock('NC', '2025-10-01')).toContain('would-be release');
  expect(stateClock('TX', '2026-01-01')).toBeUndefined();
});

test.each([
  ['2026-03-07T17:00', 'Clocks go forward on 8 Mar 2026', 'one hour later'],
  ['2026-03-06T17:00', 'Clocks go forward on 8 Mar 2026', 'one hour later'],
  ['2026-10-31T01:00', 'Clocks go back on 1 Nov 2026', 'one hour earlier'],
  ['2025-11-01T23:59', 'Clocks go back on 2 Nov 2025', 'one hour earlier'],
])('48 hours from %s: a change of clocks falls inside them', (release, when, than) => {
  const note = clockChangeNote(release, detainerClocks(release).form);
  expect(note).toContain(when);
  expect(note).toContain(than);
});

test.each([
  '2026-03-08T02:01',
  '2026-03-14T17:00',
  '2026-03-05T17:00',
  '2026-11-01T02:01',
  '2026-11-07T10:00',
  '2026-06-06T12:00',
])('48 hours from %s: no change of clocks', (release) =>
  expect(clockChangeNote(release, detainerClocks(release).form)).toBeUndefined(),
);
