import type { Insertable, Selectable } from 'kysely';
import type { CorrectionOutcome } from '../rules/correction.ts';
import type { Db } from './connect.ts';
import type { CorrectionTable } from './schema.ts';

export type Correction = Selectable<CorrectionTable>;

/** Stores a report. Returns its number. */
export async function insertCorrection(
  db: Db,
  row: Omit<Insertable<CorrectionTable>, 'correction_id'>,
): Promise<number> {
  const { correction_id } = await db
    .insertInto('corrections')
    .values(row)
    .returning('correction_id')
    .executeTakeFirstOrThrow();
  return correction_id;
}

/** The reports of a person since an instant (ISO), newest first. */
export const findAllCorrectionsBy = (db: Db, userId: string, since: string): Promise<Correction[]> =>
  db
    .selectFrom('corrections')
    .selectAll()
    .where('user_id', '=', userId)
    .where('reported_at', '>=', since)
    .orderBy('correction_id', 'desc')
    .execute();

/** A page of reports, open ones first, then newest first. */
export const findAllCorrections = (db: Db, limit: number, offset: number): Promise<Correction[]> =>
  db
    .selectFrom('corrections')
    .selectAll()
    .orderBy((eb) => eb.case().when('outcome', '=', 'open').then(0).else(1).end())
    .orderBy('correction_id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();

/** How many reports have each outcome. */
export async function countCorrectionsByOutcome(db: Db): Promise<Partial<Record<CorrectionOutcome, number>>> {
  const rows = await db
    .selectFrom('corrections')
    .select(['outcome', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('outcome')
    .execute();
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, Number(count)]));
}

/** Stores what became of a report; undefined when there is none of that number. */
export const settleCorrection = (
  db: Db,
  id: number,
  outcome: CorrectionOutcome,
  now: Date,
): Promise<Correction | undefined> =>
  db
    .updateTable('corrections')
    .set({ outcome, settled_at: now.toISOString() })
    .where('correction_id', '=', id)
    .returningAll()
    .executeTakeFirst();

/** Forgets who reported before an instant (ISO). */
export async function forgetReporters(db: Db, before: string): Promise<void> {
  const old = await db
    .selectFrom('corrections')
    .select('correction_id')
    .where('user_id', '!=', '')
    .where('reported_at', '<', before)
    .limit(1)
    .executeTakeFirst();
  if (old) await db.updateTable('corrections').set({ user_id: '' }).where('reported_at', '<', before).execute();
}
