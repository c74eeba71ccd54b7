import type { Insertable, Selectable } from 'kysely';
import { type Db, inTransaction } from './connect.ts';
import { endOpenThreads } from './outbox/settle.ts';
import { extendThread, insertThread, type NewThread } from './outbox/threads.ts';
import type { WatchTable } from './schema.ts';

export type Watch = Selectable<WatchTable>;

/** Creates or replaces a channel's watch on a subject. */
export async function upsertWatch(db: Db, row: Insertable<WatchTable>): Promise<void> {
  const { label, scope, kinds } = row;
  const rule = { label, scope, kinds, failure: null, failed_at: null }; // news that failed are tried again at once
  await db
    .insertInto('watches')
    .values(row)
    .onConflict((conflict) => conflict.columns(['workspace_id', 'channel_id', 'subject']).doUpdateSet(rule))
    .execute();
}

/** A channel's watches, oldest first. */
export const findAllWatchesByChannel = (db: Db, channelId: string): Promise<Watch[]> =>
  db.selectFrom('watches').selectAll().where('channel_id', '=', channelId).orderBy('watch_id').execute();

/** The watches that a person set up, by channel, oldest first. */
export const findAllWatchesBy = (db: Db, userId: string): Promise<Watch[]> =>
  db
    .selectFrom('watches')
    .selectAll()
    .where('created_by', '=', userId)
    .orderBy('channel_id')
    .orderBy('watch_id')
    .execute();

/** Watches that have not covered every import yet. */
export const findAllWatchesBehind = (db: Db, importId: number): Promise<Watch[]> =>
  db.selectFrom('watches').selectAll().where('since_import_id', '<', importId).orderBy('watch_id').execute();

/** Slack ids of the channels that have a watch. */
export const findAllWatchChannels = async (db: Db): Promise<string[]> =>
  (await db.selectFrom('watches').select('channel_id').distinct().orderBy('channel_id').execute()).map(
    (row) => row.channel_id,
  );

/** Deletes a watch, and gives up what waits to be posted of it; false when the channel had none on the subject. */
export const deleteWatch = (db: Db, channelId: string, subject: string): Promise<boolean> =>
  inTransaction(db, async (transaction) => {
    const watch = await transaction
      .selectFrom('watches')
      .select('watch_id')
      .where('channel_id', '=', channelId)
      .where('subject', '=', subject)
      .executeTakeFirst();
    if (!watch) return false;
    // First, since a thread forgets a watch that is deleted
    await endOpenThreads(transaction, 'watch_id', watch.watch_id);
    await transaction.deleteFrom('watches').where('watch_id', '=', watch.watch_id).execute();
    return true;
  });

/** Moves a watch past imports that brought it nothing. */
export const advanceWatch = (db: Db, watch: Watch, through: number): Promise<unknown> =>
  asRead(db, watch).set({ since_import_id: through }).execute();

/**
 * Queues a watch's news through an import: as a new thread, or as replies in the thread of that id, which was sent.
 * The watch moves on when they are sent. False when another process was first.
 */
export function insertWatchNews(
  db: Db,
  watch: Watch,
  thread: NewThread,
  { through, extend, now }: { through: number; extend: boolean; now: Date },
): Promise<boolean> {
  return inTransaction(db, async (transaction) => {
    // Changes nothing, and takes SQLite's lock at once: the watch must still be as it was read.
    const { since_import_id, watch_id } = watch;
    const { numUpdatedRows } = await asRead(transaction, watch).set({ since_import_id }).executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    return extend
      ? extendThread(transaction, thread.parent.messageId, thread.replies, through, now)
      : insertThread(transaction, thread, { watch_id, through_import_id: through }, now);
  });
}

const asRead = (db: Db, { watch_id, since_import_id }: Watch) =>
  db.updateTable('watches').where('watch_id', '=', watch_id).where('since_import_id', '=', since_import_id);
