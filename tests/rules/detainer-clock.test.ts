import { describe, expect, test } from 'vitest';
import {
  clockChange,
  detainerClocks,
  federalHolidays,
  isNonBusinessDay,
  stateClock,
} from '../../src/rules/detainer-clock.ts';
import { localTime } from '../../src/rules/schedule.ts';

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
  expect(stateClock('NH', '2025-12-31')).toBeUndefined();
  expect(stateClock('NH', '2026-01-01')).toContain('without weekends and holidays');
});

test.each([
  ['2026-03-07T17:00', '2026-03-08', 'forward', '2026-03-09T18:00'],
  ['2026-03-06T02:00', '2026-03-08', 'forward', '2026-03-08T03:00'],
  ['2026-03-07T23:30', '2026-03-08', 'forward', '2026-03-10T00:30'],
  ['2026-03-08T01:59', '2026-03-08', 'forward', '2026-03-10T02:59'],
  ['2026-10-31T17:00', '2026-11-01', 'back', '2026-11-02T16:00'],
  ['2026-11-01T00:30', '2026-11-01', 'back', '2026-11-02T23:30'],
  ['2025-11-01T23:59', '2025-11-02', 'back', '2025-11-03T22:59'],
])('48 hours from %s: clocks change on %s', (release, day, way, elapsed) => {
  expect(clockChange(release, 'CO')).toEqual({ day, way, elapsed });
  expect(clockChange(release, 'AZ')).toEqual({ day, way, elapsed });
  expect(clockChange(release, 'HI')).toBeUndefined();
  expect(clockChange(release, 'PR')).toBeUndefined();
});

test.each([
  '2026-03-06T01:59', // ends a minute before the change
  '2026-03-08T02:00',
  '2026-03-05T17:00',
  '2026-03-14T17:00',
  '2026-10-30T01:59',
  '2026-11-01T02:00',
  '2026-11-07T10:00',
  '2026-06-06T12:00',
  '2006-04-01T17:00', // other Sundays until 2006
])('48 hours from %s: no change of clocks', (release) => expect(clockChange(release, 'CO')).toBeUndefined());

/** The rule against elapsed hours as the zone counts them, around the changes of two years. */
test.each(['America/New_York', 'America/Denver'])('48 elapsed hours in %s end when the rule says', (zone) => {
  const wall = (instant: number) => {
    const { date, time } = localTime(new Date(instant), zone);
    return `${date}T${time}`;
  };
  const hours = 3_600_000;
  const expected: string[] = [];
  const ends: string[] = [];
  let changes = 0;
  for (const day of ['2026-03-08', '2026-11-01', '2027-03-14', '2027-11-07']) {
    const midnight = Date.parse(`${day}T06:00Z`);
    for (let at = midnight - 72 * hours; at < midnight + 24 * hours; at += hours / 2) {
      const release = wall(at);
      if (release === wall(at - hours)) continue; // the second of the two hours of November
      const change = clockChange(release, 'CO');
      if (change) changes += 1;
      expected.push(`${release} ${change?.elapsed ?? detainerClocks(release).form}`);
      ends.push(`${release} ${wall(at + 48 * hours)}`);
    }
  }
  expect(ends).toEqual(expected);
  expect(changes).toBe(4 * 48 * 2);
});
