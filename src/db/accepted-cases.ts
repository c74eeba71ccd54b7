import type { Insertable, Selectable } from 'kysely';
import type { Db } from './connect.ts';
import type { AcceptedCaseTable } from './schema.ts';

export type AcceptedCase = Selectable<AcceptedCaseTable>;

/** All accepted cases and figures, in the order accepted. */
export const findAllAccepted = (db: Db): Promise<AcceptedCase[]> =>
  db.selectFrom('accepted_cases').selectAll().orderBy('accepted_at').orderBy('case_id').execute();

/** Stores a case or figure. One that is known already keeps the day on which it was first accepted. */
export async function upsertAccepted(db: Db, row: Insertable<AcceptedCaseTable>): Promise<void> {
  await db
    .insertInto('accepted_cases')
    .values(row)
    .onConflict((known) =>
      known.column('case_id').doUpdateSet({ address: row.address, row: row.row, spans: row.spans }),
    )
    .execute();
}
