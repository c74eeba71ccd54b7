import type { Insertable, Selectable } from 'kysely';
import { type Db, withoutWaiting, withSecureDelete } from './connect.ts';
import type { AuditTable, Outcome } from './schema.ts';

export type NewAuditRow = Omit<Insertable<AuditTable>, 'audit_id'>;
export type AuditRow = Selectable<AuditTable>;

/** Stores audit rows. Never waits: throws at once when the database is locked (`isBusy`). */
export const insertAuditRow = (db: Db, rows: NewAuditRow[]): Promise<void> =>
  withoutWaiting(db, async (connection) => {
    await connection.insertInto('audit').values(rows).execute();
  });

/** Audit rows in [since, until) (ISO instants), oldest first. Returns the latest `limit` of them. */
export async function findAllAuditRows(
  db: Db,
  { since, until, userId, limit }: { since: string; until: string; userId?: string | undefined; limit: number },
): Promise<AuditRow[]> {
  const query = db
    .selectFrom('audit')
    .selectAll()
    .where('asked_at', '>=', since)
    .where('asked_at', '<', until)
    .$if(userId !== undefined, (some) => some.where('user_id', '=', userId ?? ''))
    .orderBy('asked_at', 'desc')
    .orderBy('audit_id', 'desc')
    .limit(limit);
  return (await query.execute()).reverse();
}

/** Counts audit rows since an instant (ISO), by outcome. */
export async function countAuditRowsByOutcome(db: Db, since: string): Promise<Partial<Record<Outcome, number>>> {
  const counts = await db
    .selectFrom('audit')
    .select(['outcome', (eb) => eb.fn.countAll<number>().as('count')])
    .where('asked_at', '>=', since)
    .groupBy('outcome')
    .execute();
  return Object.fromEntries(counts.map(({ outcome, count }) => [outcome, Number(count)]));
}

/** Deletes at most `most` audit rows older than an instant (ISO), leaving no trace of them in the file. Returns how many. */
export async function deleteAuditRowsBefore(db: Db, instant: string, most: number): Promise<number> {
  const old = await db
    .selectFrom('audit')
    .select('audit_id')
    .where('asked_at', '<', instant)
    .limit(1)
    .executeTakeFirst();
  if (!old) return 0;
  return withSecureDelete(db, async (connection) => {
    const { numDeletedRows } = await connection
      .deleteFrom('audit')
      .where('audit_id', 'in', (eb) =>
        eb.selectFrom('audit').select('audit_id').where('asked_at', '<', instant).orderBy('asked_at').limit(most),
      )
      .executeTakeFirst();
    return Number(numDeletedRows);
  });
}
