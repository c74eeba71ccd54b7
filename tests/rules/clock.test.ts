import { expect, test } from 'vitest';
import { formatSpan, isPlausibleSince, judgeClock } from '../../src/rules/clock.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const DAY = 86_400_000;
const judged = (readings: Partial<Parameters<typeof judgeClock>[0]>) =>
  judgeClock({ now: NOW, settlesIn: 0, ...readings });
const WELL = { mayPost: true, mayDelete: true, problems: [] };
const refused = (...problems: string[]) => ({ mayPost: false, mayDelete: false, problems });

test("Slack's time decides: within two minutes all is allowed, beyond nothing is", () => {
  expect(judged({ slack: NOW - 119_000 })).toEqual(WELL);
  expect(judged({ slack: NOW + 119_000 })).toEqual(WELL);
  expect(judged({ slack: NOW - 3650 * DAY })).toEqual(refused("This machine's clock is 10 years ahead of Slack's."));
  expect(judged({ slack: NOW + 121_000 })).toEqual(refused("This machine's clock is 2 minutes behind Slack's."));
});

test('a database that is ahead is told; it stops the desk only where Slack does not confirm the clock', () => {
  const problem = "The database holds an instant that is 1 day ahead of this machine's clock.";
  expect(judged({ newest: NOW + 60_000 })).toEqual(WELL);
  expect(judged({ newest: NOW + DAY })).toEqual(refused(problem));
  expect(judged({ newest: NOW + DAY, slack: NOW })).toEqual({ ...WELL, problems: [problem] });
});

test('after a jump, nothing is deleted or posted until the clock has run on or Slack confirms it', () => {
  expect(judged({ settlesIn: 3_600_000 })).toMatchObject({ mayPost: false, mayDelete: false });
  expect(judged({ settlesIn: 3_600_000, slack: NOW })).toEqual(WELL);
  expect(isPlausibleSince(NOW, undefined)).toBe(true);
  expect(isPlausibleSince(NOW, NOW - 2 * DAY)).toBe(true);
  expect(isPlausibleSince(NOW, NOW - 2 * DAY - 1)).toBe(false);
  expect(isPlausibleSince(NOW, NOW + 121_000)).toBe(false);
});

test('a length of time in its largest unit', () => {
  expect([1000, 119_000, 7_200_000, -DAY, 800 * DAY].map(formatSpan)).toEqual([
    '1 second',
    '2 minutes',
    '2 hours',
    '1 day',
    '2 years',
  ]);
});
