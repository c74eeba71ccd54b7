import { sql } from 'kysely';
import type { Db } from './connect.ts';

/** Writes to the database without changing it: the header's user version is written as it is. Throws SQLite's errors. */
export async function probeWrite(db: Db): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  await sql.raw(`pragma user_version = ${Math.trunc(Number(rows[0]?.user_version ?? 0))}`).execute(db);
}

/**
 * Messages of the outbox by state: all that are open (by their index), and of the latest 2,000 those that are done, so
 * that it stays quick after years.
 */
export async function countMessagesByState(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<{ state: string; messages: number }>`
    select state, count(*) messages from outbox where state in ('waiting', 'sending') group by state
    union all
    select state, count(*) from (select state from outbox order by rowid desc limit 2000)
      where state in ('sent', 'failed') group by state`.execute(db);
  return Object.fromEntries(rows.map(({ state, messages }) => [state, messages]));
}

/** Subscriptions with a digest that was composed before an instant and has not been sent. */
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
