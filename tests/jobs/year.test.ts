import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { localTime } from '../../src/rules/schedule.ts';
import { bundledDesk } from '../_util/desk.ts';
import { rows, subscribe } from '../_util/news.ts';
import { madeClock, postingDesk } from '../_util/posting.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';

// npm test ticks each ten minutes of one year (both clock changes, a leap day); test:long each minute of three.
const NO_LIMIT = 3_600_000;
const STEP_MINUTES = process.env['LONG'] ? 1 : 10;

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

test.each(YEARS.slice(0, process.env['LONG'] ? 3 : 1))(
  '%s in six zones with the real ticker: one delivery a local date',
  async (_name, start, first, last, days) => {
    for (const [zone, at] of ZONES)
      await subscribe(desk, zone, `at:${at} tz:${zone} quiet:always`, `${start}T00:00:00Z`);
    const clock = madeClock(`${start}T00:00:00Z`);
    const { ticker } = postingDesk(desk, slack, clock);
    const sentAt = new Map<string, Date>();
    slack.onTaken = (message) => void sentAt.set(message.metadata?.event_payload.id ?? '', clock.now());
    const end = Date.parse(`${last}T23:59:00Z`) + 2 * 86_400_000;
    while (clock.now().getTime() < end) {
      await ticker.tick();
      clock.add(STEP_MINUTES * 60);
    }
    for (const [index, [zone, at]] of ZONES.entries()) {
      const dates = slack
        .parents(zone)
        .map((each) => /\d{4}-\d{2}-\d{2}$/.exec(each.metadata?.event_payload.id ?? '')?.[0] ?? '')
        .filter((date) => date >= first && date <= last);
      expect(dates, zone).toHaveLength(days);
      expect(new Set(dates).size, zone).toBe(days);
      for (const date of dates) {
        const moment = localTime(sentAt.get(`digest-${index + 1}-${date}`) as Date, zone);
        // Never before its hour, never on another date; late by a step, or by the hour that a gap swallows.
        expect(moment.date, zone).toBe(date);
        expect(moment.time >= at, `${zone} ${date} ${moment.time}`).toBe(true);
        expect(minutes(moment.time) - minutes(at), `${zone} ${date}`).toBeLessThanOrEqual(STEP_MINUTES + 30);
      }
    }
    expect(await rows(desk.db, "select * from outbox where state <> 'sent'")).toEqual([]);
  },
  NO_LIMIT,
);

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
