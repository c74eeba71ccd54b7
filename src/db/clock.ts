import { sql } from 'kysely';
import { type Db, inTransaction } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';

/** When a desk last ran with a clock that it trusted, and the newest instant of all (ISO). */
export async function findClockFacts(db: Db): Promise<{ seenAt: string | undefined; newest: string | undefined }> {
  const { rows } = await sql<{ seen_at: string | null; newest: string | null }>`
    select (select seen_at from clock where only_row = 1) as seen_at, max(at) as newest from (
      select seen_at as at from clock where only_row = 1
      union all select max(asked_at) from audit
      union all select max(answered_at) from answers
      union all select max(finished_at) from imports
      union all select created_at from (select created_at from outbox order by ${engineOf(db).arrival} desc limit 1) as last
    ) as instants`.execute(db);
  return { seenAt: rows[0]?.seen_at ?? undefined, newest: rows[0]?.newest ?? undefined };
}

/** Stores that a desk runs with a clock that it trusts. */
export const saveClockSeen = (db: Db, now: Date): Promise<unknown> =>
  db
    .insertInto('clock')
    .values({ only_row: 1, seen_at: now.toISOString() })
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet({ seen_at: now.toISOString() }))
    .execute();

/** How far ahead the desk's own instants may lie: Slack asks to wait for an hour at most. */
const AHEAD_MS = 2 * 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Sets instants that a clock wrote while it was ahead to `now`, so that nothing waits for years and nothing is kept for
 * years. A digest delivered on a date that is still to come is forgotten, so that its channel gets the next ones. Call it
 * only with a clock that Slack confirms.
 */
export const mendFutureInstants = (db: Db, now: Date): Promise<void> =>
  inTransaction(db, async (transaction) => {
    const at = now.toISOString();
    const ahead = new Date(now.getTime() + AHEAD_MS).toISOString();
    const late = new Date(now.getTime() + DAY_MS).toISOString();
    const statements = [
      sql`update answers set answered_at = ${at} where answered_at > ${ahead}`,
      sql`update audit set asked_at = ${at} where asked_at > ${ahead}`,
      sql`update imports set finished_at = ${at} where finished_at > ${ahead}`,
      sql`update clock set seen_at = ${at} where seen_at > ${ahead}`,
      sql`update outbox set try_after = ${at} where state in ('waiting', 'sending') and try_after > ${ahead}`,
      sql`update outbox set claimed_until = ${at} where state in ('waiting', 'sending') and claimed_until > ${ahead}`,
      sql`update outbox set expires_at = ${late} where state in ('waiting', 'sending') and expires_at > ${late}`,
      sql`update outbox set created_at = ${at} where created_at > ${ahead}`,
      sql`update threads set queued_at = ${at} where queued_at > ${ahead}`,
      sql`delete from deliveries where composed_at > ${ahead} and local_date > ${late}
        and not exists (select 1 from threads where thread_id = deliveries.message_id and state = 'open')`,
    ];
    for (const statement of statements) await statement.execute(transaction);
  });
