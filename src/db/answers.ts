import type { Insertable, Selectable } from 'kysely';
import { type Db, withoutWaiting, withSecureDelete } from './connect.ts';
import type { AnswerTable } from './schema.ts';

export type KeptAnswer = Selectable<AnswerTable>;

/** Stores an answer; false when its id is taken. Never waits: throws at once when the database is locked (`isBusy`). */
export const insertAnswer = (db: Db, row: Insertable<AnswerTable>): Promise<boolean> =>
  withoutWaiting(db, async (connection) => {
    const { numInsertedOrUpdatedRows } = await connection
      .insertInto('answers')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return Boolean(numInsertedOrUpdatedRows);
  });

/** Finds an answer by its id, if it was given at or after an instant (ISO). */
export const findAnswer = (db: Db, id: string, since: string): Promise<KeptAnswer | undefined> =>
  db.selectFrom('answers').selectAll().where('answer_id', '=', id).where('answered_at', '>=', since).executeTakeFirst();

/** A person's answers since an instant (ISO), newest first. */
export const findAllAnswersOf = (db: Db, userId: string, since: string, limit: number): Promise<KeptAnswer[]> =>
  db
    .selectFrom('answers')
    .selectAll()
    .where('user_id', '=', userId)
    .where('answered_at', '>=', since)
    .orderBy('answered_at', 'desc')
    .orderBy('answer_id')
    .limit(limit)
    .execute();

/** Deletes at most `most` answers given before an instant (ISO), leaving no trace of them in the file. */
export async function deleteAnswersBefore(db: Db, instant: string, most: number): Promise<void> {
  const old = await db.selectFrom('answers').select('answer_id').where('answered_at', '<', instant).limit(1).execute();
  if (old.length === 0) return;
  await withSecureDelete(db, (connection) =>
    connection
      .deleteFrom('answers')
      .where('answer_id', 'in', (eb) =>
        eb
          .selectFrom('answers')
          .select('answer_id')
          .where('answered_at', '<', instant)
          .orderBy('answered_at')
          .limit(most),
      )
      .execute(),
  );
}
