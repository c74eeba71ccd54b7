import { type Db, inTransaction } from '../connect.ts';

/** A reply that shows a published case or figure, before Slack has it. */
export interface NewReply {
  messageId: string;
  channelId: string;
  /** Slack's ts of the thread that it stands in. */
  threadTs?: string;
  /** What it shows, as plain data, so that a correction can draw it again. */
  post: object;
}

/** Of a reply whose process ended: the outbox looks for it after this time, and gives it up where Slack has it not. */
const CLAIMED_MS = 120_000;

/**
 * Stores a reply before it is posted, below a row for the thread that it stands in. The outbox never posts it: it has
 * expired from the beginning, so that it is only looked for.
 */
export const insertReply = (db: Db, { messageId, channelId, threadTs, post }: NewReply, now: Date): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const at = now.toISOString();
    const root = threadTs ? `thread-${channelId}-${threadTs}` : undefined;
    const row = {
      channel_id: channelId,
      position: 0,
      attempts: 0,
      created_at: at,
      expires_at: at,
      try_after: at,
      edits: 0,
    };
    if (root) {
      const known = {
        ...row,
        message_id: root,
        payload: '{}',
        state: 'sent' as const,
        unsure: 0,
        ts: threadTs ?? null,
      };
      await transaction
        .insertInto('outbox')
        .values(known)
        .onConflict((each) => each.doNothing())
        .execute();
    }
    await transaction
      .insertInto('outbox')
      .values({
        ...row,
        message_id: messageId,
        thread_of: root ?? null,
        payload: JSON.stringify(post),
        state: 'sending',
        unsure: 1,
        claimed_by: messageId,
        claimed_until: new Date(now.getTime() + CLAIMED_MS).toISOString(),
      })
      .execute();
    // Kept for as long as its newest reply
    await transaction
      .insertInto('threads')
      .values({ thread_id: root ?? messageId, state: 'sent', queued_at: at })
      .onConflict((each) => each.column('thread_id').doUpdateSet({ queued_at: at }))
      .execute();
  });

/** Marks a reply as posted with Slack's ts, in the channel that Slack put it in. */
export async function markReplySent(db: Db, messageId: string, to: { channel: string; ts: string }, now: Date) {
  await db
    .updateTable('outbox')
    .set({
      state: 'sent',
      ts: to.ts,
      channel_id: to.channel,
      sent_at: now.toISOString(),
      claimed_until: null,
      unsure: 0,
    })
    .where('message_id', '=', messageId)
    .execute();
}

/** Forgets a reply that Slack did not take. */
export const deleteReply = (db: Db, messageId: string): Promise<void> =>
  inTransaction(db, async (transaction) => {
    await transaction.deleteFrom('threads').where('thread_id', '=', messageId).execute();
    await transaction.deleteFrom('outbox').where('message_id', '=', messageId).where('state', '=', 'sending').execute();
  });
