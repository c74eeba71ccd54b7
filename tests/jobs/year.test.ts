import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { localTime } from '../../src/rules/schedule.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows, subscribe } from '../_util/news.ts';
import { madeClock, postingDesk } from '../_util/posting.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { THOROUGH } from '../_util/thorough.ts';

// In CI the desk runs one year with a leap day. It ticks every ten minutes on days around a change of clocks, a leap day or
// the new year, and every hour on the others. `test:long` ticks every minute of three years.
const NO_LIMIT = 3_600_000;
const LONG = process.env['LONG'] !== undefined;
const DAY_MS = 86_400_000;

/** Zone, time of the digest, and how long after it one may come: as much as the clock jumps. */
const ZONES: [string, string][] = [
  ['America/New_York', '02:30'], // inside the gap
  ['America/Los_Angeles', '01:30'], // inside the overlap
  ['Europe/London', '00:00'],
  ['Asia/Kolkata', '08:00'], // half an hour off
  ['Australia/Lord_Howe', '02:15'], // clocks change by half an hour
  ['Pacific/Chatham', '23:50'], // three quarters off, at the day's end
];

let desk: Context;
let slack: LocalSlack;
beforeEach(async () => {
  desk = await bundledDesk();
  slack = await startLocalSlack();
});
afterEach(async () => {
  await desk.close();
  await slack.close();
});

const YEARS: [string, string, string, string, number][] = [
  ['a year with a leap day', '2027-02-28', '2027-03-02', '2028-02-29', 365],
  ['a calendar year', '2026-12-30', '2027-01-01', '2027-12-31', 365],
  ['a leap year', '2027-12-30', '2028-01-01', '2028-12-31', 366],
];

/** Minutes to the next tick. On an ordinary day that is ten past the next hour, in time for 23:50 in Chatham. */
const stepAt = (now: Date): number =>
  LONG ? 1 : isSpecialDay(now.toISOString().slice(0, 10)) ? 10 : 60 - ((now.getUTCMinutes() + 50) % 60);

const special = new Map<string, boolean>();
/** True where a zone's clocks change within two days, and around 1 January and 29 February. */
function isSpecialDay(date: string): boolean {
  const known = special.get(date);
  if (known !== undefined) return known;
  const days = [-2, 3].map((offset) => new Date(Date.parse(date) + offset * DAY_MS));
  const isSpecial =
    ZONES.some(([zone]) => new Set(days.map((day) => offsetOf(day, zone))).size > 1) ||
    ['12-30', '12-31', '01-01', '01-02', '02-28', '02-29', '03-01'].includes(date.slice(5));
  special.set(date, isSpecial);
  return isSpecial;
}

/** How far a zone's clock is from UTC, in minutes of the day. */
const offsetOf = (now: Date, zone: string): number =>
  (minutes(localTime(now, zone).time) - minutes(localTime(now, 'UTC').time) + 1440) % 1440;

test.runIf(THOROUGH).each(YEARS.slice(0, LONG ? 3 : 1))(
  '%s in six zones with the real ticker: one delivery a local date',
  async (_name, start, first, last, days) => {
    for (const [zone, at] of ZONES)
      await subscribe(desk, zone, `at:${at} tz:${zone} quiet:always`, `${start}T00:00:00Z`);
    const clock = madeClock(`${start}T00:00:00Z`);
    const { ticker } = postingDesk(desk, slack, clock);
    const sentAt = new Map<string, Date>();
    slack.onTaken = (message) => void sentAt.set(message.metadata?.event_payload.id ?? '', clock.now());
    const end = Date.parse(`${last}T23:59:00Z`) + 2 * DAY_MS;
    const steps = new Map<number, number>();
    while (clock.now().getTime() < end) {
      await ticker.tick();
      const step = stepAt(clock.now());
      steps.set(step, (steps.get(step) ?? 0) + 1);
      clock.add(step * 60);
    }
    if (!LONG) expect(steps.get(10)).toBeGreaterThan(24 * 6 * 30);
    for (const [index, [zone, at]] of ZONES.entries()) {
      const dates = slack
        .parents(zone)
        .map((each) => /\d{4}-\d{2}-\d{2}$/.exec(each.metadata?.event_payload.id ?? '')?.[0] ?? '')
        .filter((date) => date >= first && date <= last);
      expect(dates, zone).toHaveLength(days);
      expect(new Set(dates).size, zone).toBe(days);
      for (const date of dates) {
        const sent = sentAt.get(`digest-${index + 1}-${date}`) as Date;
        const moment = localTime(sent, zone);
        // Never before its hour, never on another date; late by a step, or by the hour that a gap swallows.
        expect(moment.date, zone).toBe(date);
        expect(moment.time >= at, `${zone} ${date} ${moment.time}`).toBe(true);
        expect(minutes(moment.time) - minutes(at), `${zone} ${date}`).toBeLessThanOrEqual(stepAt(sent) + 30);
      }
    }
    expect(await rows(desk.db, "select * from outbox where state <> 'sent'")).toEqual([]);
  },
  NO_LIMIT,
);

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
