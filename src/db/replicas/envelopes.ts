import { sql } from 'kysely';
import type { Db } from '../connect.ts';
import { engineOf } from '../engine/engine-of.ts';

/** How far an envelope of another desk has come. */
export interface EnvelopeState {
  claimed_by: string;
  /** Seconds since its desk took it. */
  claimed_for: number;
  /** Seconds since it was acknowledged; null for not yet. */
  acked_for: number | null;
  /** What the ack held, as JSON. */
  body: string | null;
}

/** Takes an envelope that no desk has: one insert. False when another desk has it. */
export async function claimEnvelope(db: Db, id: string, by: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('envelopes')
    .values({ envelope_id: id, claimed_by: by, claimed_second: engineOf(db).clock })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Boolean(numInsertedOrUpdatedRows);
}

/** Undefined for one that nobody has. */
export const findEnvelope = (db: Db, id: string): Promise<EnvelopeState | undefined> =>
  db
    .selectFrom('envelopes')
    .select([
      'claimed_by',
      sql<number>`${engineOf(db).clock} - claimed_second`.as('claimed_for'),
      sql<number | null>`${engineOf(db).clock} - acked_second`.as('acked_for'),
      'body',
    ])
    .where('envelope_id', '=', id)
    .executeTakeFirst();

/** Takes an envelope over from a desk that has not acknowledged it for so many seconds. False where it has, or is not over yet. */
export async function takeEnvelopeOver(db: Db, id: string, by: string, seconds: number): Promise<boolean> {
  const { clock } = engineOf(db);
  const { numUpdatedRows } = await db
    .updateTable('envelopes')
    .set({ claimed_by: by, claimed_second: clock })
    .where('envelope_id', '=', id)
    .where('acked_second', 'is', null)
    .where('claimed_second', '<=', sql<number>`${clock} - ${seconds}`)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Stores that a desk acknowledged an envelope, and with what. False when another desk has taken it over. */
export async function markEnvelopeAcked(db: Db, id: string, by: string, body: string | null): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('envelopes')
    .set({ acked_second: engineOf(db).clock, body })
    .where('envelope_id', '=', id)
    .where('claimed_by', '=', by)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives an envelope back that a desk did nothing about. */
export const releaseEnvelope = (db: Db, id: string, by: string): Promise<unknown> =>
  db
    .deleteFrom('envelopes')
    .where('envelope_id', '=', id)
    .where('claimed_by', '=', by)
    .where('acked_second', 'is', null)
    .execute();

/** Deletes envelopes that were taken so many seconds ago, and allowances that have been whole for as long. */
export async function deleteSharedBefore(db: Db, seconds: number): Promise<void> {
  const since = sql<number>`${engineOf(db).clock} - ${seconds}`;
  await db.deleteFrom('envelopes').where('claimed_second', '<', since).execute();
  await db.deleteFrom('allowances').where('whole_second', '<', since).execute();
}
