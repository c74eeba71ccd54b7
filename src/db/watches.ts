import type { Insertable, Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { insertThread, type NewThread } from './outbox.ts';
import type { WatchTable } from './schema.ts';

export type Watch = Selectable<WatchTable>;

/** Creates or replaces a channel's watch on a subject. */
export async function upsertWatch(db: Db, row: Insertable<WatchTable>): Promise<void> {
  const { label, scope, kinds } = row;
  await db
    .insertInto('watches')
    .values(row)
    .onConflict((conflict) => conflict.columns(['channel_id', 'subject']).doUpdateSet({ label, scope, kinds }))
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

/** Deletes a watch; false when the channel had none on the subject. */
export async function deleteWatch(db: Db, channelId: string, subject: string): Promise<boolean> {
  const result = await db
    .deleteFrom('watches')
    .where('channel_id', '=', channelId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/**
 * Moves a watch past the imports it has covered and queues their news, in one transaction. False when another process
 * was first.
 */
export function advanceWatch(
  db: Db,
  watch: Watch,
  through: number,
  thread: NewThread | undefined,
  now: Date,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('watches')
      .set({ since_import_id: through })
      .where('watch_id', '=', watch.watch_id)
      .where('since_import_id', '=', watch.since_import_id)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    if (thread) await insertThread(transaction, thread, now);
    return true;
  });
}

/** The watch of a queued message ('watch-<id>-<date>'); undefined for other messages. */
export function findWatchOfMessage(db: Db, messageId: string): Promise<Watch | undefined> {
  const id = /^watch-(\d+)-/.exec(messageId)?.[1];
  if (!id) return Promise.resolve(undefined);
  return db.selectFrom('watches').selectAll().where('watch_id', '=', Number(id)).executeTakeFirst();
}
