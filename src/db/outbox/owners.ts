import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import type { Thread } from './threads.ts';

/** Subscriptions and watches have columns of the same names for their failure and for what was posted. */
type OwnerColumns = Pick<Thread, 'subscription_id' | 'watch_id'>;

/** The digest or watch of a thread, as a notice to the person who set it up describes it. */
export interface Owner {
  kind: 'digest' | 'watch';
  createdBy: string;
  channelId: string;
  /** The local date of a digest, the subject of a watch. */
  label: string;
}

/** Finds a thread's digest or watch; undefined when it has none, or the watch has ended. */
export async function findOwner(db: Db, thread: Thread): Promise<Owner | undefined> {
  const query = db
    .selectFrom('threads')
    .leftJoin('subscriptions', 'subscriptions.subscription_id', 'threads.subscription_id')
    .leftJoin('deliveries', 'deliveries.message_id', 'threads.thread_id')
    .leftJoin('watches', 'watches.watch_id', 'threads.watch_id')
    .select(({ fn }) => [
      fn.coalesce('subscriptions.created_by', 'watches.created_by').as('createdBy'),
      fn.coalesce('subscriptions.channel_id', 'watches.channel_id').as('channelId'),
      'deliveries.local_date',
      'watches.label',
    ])
    .where('thread_id', '=', thread.thread_id);
  const row = await query.executeTakeFirst();
  if (!row?.createdBy || !row.channelId) return undefined;
  const { createdBy, channelId } = row;
  return row.label === null
    ? { kind: 'digest', createdBy, channelId, label: row.local_date ?? thread.queued_at.slice(0, 10) }
    : { kind: 'watch', createdBy, channelId, label: row.label };
}

/** Stores Slack's error. Returns true when there was none before, so that the person is notified once. */
export async function markFailing(db: Db, thread: OwnerColumns, error: string, now: Date): Promise<boolean> {
  const owner = tableOf(thread);
  if (!owner) return false;
  const { numAffectedRows } = await sql`
    update ${owner.table} set failure = ${error}, failed_at = ${now.toISOString()}
    where ${owner.key} = ${owner.id} and failure is null`.execute(db);
  return Boolean(numAffectedRows);
}

/** Moves past the imports that a sent thread covers, and clears the error, so that the next failure is reported. */
export async function advanceOwner(db: Db, thread: OwnerColumns & Pick<Thread, 'through_import_id'>): Promise<void> {
  const owner = tableOf(thread);
  if (!owner) return;
  const through = thread.through_import_id ?? 0;
  await sql`
    update ${owner.table} set failure = null, failed_at = null,
      since_import_id = case when since_import_id < ${through} then ${through} else since_import_id end
    where ${owner.key} = ${owner.id}`.execute(db);
}

function tableOf({ subscription_id, watch_id }: OwnerColumns) {
  if (subscription_id !== null)
    return { table: sql.table('subscriptions'), key: sql.ref('subscription_id'), id: subscription_id };
  if (watch_id !== null) return { table: sql.table('watches'), key: sql.ref('watch_id'), id: watch_id };
  return undefined;
}
