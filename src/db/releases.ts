import { type Selectable, sql } from 'kysely';
import type { Db } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';
import { type LedgerEntry, withEntries } from './ledger.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { ReleaseTable } from './schema.ts';
import { keeping } from './until-import.ts';

/** A published case or total; `ledger` holds what parties said about it later, if anything. */
export type Release = Selectable<ReleaseTable> & { ledger?: LedgerEntry[] };

/** Replaces the table with exactly these cases. */
export const replaceReleases = (db: Db, rows: ReleaseTable[], importId: number): Promise<Changes> =>
  replaceRows(db, 'releases', rows, {
    importId,
    changeLog: (row) => ({
      kind: 'releases',
      class: row.outcome_class,
      state: row.state,
      place_id: row.place_id,
    }),
  });

export interface ReleaseFilter {
  /** Ids of places; a case matches any of them. A case in a city also belongs to the city's county. */
  placeIds?: string[];
  /** States; a case matches any of them, also one that is published for several ('WA/OR'). */
  states?: string[];
  from?: string;
  to?: string;
}

/**
 * Cases whose release date, at its own precision, may fall inside the window; newest first, undated last. A window
 * leaves out undated cases (count them with `countUndatedReleases`).
 */
export const findAllReleases = keeping(async (db, filter: ReleaseFilter): Promise<Release[]> => {
  let query = placed(db, filter);
  if (filter.from || filter.to) query = query.where('release_from', 'is not', null);
  if (filter.from) query = query.where('release_to', '>=', filter.from);
  if (filter.to) query = query.where('release_from', '<=', filter.to);
  const rows = await query
    .selectAll()
    .orderBy('release_from', (order) => order.desc().nullsLast())
    .orderBy('published_from', (order) => order.desc().nullsLast())
    .orderBy('case_id')
    .execute();
  return withEntries(db, rows, caseIdOf);
});

const caseIdOf = ({ case_id }: Pick<Release, 'case_id'>): string => case_id;

/** Every row as it was published. */
export const findAllPublishedRows = (db: Db): Promise<Selectable<ReleaseTable>[]> =>
  db.selectFrom('releases').selectAll().execute();

/** Cases of the places that have no release date. */
export const findAllUndatedReleases = keeping(async (db, filter: ReleaseFilter): Promise<Release[]> => {
  const rows = await placed(db, filter).where('release_from', 'is', null).selectAll().orderBy('case_id').execute();
  return withEntries(db, rows, caseIdOf);
});

/** Published totals that are of no one place or state. */
export const findAllTotalsOfNoPlace = keeping(async (db): Promise<Release[]> => {
  const rows = await db
    .selectFrom('releases')
    .selectAll()
    .where('row_kind', '=', 'aggregate')
    .where('place_id', 'is', null)
    .where('state', '=', '')
    .orderBy('case_id')
    .execute();
  return withEntries(db, rows, caseIdOf);
});

/** Finds a case by its id, in any letter case. */
export async function findReleaseByCaseId(db: Db, caseId: string): Promise<Release | undefined> {
  const rows = await db.selectFrom('releases').selectAll().where('case_id', '=', caseId.toUpperCase()).execute();
  return (await withEntries(db, rows, caseIdOf))[0];
}

/** Counts the loaded cases, and finds the newest release day. */
export const findReleaseCoverage = keeping((db) => {
  return db
    .selectFrom('releases')
    .select(({ fn }) => [
      fn.countAll<number>().as('rows'),
      fn.max<string | null>('release_to').as('newest'),
      fn.min<string | null>('release_from').as('oldest'),
    ])
    .executeTakeFirstOrThrow();
});

function placed(db: Db, { placeIds, states }: ReleaseFilter) {
  const query = db.selectFrom('releases');
  if (!placeIds?.length && !states?.length) return query;
  return query.where(({ or, eb }) =>
    or([
      ...(states ?? []).map((state) => engineOf(db).contains(sql`'/' || state || '/'`, sql`${`/${state}/`}`)),
      ...(placeIds?.length
        ? [
            eb('place_id', 'in', placeIds),
            eb('place_id', 'in', (cities) =>
              cities.selectFrom('place_counties').select('place_id').where('county_fips', 'in', placeIds),
            ),
          ]
        : []),
    ]),
  );
}
