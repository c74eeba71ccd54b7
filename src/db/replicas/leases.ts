import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { engineOf } from '../engine/engine-of.ts';

/** Takes or renews a lease for so many seconds from now. False when another holds it. */
export async function takeLease(db: Db, name: string, holder: string, seconds: number): Promise<boolean> {
  const { clock } = engineOf(db);
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('leases')
    .values({ name, holder, until_second: sql<number>`${clock} + ${seconds}` })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet(({ ref }) => ({ holder: ref('excluded.holder'), until_second: ref('excluded.until_second') }))
        .where(({ eb, or, ref }) =>
          or([eb('leases.holder', '=', ref('excluded.holder')), eb('leases.until_second', '<=', clock)]),
        ),
    )
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
}

/** Ends a lease that this holder has. */
export const endLease = (db: Db, name: string, holder: string): Promise<unknown> =>
  db
    .updateTable('leases')
    .set({ until_second: engineOf(db).clock })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .where('until_second', '>', engineOf(db).clock)
    .execute();

/** Who holds a lease, and for how many more seconds: less than zero when it has run out. Undefined when nobody ever held it. */
export const findLease = (db: Db, name: string): Promise<{ holder: string; seconds: number } | undefined> =>
  db
    .selectFrom('leases')
    .select(['holder', sql<number>`until_second - ${engineOf(db).clock}`.as('seconds')])
    .where('name', '=', name)
    .executeTakeFirst();
