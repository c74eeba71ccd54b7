import type { Context } from '../context.ts';
import {
  findAllActiveSubscriptions,
  findLastDelivery,
  insertDelivery,
  type Subscription,
} from '../db/subscriptions.ts';
import { collectOnce } from '../news/collect-news.ts';
import { composeDigest, digestThread } from '../news/compose-digest.ts';
import { dueDate, type Weekday } from '../rules/schedule.ts';
import { forEachRow, ofRow } from './for-each-row.ts';

/** What happened to a channel's digest in this run. */
export type DigestOutcome = 'not due' | 'queued' | 'quiet' | 'under way' | 'other process';

/** Queues every digest that is due and not yet queued for its date. Answers go on in between. */
export async function queueDueDigests(context: Pick<Context, 'db' | 'now'>): Promise<void> {
  const collect = collectOnce();
  const rows = (await findAllActiveSubscriptions(context.db)).filter((row) => row.channel_id !== 'local');
  await forEachRow(rows, (row) => ofRow(row, () => queueDigest(context, row, row.last_date ?? undefined, collect)));
}

/** Queues one channel's digest if it is due now, unless the last one is still being sent. */
export async function queueDigest(
  { db, now }: Pick<Context, 'db' | 'now'>,
  row: Subscription,
  lastDate: string | undefined,
  collect = collectOnce(),
): Promise<DigestOutcome> {
  const at = now();
  const schedule = { at: row.at_time, zone: row.zone, days: row.days.split(',') as Weekday[], startsOn: row.starts_on };
  const date = dueDate(schedule, at, lastDate);
  if (date === undefined) return 'not due';
  const last = await findLastDelivery(db, row.subscription_id);
  if (last?.state === 'open') return 'under way';
  const digest = await composeDigest(db, row, at, { collect, scheduled: true });
  const silent = digest.quiet && row.quiet === 'skip';
  const done = await insertDelivery(
    db,
    { subscription_id: row.subscription_id, local_date: date, through_import_id: digest.throughImportId },
    silent ? undefined : digestThread(row.channel_id, `digest-${row.subscription_id}-${date}`, digest),
    at,
  );
  if (!done) return 'other process';
  return silent ? 'quiet' : 'queued';
}
