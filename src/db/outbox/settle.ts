import { type Db, inTransaction } from '../connect.ts';
import { OPEN, type OutboxMessage } from '../outbox.ts';
import { claimed } from './claims.ts';
import { advanceOwner } from './owners.ts';
import type { Thread } from './threads.ts';

const threadOf = ({ thread_of, message_id }: Pick<OutboxMessage, 'thread_of' | 'message_id'>) =>
  thread_of ?? message_id;

/**
 * Marks a message as posted. Only the process that claimed it may do so. When it was the last of its thread, the thread
 * is sent, and its digest or watch moves past the imports that it covers.
 */
export const markSent = (db: Db, message: OutboxMessage, by: string, ts: string, now: Date): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const { numUpdatedRows } = await claimed(transaction, message.message_id, by)
      .set({ state: 'sent', ts, sent_at: now.toISOString(), claimed_until: null, unsure: 0, error: null })
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    const thread = await transaction
      .updateTable('threads')
      .set({ state: 'sent' })
      .where('thread_id', '=', threadOf(message))
      .where('state', '=', 'open')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('outbox')
              .select('message_id')
              .whereRef('thread_of', '=', 'threads.thread_id')
              .where('state', 'in', ['waiting', 'sending']),
          ),
        ),
      )
      .returningAll()
      .executeTakeFirst();
    if (thread) await advanceOwner(transaction, thread);
  });

/**
 * Marks a message as failed, with its thread and the messages that wait there. Only the process that claimed it may do
 * so. Returns the thread. Must run inside a transaction.
 */
export async function markFailed(
  db: Db,
  message: OutboxMessage,
  by: string,
  error: string,
): Promise<Thread | undefined> {
  const { numUpdatedRows } = await claimed(db, message.message_id, by)
    .set({ state: 'failed', claimed_until: null, error })
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return undefined;
  await db
    .updateTable('outbox')
    .set({ state: 'failed', error })
    .where('thread_of', '=', threadOf(message))
    .where('state', '=', 'waiting')
    .execute();
  return db
    .updateTable('threads')
    .set({ state: 'failed', error })
    .where('thread_id', '=', threadOf(message))
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst();
}

/** Gives up the open threads of a digest or watch that somebody ended, so that nothing of it is posted afterwards. */
export async function endOpenThreads(db: Db, owner: 'subscription_id' | 'watch_id', id: number): Promise<void> {
  const error = 'it was turned off';
  const ended = await db
    .updateTable('threads')
    .set({ state: 'failed', error })
    .where(owner, '=', id)
    .where('state', '=', 'open')
    .returning('thread_id')
    .execute();
  if (ended.length === 0) return;
  const ids = ended.map((row) => row.thread_id);
  await db
    .updateTable('outbox')
    .set({ state: 'failed', error })
    .where(({ or, eb }) => or([eb('message_id', 'in', ids), eb('thread_of', 'in', ids)]))
    .where('state', '=', 'waiting')
    .execute();
}

/** Marks open messages of failed threads as failed, unless a process is sending them. Returns how many. */
export async function expireBelowFailed(db: Db, now: Date): Promise<number> {
  // A read first: an update waits for the lock of an import even when it finds nothing.
  const orphans = await db
    .selectFrom('outbox')
    .innerJoin('threads', (join) =>
      join.on(({ eb, fn, ref }) =>
        eb('threads.thread_id', '=', fn.coalesce(ref('outbox.thread_of'), ref('outbox.message_id'))),
      ),
    )
    .select('outbox.message_id')
    .where('outbox.state', 'in', OPEN)
    .where('threads.state', '=', 'failed')
    .where(({ or, eb }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', now.toISOString())]))
    .limit(500)
    .execute();
  if (orphans.length === 0) return 0;
  const ids = orphans.map((row) => row.message_id);
  await db
    .updateTable('outbox')
    .set({ state: 'failed', claimed_until: null, error: 'its thread failed' })
    .where('message_id', 'in', ids)
    .where('state', 'in', ['waiting', 'sending'])
    .execute();
  return ids.length;
}
