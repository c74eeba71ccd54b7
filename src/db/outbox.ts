import type { Insertable, Selectable } from 'kysely';
import type { Db } from './connect.ts';
import type { OutboxTable } from './schema.ts';

export type OutboxMessage = Selectable<OutboxTable>;

export interface NewMessage {
  messageId: string;
  channelId: string;
  /** What to post, as plain data: an Answer and how to show it. Rendered when it is sent. */
  post: object;
}

export interface NewThread {
  parent: NewMessage;
  replies: NewMessage[];
}

/** A message that is not sent within this time fails: yesterday's digest is not today's. */
const EXPIRES_AFTER_MS = 20 * 3_600_000;

/**
 * Queues a message and its replies. When the message exists already (the same thread on the same day), only the replies
 * are added. Returns false when all of it was queued before. Must run inside a transaction.
 */
export async function insertThread(db: Db, { parent, replies }: NewThread, now: Date): Promise<boolean> {
  const isNew = (await insert(db, [row(parent, undefined, 0, now)])) === 1;
  const last = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max('position').as('position'))
    .where('thread_of', '=', parent.messageId)
    .executeTakeFirst();
  const first = (last?.position ?? 0) + 1;
  const added = await insert(
    db,
    replies.map((reply, at) => row(reply, parent.messageId, first + at, now)),
  );
  return isNew || added > 0;
}

/** Queues a thread in its own transaction; false when it was queued before. */
export const queueThread = (db: Db, thread: NewThread, now: Date): Promise<boolean> =>
  db.transaction().execute((transaction) => insertThread(transaction, thread, now));

/** Queues one message; false when its id was queued before. */
export const insertMessage = async (db: Db, message: NewMessage, now: Date): Promise<boolean> =>
  (await insert(db, [row(message, undefined, 0, now)])) === 1;

async function insert(db: Db, rows: Insertable<OutboxTable>[]): Promise<number> {
  if (rows.length === 0) return 0;
  const result = await db
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}

const row = (message: NewMessage, threadOf: string | undefined, position: number, now: Date) => ({
  message_id: message.messageId,
  thread_of: threadOf ?? null,
  position,
  channel_id: message.channelId,
  payload: JSON.stringify(message.post),
  state: 'waiting' as const,
  attempts: 0,
  created_at: now.toISOString(),
  expires_at: new Date(now.getTime() + EXPIRES_AFTER_MS).toISOString(),
  try_after: now.toISOString(),
  unsure: 0,
});

/** Unsent messages that are due, parents before their replies, oldest first; of one channel if given. */
export async function findAllOpenMessages(
  db: Db,
  now: Date,
  channelId?: string,
): Promise<Omit<OutboxMessage, 'payload'>[]> {
  const at = now.toISOString();
  let query = db
    .selectFrom('outbox')
    .select(COLUMNS)
    .where('state', 'in', ['waiting', 'sending'])
    .where('try_after', '<=', at)
    .where(({ or, eb }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]));
  if (channelId) query = query.where('channel_id', '=', channelId);
  return await query.orderBy('created_at').orderBy('position').orderBy('message_id').execute();
}

const COLUMNS = [
  'message_id',
  'thread_of',
  'position',
  'channel_id',
  'state',
  'attempts',
  'created_at',
  'expires_at',
  'try_after',
  'claimed_by',
  'claimed_until',
  'unsure',
  'ts',
  'sent_at',
  'error',
] as const;

/**
 * Claims a message for one process until `until`. Returns undefined when another process has it, when it is done, or
 * when it is a reply whose parent has not been sent. A message whose claim ran out while it was being sent is marked
 * unsure.
 */
export function claimMessage(
  db: Db,
  messageId: string,
  claim: { by: string; now: Date; until: Date },
): Promise<OutboxMessage | undefined> {
  const at = claim.now.toISOString();
  return db
    .updateTable('outbox')
    .set(({ eb, ref }) => ({
      unsure: eb.case().when('state', '=', 'sending').then(1).else(ref('unsure')).end(),
      state: 'sending',
      attempts: eb('attempts', '+', 1),
      claimed_by: claim.by,
      claimed_until: claim.until.toISOString(),
    }))
    .where('message_id', '=', messageId)
    .where('state', 'in', ['waiting', 'sending'])
    .where('try_after', '<=', at)
    .where(({ or, eb }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('thread_of', 'is', null),
        exists(
          selectFrom('outbox as parent')
            .select('parent.message_id')
            .whereRef('parent.message_id', '=', 'outbox.thread_of')
            .where('parent.state', '=', 'sent'),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.message_id')
            .whereRef('earlier.thread_of', '=', 'outbox.thread_of')
            .whereRef('earlier.position', '<', 'outbox.position')
            .where('earlier.state', 'in', ['waiting', 'sending']),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst();
}

/** Marks a message as posted. Only the process that claimed it may do so. */
export const markSent = (db: Db, messageId: string, by: string, ts: string, now: Date): Promise<unknown> =>
  claimed(db, messageId, by)
    .set({ state: 'sent', ts, sent_at: now.toISOString(), claimed_until: null, unsure: 0, error: null })
    .execute();

/** Releases a message, to be tried again; `unsure` when Slack may already have it. */
export const releaseMessage = (
  db: Db,
  messageId: string,
  by: string,
  { tryAfter, unsure, error }: { tryAfter: Date; unsure: boolean; error: string },
): Promise<unknown> =>
  claimed(db, messageId, by)
    .set({ state: 'waiting', claimed_until: null, try_after: tryAfter.toISOString(), unsure: unsure ? 1 : 0, error })
    .execute();

/** Marks a message and its replies as failed. */
export async function markFailed(db: Db, messageId: string, by: string, error: string): Promise<void> {
  await claimed(db, messageId, by).set({ state: 'failed', claimed_until: null, error }).execute();
  await db
    .updateTable('outbox')
    .set({ state: 'failed', error })
    .where('thread_of', '=', messageId)
    .where('state', '=', 'waiting')
    .execute();
}

const claimed = (db: Db, messageId: string, by: string) =>
  db.updateTable('outbox').where('message_id', '=', messageId).where('claimed_by', '=', by);

/** Delays every message of a channel until an instant. */
export const pauseChannel = (db: Db, channelId: string, until: Date): Promise<unknown> =>
  db
    .updateTable('outbox')
    .set({ try_after: until.toISOString() })
    .where('channel_id', '=', channelId)
    .where('state', '=', 'waiting')
    .where('try_after', '<', until.toISOString())
    .execute();

/** Finds a message without its payload; undefined when there is none. */
export const findMessage = (db: Db, messageId: string) =>
  db.selectFrom('outbox').select(COLUMNS).where('message_id', '=', messageId).executeTakeFirst();

/** Clears the payloads of messages settled before an instant. The record that they were sent is kept. */
export const clearOldPayloads = (db: Db, before: Date): Promise<unknown> =>
  db
    .updateTable('outbox')
    .set({ payload: '' })
    .where('state', 'in', ['sent', 'failed'])
    .where('created_at', '<', before.toISOString())
    .where('payload', '<>', '')
    .execute();
