import { expect, test } from 'vitest';
import { isDue, nextCheck, parseEvery, spreadOf } from '../../src/rules/freshness.ts';

const NOW = new Date('2026-11-24T12:00:00Z');
const HOUR = 3_600_000;

test.each([
  ['5m', 300_000],
  ['1h', HOUR],
  ['6h', 6 * HOUR],
  ['1d', 24 * HOUR],
  ['31d', 31 * 24 * HOUR],
  ['4m', undefined],
  ['32d', undefined],
  ['0h', undefined],
  ['1.5h', undefined],
  ['1 h', undefined],
  ['hourly', undefined],
  ['99999d', undefined],
  ['', undefined],
])('every %s', (text, ms) => expect(parseEvery(text)).toBe(ms));

const waits = (every: number, spread = 0) =>
  Array.from(
    { length: 9 },
    (_, at) => (nextCheck(NOW, every, { failures: at, spread }).getTime() - NOW.getTime()) / 60_000,
  );

test('an hourly entry: its hour, then waits that double up to six hours', () => {
  expect(waits(HOUR)).toEqual([60, 5, 10, 20, 40, 80, 160, 320, 360]);
});

test('a daily entry is never tried more seldom than daily, however often it failed', () => {
  const many = nextCheck(NOW, 24 * HOUR, { failures: 10_000, spread: 0 });
  expect(many.toISOString()).toBe('2026-11-25T12:00:00.000Z');
});

test('spread adds at most a tenth and five minutes', () => {
  expect(waits(HOUR, 1)[0]).toBe(65);
  expect(waits(HOUR, 1)[1]).toBe(5.5);
  expect(nextCheck(NOW, 24 * HOUR, { failures: 0, spread: 1 }).toISOString()).toBe('2026-11-25T12:05:00.000Z');
});

test('a site that says when to come back is believed, for up to a day', () => {
  const asked = (retryAfter: number) => nextCheck(NOW, HOUR, { failures: 1, retryAfter, spread: 0 }).toISOString();
  expect(asked(7200)).toBe('2026-11-24T14:00:00.000Z');
  expect(asked(1)).toBe('2026-11-24T12:05:00.000Z');
  expect(asked(999_999)).toBe('2026-11-25T12:00:00.000Z');
});

test('the spread of a name is always the same, and names differ', () => {
  expect(spreadOf('a')).toBe(spreadOf('a'));
  const all = Array.from({ length: 200 }, (_, at) => spreadOf(`entry ${at}`));
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...all)).toBeLessThan(1);
  expect(new Set(all).size).toBe(200);
});

const entry = { target: 't', every: '1h' };
const row = {
  ...entry,
  last_checked_at: '2026-11-24T11:30:00.000Z',
  next_due_at: '2026-11-24T12:30:00.000Z',
  claimed_until: null,
};
test.each<[string, Parameters<typeof isDue>[0], boolean]>([
  ['never checked', undefined, true],
  ['later', row, false],
  ['now', { ...row, next_due_at: '2026-11-24T12:00:00.000Z' }, true],
  ['another address', { ...row, target: 'other' }, true],
  ['another interval', { ...row, every: '1d' }, true],
  ['a clock that was set back', { ...row, last_checked_at: '2030-01-01T00:00:00.000Z' }, true],
  ['under way', { ...row, target: 'other', claimed_until: '2026-11-24T12:10:00.000Z' }, false],
  ['never ended', { ...row, next_due_at: '2026-11-24T11:00:00.000Z', claimed_until: '2026-11-24T11:50:00.000Z' }, true],
])('due: %s', (_name, check, due) => expect(isDue(check, entry, NOW)).toBe(due));
