import type { Selectable, Updateable } from 'kysely';
import type { Db } from './connect.ts';
import type { AgreementTable } from './schema.ts';
import { keeping } from './until-import.ts';

export type Agreement = Selectable<AgreementTable>;
type Stage = Agreement['stage'];
const BATCH = 500;

export async function insertAgreements(db: Db, rows: Agreement[]): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH)
    await db
      .insertInto('agreements')
      .values(rows.slice(at, at + BATCH))
      .execute();
}

export async function updateAgreement(db: Db, id: string, values: Updateable<AgreementTable>): Promise<void> {
  await db.updateTable('agreements').set(values).where('agreement_id', '=', id).execute();
}

export async function deleteAgreements(db: Db, stage: Stage): Promise<void> {
  await db.deleteFrom('agreements').where('stage', '=', stage).execute();
}

/** Every spell of a stage. */
export const findAllSpells = (db: Db, stage: Stage): Promise<Agreement[]> =>
  db.selectFrom('agreements').selectAll().where('stage', '=', stage).orderBy('agreement_id').execute();

/** The spells of a stage that had not left ICE's lists by a day (ISO). */
export const findOpenSpells = (db: Db, stage: Stage, day: string): Promise<Agreement[]> =>
  db
    .selectFrom('agreements')
    .selectAll()
    .where('stage', '=', stage)
    .where(({ or, eb }) => or([eb('left_on', 'is', null), eb('left_on', '>', day)]))
    .orderBy('agreement_id')
    .execute();

/** Where agreements are asked for: in places (by place or county), in states, or everywhere. */
export interface AgreementPlaces {
  placeIds?: readonly string[];
  states?: readonly string[];
}

/** Which spells are wanted: of one stage, not those that had left by a day (ISO), those that something dates. */
export interface WantedSpells {
  stage?: Stage;
  notLeftBy?: string;
  /** A month: the spells that were signed, left or ended in it or later, or in a year without a month. */
  datedSince?: string;
}

/** Spells of places, of whole states, or of all, ordered by state and agency; includes those that ended. */
export const findAllAgreements = keeping(
  (
    db,
    { placeIds = [], states = [] }: AgreementPlaces,
    { stage, notLeftBy, datedSince }: WantedSpells = {},
  ): Promise<Agreement[]> => {
    let query = db
      .selectFrom('agreements')
      .selectAll()
      .orderBy('state')
      .orderBy('agency')
      .orderBy('model')
      .orderBy('stage')
      .orderBy('agreement_id');
    if (stage) query = query.where('stage', '=', stage);
    if (notLeftBy) query = query.where(({ or, eb }) => or([eb('left_on', 'is', null), eb('left_on', '>', notLeftBy)]));
    if (datedSince)
      query = query.where((eb) =>
        eb.or(
          (['signed_on', 'left_on', 'ended_on'] as const).flatMap((day) => [
            eb(day, '>=', datedSince),
            eb(eb.fn<number>('length', [day]), '=', 4),
          ]),
        ),
      );
    if (placeIds.length + states.length === 0) return query.execute();
    return query
      .where(({ or, eb }) =>
        or([
          ...(states.length > 0 ? [eb('state', 'in', states)] : []),
          ...(placeIds.length > 0 ? [eb('place_id', 'in', placeIds), eb('county_fips', 'in', placeIds)] : []),
        ]),
      )
      .execute();
  },
);

/** The pending spells of the agencies of these rows, newest first. */
export async function findAllPending(db: Db, rows: readonly Agreement[]): Promise<Agreement[]> {
  const keys = [...new Set(rows.map((row) => row.agency_key))];
  const found: Agreement[] = [];
  for (let at = 0; at < keys.length; at += BATCH)
    found.push(
      ...(await db
        .selectFrom('agreements')
        .selectAll()
        .where('stage', '=', 'pending')
        .where('agency_key', 'in', keys.slice(at, at + BATCH))
        .orderBy('listed_on', (order) => order.desc().nullsLast())
        .execute()),
    );
  return found;
}
