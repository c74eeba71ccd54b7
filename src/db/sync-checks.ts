import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';
import { insertMessage } from './outbox/threads.ts';
import type { NewMessage } from './outbox.ts';
import type { SyncCheckTable } from './schema.ts';

export type SyncCheck = Selectable<SyncCheckTable>;

/** Every entry of the sources file that has been checked, by name. */
export const findAllSyncChecks = (db: Db): Promise<SyncCheck[]> =>
  db.selectFrom('sync_checks').selectAll().orderBy('entry').execute();

/** Deletes entries that are no longer configured. */
export const deleteSyncChecksExcept = async (db: Db, names: readonly string[]): Promise<void> => {
  const known = await findAllSyncChecks(db);
  const gone = known.map((each) => each.entry).filter((entry) => !names.includes(entry));
  if (gone.length > 0) await db.deleteFrom('sync_checks').where('entry', 'in', gone).execute();
};

/**
 * Claims an entry for one process until `until`, if it is due. Returns undefined when it is not due or another process
 * has it. Returns the row as it was: a `claimed_by` in it belongs to a check that did not finish.
 */
export function claimSyncCheck(
  db: Db,
  entry: Pick<SyncCheck, 'entry' | 'source' | 'target' | 'shown' | 'every'>,
  claim: { by: string; now: Date; until: Date },
  isDue: (row: SyncCheck) => boolean,
): Promise<SyncCheck | undefined> {
  return db.transaction().execute(async (transaction) => {
    // Starting with a write takes SQLite's lock at once.
    await transaction
      .insertInto('sync_checks')
      .values({ ...entry, next_due_at: claim.now.toISOString(), failures: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const row = await transaction
      .selectFrom('sync_checks')
      .selectAll()
      .where('entry', '=', entry.entry)
      .modifyEnd(engineOf(db).forUpdate)
      .executeTakeFirstOrThrow();
    if (!isDue(row)) return undefined;
    const fresh =
      row.target === entry.target
        ? {}
        : { etag: null, last_modified: null, validators_of: null, file: null, sha256: null };
    const claimed = { claimed_by: claim.by, claimed_until: claim.until.toISOString() };
    await transaction
      .updateTable('sync_checks')
      .set({ ...entry, ...fresh, ...claimed })
      .where('entry', '=', entry.entry)
      .execute();
    return { ...row, ...entry, ...fresh };
  });
}

/**
 * Records the result of a check, with the message that reports it, and releases the entry, in one transaction. False
 * when the claim had run out and another process has taken the entry.
 */
export function finishSyncCheck(
  db: Db,
  { entry, by, now }: { entry: string; by: string; now: Date },
  row: Partial<SyncCheck>,
  message: NewMessage | undefined,
): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('sync_checks')
      .set({ ...row, claimed_by: null, claimed_until: null })
      .where('entry', '=', entry)
      .where('claimed_by', '=', by)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    if (message) await insertMessage(transaction, message, now);
    return true;
  });
}
