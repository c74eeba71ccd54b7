import type { Insertable, Selectable } from 'kysely';
import { type Db, inTransaction } from './connect.ts';
import type { ProposalTable } from './schema.ts';

export type Proposal = Selectable<ProposalTable>;

/** Stores proposals that are neither waiting nor accepted already. Returns how many are new. */
export const insertProposals = (db: Db, rows: Insertable<ProposalTable>[]): Promise<number> =>
  inTransaction(db, async (transaction) => {
    let added = 0;
    for (const row of rows) {
      const accepted = await transaction
        .selectFrom('accepted_cases')
        .select('case_id')
        .where('case_id', '=', row.case_id)
        .executeTakeFirst();
      if (accepted) continue;
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('proposals')
        .values(row)
        .onConflict((known) => known.doNothing())
        .executeTakeFirst();
      added += Number(numInsertedOrUpdatedRows ?? 0);
    }
    return added;
  });

/** Every proposal that waits for a review, oldest text first. */
export const findAllProposals = (db: Db): Promise<Proposal[]> =>
  db.selectFrom('proposals').selectAll().orderBy('proposed_at').orderBy('text_sha256').orderBy('case_id').execute();

/** Finds a waiting proposal by its reference, in any letter case. */
export const findProposal = (db: Db, caseId: string): Promise<Proposal | undefined> =>
  db.selectFrom('proposals').selectAll().where('case_id', '=', caseId.toUpperCase()).executeTakeFirst();

/** Who agreed to the row of a proposal as it stands. */
export const findReviewers = async (db: Db, { case_id, row }: Pick<Proposal, 'case_id' | 'row'>): Promise<string[]> =>
  (
    await db
      .selectFrom('proposal_reviews')
      .select('reviewer')
      .where('case_id', '=', case_id)
      .where('row', '=', row)
      .orderBy('reviewed_at')
      .orderBy('reviewer')
      .execute()
  ).map(({ reviewer }) => reviewer);

/**
 * Stores that a person agrees to a row of a proposal. Those who agreed to another row must look again. Returns all who
 * agree to it.
 */
export const insertReview = (
  db: Db,
  { case_id, reviewer, row }: { case_id: string; reviewer: string; row: string },
  now: Date,
): Promise<string[]> =>
  inTransaction(db, async (transaction) => {
    await transaction.updateTable('proposals').set({ row }).where('case_id', '=', case_id).execute();
    await transaction
      .deleteFrom('proposal_reviews')
      .where('case_id', '=', case_id)
      .where(({ or, eb }) => or([eb('row', '<>', row), eb('reviewer', '=', reviewer)]))
      .execute();
    const reviewed_at = now.toISOString();
    await transaction.insertInto('proposal_reviews').values({ case_id, reviewer, row, reviewed_at }).execute();
    return findReviewers(transaction, { case_id, row });
  });

/** Deletes a proposal and what was said of it; false when somebody else has decided it. */
export const deleteProposal = (db: Db, caseId: string): Promise<boolean> =>
  inTransaction(db, async (transaction) => {
    await transaction.deleteFrom('proposal_reviews').where('case_id', '=', caseId).execute();
    const { numDeletedRows } = await transaction
      .deleteFrom('proposals')
      .where('case_id', '=', caseId)
      .executeTakeFirst();
    return numDeletedRows > 0n;
  });

/** Deletes proposals that nobody has decided since an instant (ISO). */
export async function deleteProposalsBefore(db: Db, instant: string, most: number): Promise<void> {
  const old = await db
    .selectFrom('proposals')
    .select('case_id')
    .where('proposed_at', '<', instant)
    .limit(most)
    .execute();
  for (const { case_id } of old) await deleteProposal(db, case_id);
}
