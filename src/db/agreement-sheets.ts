import type { Insertable, Selectable } from 'kysely';
import type { StandingList } from '../rules/agreement-at-date.ts';
import type { Db } from './connect.ts';
import type { AgreementSheetTable } from './schema.ts';
import { keeping } from './until-import.ts';

export type AgreementSheet = Selectable<AgreementSheetTable>;
type Stage = AgreementSheet['stage'];
const BATCH = 500;

/** The list of a stage that stood on a day (ISO): the last one at or before it, and the next. */
export const findStandingList = keeping(async (db, stage: Stage, day: string): Promise<StandingList> => {
  const of = () =>
    db
      .selectFrom('agreement_sheets')
      .select(['sheet_on', 'seen_to'])
      .where('stage', '=', stage)
      .where('passed_over', '=', 0);
  const last = await of().where('sheet_on', '<=', day).orderBy('sheet_on', 'desc').limit(1).executeTakeFirst();
  const next = await of().where('sheet_on', '>', day).orderBy('sheet_on').limit(1).executeTakeFirst();
  return { day: last?.sheet_on, covers: last !== undefined && day <= last.seen_to, next: next?.sheet_on };
});

/** The newest list of a stage that is loaded; undefined before the first. */
export const findNewestSheet = keeping(
  (db, stage: Stage): Promise<AgreementSheet | undefined> =>
    db
      .selectFrom('agreement_sheets')
      .selectAll()
      .where('stage', '=', stage)
      .where('passed_over', '=', 0)
      .orderBy('sheet_on', 'desc')
      .orderBy('edition', 'desc')
      .limit(1)
      .executeTakeFirst(),
);

/** The loaded lists of a stage after a day, oldest first. */
export const findAllSheetsAfter = (db: Db, stage: Stage, day: string): Promise<AgreementSheet[]> =>
  db
    .selectFrom('agreement_sheets')
    .selectAll()
    .where('stage', '=', stage)
    .where('passed_over', '=', 0)
    .where('sheet_on', '>', day)
    .orderBy('sheet_on')
    .orderBy('edition')
    .execute();

/** True when a file with this hash was read before: loaded, or passed over. */
export async function existsSheetFile(db: Db, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('agreement_sheets')
    .select('sheet_id')
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertSheets(db: Db, rows: Insertable<AgreementSheetTable>[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('agreement_sheets')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

/** Deletes the lists of a stage, also those passed over. */
export async function deleteSheets(db: Db, stage: Stage): Promise<void> {
  await db.deleteFrom('agreement_sheets').where('stage', '=', stage).execute();
}
