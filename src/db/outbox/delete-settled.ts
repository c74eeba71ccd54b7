import type { ExpressionBuilder } from 'kysely';
import { type Db, inTransaction } from '../connect.ts';
import type { Tables } from '../schema.ts';

const BATCH = 500; // answers and claims get their turn in between

/**
 * Deletes at most `most` threads that were queued before an instant and are finished, with their messages, and old deliveries of digests.
 * Keeps two deliveries of each digest: the last one, so that no date gets a second, and the last that arrived.
 */
export async function deleteSettledBefore(db: Db, instant: Date, most: number): Promise<void> {
  const before = instant.toISOString();
  for (const work of [deleteDeliveries, deleteThreads])
    for (let done = 0; done < most && (await work(db, before)) === BATCH; ) done += BATCH;
}

async function deleteDeliveries(db: Db, before: string): Promise<number> {
  const ids = await db
    .selectFrom('deliveries')
    .leftJoin('threads', 'threads.thread_id', 'deliveries.message_id')
    .select('delivery_id')
    .where('composed_at', '<', before)
    .where(({ or, eb }) => or([eb('threads.state', 'is', null), eb('threads.state', '<>', 'open')]))
    .where('local_date', '<', (eb) => lastDate(eb))
    .where(({ eb, fn, val }) => eb('local_date', '<>', fn.coalesce(lastDate(eb, 'covered'), val(''))))
    .limit(BATCH)
    .execute();
  if (ids.length > 0)
    await db
      .deleteFrom('deliveries')
      .where(
        'delivery_id',
        'in',
        ids.map((row) => row.delivery_id),
      )
      .execute();
  return ids.length;
}

/** The last local date of the same digest; with 'covered', the last one that arrived or had nothing to report. */
const lastDate = (eb: ExpressionBuilder<Tables, 'deliveries'>, which?: 'covered') =>
  eb
    .selectFrom('deliveries as other')
    .leftJoin('threads as its', 'its.thread_id', 'other.message_id')
    .select(({ fn }) => fn.max<string>('other.local_date').as('last'))
    .whereRef('other.subscription_id', '=', 'deliveries.subscription_id')
    .$if(which === 'covered', (some) =>
      some.where(({ or, eb: of }) => or([of('other.message_id', 'is', null), of('its.state', '=', 'sent')])),
    );

async function deleteThreads(db: Db, before: string): Promise<number> {
  const threads = await db
    .selectFrom('threads')
    .select('thread_id')
    .where('state', '<>', 'open')
    .where('queued_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('deliveries').select('delivery_id').whereRef('message_id', '=', 'threads.thread_id'))),
    )
    .limit(BATCH)
    .execute();
  if (threads.length === 0) return 0;
  const ids = threads.map((row) => row.thread_id);
  await inTransaction(db, async (transaction) => {
    await transaction.deleteFrom('threads').where('thread_id', 'in', ids).execute();
    await transaction.deleteFrom('outbox').where('thread_of', 'in', ids).execute();
    await transaction.deleteFrom('outbox').where('message_id', 'in', ids).execute();
  });
  return threads.length;
}
