import { sql } from 'kysely';
import { type Db, withoutWaiting } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';

/** Tests a write without changing anything. Throws the database's errors. */
export const probeWrite = (db: Db): Promise<void> => engineOf(db).probeWrite(db);

/** The same, which fails at once when the database is locked (`isBusy`). */
export const probeWriteAtOnce = (db: Db): Promise<void> => withoutWaiting(db, probeWrite);

/**
 * Counts outbox messages by state: all open ones (through their index), and the finished ones among the latest 2,000,
 * so that it stays fast after years.
 */
export async function countMessagesByState(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; messages: number }>`
    select state, count(*) as messages from outbox where state in ('waiting', 'sending') group by state
    union all
    select state, count(*) from (select state from outbox order by ${engineOf(db).arrival} desc limit 2000) as latest
      where state in ('sent', 'failed') group by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, messages }) => [state, messages]));
}

/** Subscriptions whose digest was composed before an instant and has not been sent. */
export const findAllPendingSubscriptions = async (db: Db, before: Date): Promise<number[]> => {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('deliveries', 'deliveries.message_id', 'outbox.message_id')
    .select('deliveries.subscription_id')
    .where('outbox.state', 'in', ['waiting', 'sending'])
    .where('deliveries.composed_at', '<', before.toISOString())
    .execute();
  return rows.map((row) => row.subscription_id);
};
