import { type Selectable, sql } from 'kysely';
import { insertChanges, type NewChange } from './changes.ts';
import type { Db } from './connect.ts';
import { type Changes, noChanges } from './replace.ts';
import type { AgreementTable } from './schema.ts';

export type Agreement = Selectable<AgreementTable>;
export type NewAgreement = Omit<AgreementTable, 'listed_on' | 'left_on'>;
type Stage = Agreement['stage'];

/** The day of a stage's newest sheet; undefined before the first sheet. */
export async function findSheetDay(db: Db, stage: Stage): Promise<string | undefined> {
  const row = await db
    .selectFrom('agreements')
    .select(({ fn }) => fn.max<string | null>('sheet_on').as('day'))
    .where('stage', '=', stage)
    .executeTakeFirst();
  return row?.day ?? undefined;
}

/**
 * Replaces a stage with the rows of a newer sheet. Agencies that joined, left or changed are logged as changes of the
 * import, except for the first sheet of a stage. Must run inside a transaction.
 */
export async function replaceSheet(
  db: Db,
  stage: Stage,
  day: string,
  rows: NewAgreement[],
  importId: number,
): Promise<Changes> {
  const first = (await findSheetDay(db, stage)) === undefined;
  const known = new Map(
    (await db.selectFrom('agreements').selectAll().where('stage', '=', stage).execute()).map((row) => [
      row.agreement_id,
      row,
    ]),
  );
  const changes = noChanges();
  const joined: NewAgreement[] = [];
  const altered: { was: Agreement; now: NewAgreement }[] = [];
  for (const row of rows) {
    const was = known.get(row.agreement_id);
    known.delete(row.agreement_id);
    if (!was)
      await db
        .insertInto('agreements')
        .values({ ...row, listed_on: day, left_on: null })
        .execute();
    else if (was.left_on !== null || was.content !== row.content || was.sheet_on !== day) {
      const rejoined = was.left_on === null ? {} : { listed_on: day };
      const from = was.content === row.content && was.left_on === null ? { sheet_on: day } : { ...row, ...rejoined };
      await db
        .updateTable('agreements')
        .set({ ...from, left_on: null })
        .where('agreement_id', '=', row.agreement_id)
        .execute();
    }
    if (!was || was.left_on !== null) {
      joined.push(row);
      changes.inserted += 1;
    } else if (was.content !== row.content) {
      altered.push({ was, now: row });
      changes.updated += 1;
    } else changes.unchanged += 1;
  }
  const left = [...known.values()].filter((row) => row.left_on === null);
  for (const row of left)
    await db.updateTable('agreements').set({ left_on: day }).where('agreement_id', '=', row.agreement_id).execute();
  changes.removed = left.length;
  if (!first) await insertChanges(db, await sheetChanges(db, importId, { joined, left, altered }));
  return changes;
}

/**
 * Describes the changes of one sheet. An agency that left one model and joined another on the same sheet changed its
 * model.
 */
async function sheetChanges(
  db: Db,
  importId: number,
  {
    joined,
    left,
    altered,
  }: { joined: NewAgreement[]; left: Agreement[]; altered: { was: Agreement; now: NewAgreement }[] },
): Promise<NewChange[]> {
  const changes: NewChange[] = altered.map(({ was, now }) => change(importId, 'changed', was, now));
  const gone = [...left];
  for (const now of joined) {
    const at = gone.findIndex((row) => row.state === now.state && row.agency_key === now.agency_key);
    const [was] = at < 0 ? [] : gone.splice(at, 1);
    const pending = now.stage === 'participating' && !was ? await findPending(db, now) : undefined;
    changes.push(change(importId, was ? 'changed' : 'added', was ?? pending, now));
  }
  return [...changes, ...gone.map((was) => change(importId, 'removed', was, undefined))];
}

const findPending = (db: Db, row: NewAgreement): Promise<Agreement | undefined> =>
  db
    .selectFrom('agreements')
    .selectAll()
    .where('stage', '=', 'pending')
    .where('state', '=', row.state)
    .where('agency_key', '=', row.agency_key)
    .where('model', '=', row.model)
    .executeTakeFirst();

function change(
  importId: number,
  what: NewChange['change'],
  was: Agreement | undefined,
  now: NewAgreement | undefined,
): NewChange {
  const row = (now ?? was) as NewAgreement;
  const shown = (each: NewAgreement | Agreement) => ({
    agency: each.agency,
    county: each.county,
    state: each.state,
    model: each.model,
    signed_on: each.signed_on,
    stage: each.stage,
    sheet_on: each.sheet_on,
  });
  return {
    import_id: importId,
    kind: 'agreements',
    change: what,
    fact: row.agreement_id,
    class: row.stage,
    state: row.state,
    place_id: row.place_id,
    county_fips: row.county_fips,
    facility_id: null,
    was: was ? JSON.stringify(shown(was)) : null,
    now: now ? JSON.stringify(shown(now)) : null,
  };
}

/** Agreements of places (by place or county) or of a whole state, ordered by agency; includes those that ended. */
export function findAllAgreements(db: Db, where: { placeIds?: string[]; state?: string }): Promise<Agreement[]> {
  const query = db
    .selectFrom('agreements')
    .selectAll()
    .orderBy('agency')
    .orderBy('model')
    .orderBy('stage')
    .orderBy('agreement_id');
  if (where.state) return query.where('state', '=', where.state).execute();
  const ids = where.placeIds ?? [];
  if (ids.length === 0) return Promise.resolve([]);
  return query.where(({ or, eb }) => or([eb('place_id', 'in', ids), eb('county_fips', 'in', ids)])).execute();
}

/** Counts agreements and distinct agencies on the newest sheet of a stage, in one state if given. */
export function countListed(db: Db, stage: Stage, state?: string) {
  const query = db
    .selectFrom('agreements')
    .select(({ fn }) => [
      fn.countAll<number>().as('agreements'),
      sql<number>`count(distinct state || '/' || agency)`.as('agencies'),
    ])
    .where('stage', '=', stage)
    .where('left_on', 'is', null);
  return (state ? query.where('state', '=', state) : query).executeTakeFirstOrThrow();
}
