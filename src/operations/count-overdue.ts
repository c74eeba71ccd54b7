import type { Db } from '../db/connect.ts';
import { findAllPendingSubscriptions } from '../db/health.ts';
import { findAllActiveSubscriptions } from '../db/subscriptions.ts';
import { dueDate, type Weekday } from '../rules/schedule.ts';

/** A digest is late after this: ticks come every 15 seconds, and a Slack rate limit lasts a minute or so. */
const GRACE_MS = 30 * 60_000;

/** Counts the channels whose digest has been due for half an hour and is not composed or not sent. */
export async function countOverdue(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - GRACE_MS);
  const late = new Set(await findAllPendingSubscriptions(db, before));
  for (const row of await findAllActiveSubscriptions(db)) {
    const days = row.days.split(',') as Weekday[];
    const schedule = { at: row.at_time, zone: row.zone, days, startsOn: row.starts_on };
    if (row.channel_id !== 'local' && dueDate(schedule, before, row.last_date ?? undefined) !== undefined)
      late.add(row.subscription_id);
  }
  return late.size;
}
