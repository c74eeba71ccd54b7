import type { Insertable, Selectable } from 'kysely';
import { type Db, inTransaction } from './connect.ts';
import { endOpenThreads } from './outbox/settle.ts';
import { insertThread, type NewThread } from './outbox/threads.ts';
import type { DeliveryTable, SubscriptionTable, ThreadTable } from './schema.ts';

export type Subscription = Selectable<SubscriptionTable>;

/** A delivery with the state of its thread; `state` is null when there was nothing to report. */
export type Delivery = Selectable<DeliveryTable> & {
  state: ThreadTable['state'] | null;
  error: string | null;
  /** When its first message was sent. A reply may have failed after it. */
  sent_at: string | null;
};

/** Creates or replaces the digest of a channel. */
export async function upsertSubscription(db: Db, row: Insertable<SubscriptionTable>): Promise<void> {
  const { channel_id: _, ...rule } = row;
  await db
    .insertInto('subscriptions')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id']).doUpdateSet(rule))
    .execute();
}

/** The digest of a channel, active or ended. */
export const findSubscription = (db: Db, channelId: string): Promise<Subscription | undefined> =>
  db.selectFrom('subscriptions').selectAll().where('channel_id', '=', channelId).executeTakeFirst();

/** Every active digest, with the local date of its last delivery. */
export const findAllActiveSubscriptions = (db: Db) =>
  db
    .selectFrom('subscriptions')
    .selectAll('subscriptions')
    .select(({ selectFrom }) =>
      selectFrom('deliveries')
        .select(({ fn }) => fn.max<string | null>('local_date').as('last'))
        .whereRef('deliveries.subscription_id', '=', 'subscriptions.subscription_id')
        .as('last_date'),
    )
    .where('ended_at', 'is', null)
    .orderBy('subscription_id')
    .execute();

/** The active digests that a person set up, oldest first. */
export const findAllActiveSubscriptionsBy = (db: Db, userId: string): Promise<Subscription[]> =>
  db
    .selectFrom('subscriptions')
    .selectAll()
    .where('created_by', '=', userId)
    .where('ended_at', 'is', null)
    .orderBy('subscription_id')
    .execute();

/** Ends a channel's digest, with what waits to be posted of it; nothing is deleted. */
export const endSubscription = (db: Db, channelId: string, now: Date): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const ended = await transaction
      .updateTable('subscriptions')
      .set({ ended_at: now.toISOString() })
      .where('channel_id', '=', channelId)
      .returning('subscription_id')
      .executeTakeFirst();
    if (ended) await endOpenThreads(transaction, 'subscription_id', ended.subscription_id);
  });

const deliveries = (db: Db) =>
  db
    .selectFrom('deliveries')
    .leftJoin('outbox', 'outbox.message_id', 'deliveries.message_id')
    .leftJoin('threads', 'threads.thread_id', 'deliveries.message_id')
    .selectAll('deliveries')
    .select(({ fn }) => ['threads.state', fn.coalesce('threads.error', 'outbox.error').as('error'), 'outbox.sent_at']);

/** The last delivery of a digest, in any state. */
export const findLastDelivery = (db: Db, subscriptionId: number): Promise<Delivery | undefined> =>
  deliveries(db)
    .where('deliveries.subscription_id', '=', subscriptionId)
    .orderBy('deliveries.local_date', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The last delivery that was sent whole or had nothing to report: what it covered is no longer new. */
export const findLastCovered = (db: Db, subscriptionId: number): Promise<Delivery | undefined> =>
  deliveries(db)
    .where('deliveries.subscription_id', '=', subscriptionId)
    .where(({ or, eb }) => or([eb('deliveries.message_id', 'is', null), eb('threads.state', '=', 'sent')]))
    .orderBy('deliveries.local_date', 'desc')
    .limit(1)
    .executeTakeFirst();

/** The local dates after a date on which a digest's first message was sent and a reply failed. */
export async function findAllPartialDates(db: Db, subscriptionId: number, after: string): Promise<string[]> {
  const rows = await deliveries(db)
    .where('deliveries.subscription_id', '=', subscriptionId)
    .where('deliveries.local_date', '>', after)
    .where('threads.state', '=', 'failed')
    .where('outbox.state', '=', 'sent')
    .orderBy('deliveries.local_date')
    .execute();
  return rows.map((row) => row.local_date);
}

/**
 * Stores a digest for its local date, with its messages, in one transaction. False when the date already has one:
 * another process was first.
 */
export function insertDelivery(
  db: Db,
  delivery: Omit<Insertable<DeliveryTable>, 'message_id' | 'composed_at'>,
  thread: NewThread | undefined,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    // Claim the unique date before adding the messages. Starting with a write takes SQLite's lock at once.
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('deliveries')
      .values({ ...delivery, composed_at: now.toISOString(), message_id: null })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (!numInsertedOrUpdatedRows) return false;
    if (!thread) return true;
    const { subscription_id, through_import_id } = delivery;
    await insertThread(transaction, thread, { subscription_id, through_import_id }, now);
    await transaction
      .updateTable('deliveries')
      .set({ message_id: thread.parent.messageId })
      .where('subscription_id', '=', delivery.subscription_id)
      .where('local_date', '=', delivery.local_date)
      .execute();
    return true;
  });
}
