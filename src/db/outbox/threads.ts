import type { Selectable } from 'kysely';
import { type Db, inTransaction } from '../connect.ts';
import { insertMessages, type NewMessage } from '../outbox.ts';
import type { ThreadTable } from '../schema.ts';

export type Thread = Selectable<ThreadTable>;

export interface NewThread {
  parent: NewMessage;
  replies: NewMessage[];
}

/** The digest or watch whose news a thread holds, and the last import it covers; empty for other messages. */
export type ThreadOwner = Partial<Pick<ThreadTable, 'subscription_id' | 'watch_id' | 'through_import_id'>>;

/** Queues a message and its replies; false when its id was queued before. Must run inside a transaction. */
export async function insertThread(
  db: Db,
  { parent, replies }: NewThread,
  owner: ThreadOwner,
  now: Date,
): Promise<boolean> {
  if ((await insertMessages(db, [parent], { now })) === 0) return false;
  const row = { ...owner, thread_id: parent.messageId, state: 'open' as const, queued_at: now.toISOString() };
  await db.insertInto('threads').values(row).execute();
  await insertMessages(db, replies, { threadOf: parent.messageId, position: 1, now });
  return true;
}

/** Queues a thread in its own transaction; false when it was queued before. */
export const queueThread = (db: Db, thread: NewThread, owner: ThreadOwner, now: Date): Promise<boolean> =>
  inTransaction(db, (transaction) => insertThread(transaction, thread, owner, now));

/** Queues one message; false when its id was queued before. Must run inside a transaction. */
export const insertMessage = (db: Db, message: NewMessage, now: Date): Promise<boolean> =>
  insertThread(db, { parent: message, replies: [] }, {}, now);

/** Queues one message in its own transaction; false when its id was queued before. */
export const queueMessage = (db: Db, message: NewMessage, now: Date): Promise<boolean> =>
  queueThread(db, { parent: message, replies: [] }, {}, now);

/**
 * Adds replies with newer news to a thread that was sent, and opens it again. False when it is in another state or holds
 * these news already: another process was first. Must run inside a transaction.
 */
export async function extendThread(
  db: Db,
  threadId: string,
  replies: NewMessage[],
  throughImportId: number,
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('threads')
    .set({ state: 'open', through_import_id: throughImportId, queued_at: now.toISOString() })
    .where('thread_id', '=', threadId)
    .where('state', '=', 'sent')
    .where('through_import_id', '<', throughImportId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  const last = await db
    .selectFrom('outbox')
    .select(({ fn }) => fn.max<number | null>('position').as('position'))
    .where('thread_of', '=', threadId)
    .executeTakeFirst();
  await insertMessages(db, replies, { threadOf: threadId, position: (last?.position ?? 0) + 1, now });
  return true;
}

/** A thread by the id of its first message. */
export const findThread = (db: Db, threadId: string): Promise<Thread | undefined> =>
  db.selectFrom('threads').selectAll().where('thread_id', '=', threadId).executeTakeFirst();

/** The newest thread of a watch. */
export const findLastThreadOfWatch = (db: Db, watchId: number): Promise<Thread | undefined> =>
  db
    .selectFrom('threads')
    .selectAll()
    .where('watch_id', '=', watchId)
    .orderBy('queued_at', 'desc')
    .orderBy('thread_id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Counts the threads with an id, or with that id and a number ('<id>-2'). */
export async function countThreadsNamed(db: Db, id: string): Promise<number> {
  const row = await db
    .selectFrom('threads')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(({ or, eb }) => or([eb('thread_id', '=', id), eb('thread_id', 'like', `${id}-%`)]))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
