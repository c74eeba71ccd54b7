import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { engineOf } from '../engine/engine-of.ts';
import { insertMessage } from './threads.ts';

/** A message that was sent, with what it holds as JSON. */
export interface SentMessage {
  message_id: string;
  thread_of: string | null;
  channel_id: string;
  payload: string;
  workspace_id: string;
}

/** The sent messages whose payload holds one of some texts, oldest first; not the corrections of others. */
export const findAllSentWith = (db: Db, texts: readonly string[]): Promise<SentMessage[]> =>
  db
    .selectFrom('outbox')
    .select(['message_id', 'thread_of', 'channel_id', 'payload', 'workspace_id'])
    .where('state', '=', 'sent')
    .where('ts', 'is not', null)
    .where('about', 'is', null)
    .where(({ or }) => or(texts.map((text) => engineOf(db).contains(sql.ref('payload'), sql`${text}`))))
    .orderBy('created_at')
    .orderBy('message_id')
    .execute();

/**
 * Stores the new text of a sent message, and queues the edit in Slack. Each correction is a thread of its own, so that one
 * that fails leaves the digest or watch of the message as it is. Must run inside a transaction.
 */
export async function queueEdit(db: Db, sent: SentMessage, messageId: string, post: object, now: Date): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ payload: JSON.stringify(post) })
    .where('message_id', '=', sent.message_id)
    .execute();
  const { channel_id: channelId, message_id: about, workspace_id: workspaceId } = sent;
  await insertMessage(db, { messageId, channelId, post, about, edits: true, workspaceId }, now);
}
