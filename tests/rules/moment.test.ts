import { describe, expect, test } from 'vitest';
import { asOfDay, dayOf, formatMoment, startOfDay } from '../../src/rules/moment.ts';

const INSTANT = '2026-01-01T01:30:00.000Z';

test('an instant is printed in a zone: with its zone, with its weekday, or sortable', () => {
  expect(formatMoment(INSTANT, 'UTC')).toBe('Jan 1, 2026, 1:30 AM UTC');
  expect(formatMoment(INSTANT, 'America/Denver')).toBe('Dec 31, 2025, 6:30 PM MT');
  expect(formatMoment(INSTANT, 'America/Denver', 'weekday')).toBe('Wed, Dec 31, 2025, 6:30 PM');
  expect(formatMoment(INSTANT, 'UTC', 'iso')).toBe('2026-01-01 01:30 UTC');
  expect(formatMoment('2026-07-02T06:00:00Z', 'America/Denver')).toBe('Jul 2, 2026, 12:00 AM MT');
});

test('an import speaks for the day of its publisher, else for the day of the zone on which it was loaded', () => {
  expect(dayOf(INSTANT, 'America/Denver')).toBe('2025-12-31');
  expect(asOfDay({ published_on: null, finished_at: INSTANT }, 'America/Denver')).toBe('2025-12-31');
  expect(asOfDay({ published_on: null, finished_at: INSTANT }, 'UTC')).toBe('2026-01-01');
  expect(asOfDay({ published_on: '2025-11-02', finished_at: INSTANT }, 'America/Denver')).toBe('2025-11-02');
});

describe('a day begins', () => {
  test.each([
    ['2026-01-01', 'UTC', '2026-01-01T00:00:00.000Z'],
    ['2025-12-31', 'America/Denver', '2025-12-31T07:00:00.000Z'],
    ['2026-03-08', 'America/Denver', '2026-03-08T07:00:00.000Z'], // clocks go forward two hours later
    ['2026-03-09', 'America/Denver', '2026-03-09T06:00:00.000Z'],
    ['2026-11-01', 'America/Denver', '2026-11-01T06:00:00.000Z'],
    ['2026-11-02', 'America/Denver', '2026-11-02T07:00:00.000Z'],
    ['2026-06-01', 'Pacific/Kiritimati', '2026-05-31T10:00:00.000Z'],
    ['2026-06-01', 'Pacific/Pago_Pago', '2026-06-01T11:00:00.000Z'],
    ['2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z'], // no midnight: clocks go from 0:00 to 1:00
  ])('%s in %s', (day, zone, instant) => {
    expect(startOfDay(day, zone)).toBe(instant);
    expect(dayOf(instant, zone)).toBe(day);
    expect(dayOf(new Date(Date.parse(instant) - 1).toISOString(), zone) < day).toBe(true);
  });
});
