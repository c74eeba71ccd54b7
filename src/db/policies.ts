import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import { upsertPlaces } from './places.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { PolicyTable } from './schema.ts';
import { keeping } from './until-import.ts';

export type Policy = Selectable<PolicyTable>;

/**
 * Replaces the table with exactly these rules. A city that no other fact named becomes a place. The first load of an
 * empty table is where news begins, and is none itself.
 */
export async function replacePolicies(db: Db, rows: PolicyTable[], importId: number): Promise<Changes> {
  const known = new Set((await db.selectFrom('places').select('place_id').execute()).map((row) => row.place_id));
  for (const row of rows) {
    if (row.place_id === null || known.has(row.place_id)) continue;
    if (row.level === 'city') {
      const place = {
        place_id: row.place_id,
        level: row.level,
        state: row.state,
        name: row.name,
        fips: null,
        counties: [],
      };
      await upsertPlaces(
        db,
        [{ ...place, name_key: row.place_id.split('/')[1] ?? row.name.toLowerCase() }],
        row.import_id,
      );
      known.add(row.place_id);
    } else row.place_id = null;
  }
  return replaceRows(db, 'policies', rows, {
    importId,
    skipFirstLoad: true,
    changeLog: (row) => ({ kind: 'policy', class: row.level, state: row.state, place_id: row.place_id }),
  });
}

/** The rules of these places and of their states. */
export const findAllPoliciesByPlaces = keeping((db, placeIds: string[]): Promise<Policy[]> => {
  if (placeIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('policies')
    .selectAll()
    .where('place_id', 'in', placeIds)
    .orderBy('effective_on', (order) => order.asc().nullsFirst())
    .orderBy('policy_id')
    .execute();
});

/** Every rule of the record. */
export const findAllPolicies = keeping(
  (db): Promise<Policy[]> => db.selectFrom('policies').selectAll().orderBy('policy_id').execute(),
);

/** Counts the loaded rules, places and states, and finds the newest as-of date. */
export const findPolicyCoverage = keeping((db) =>
  db
    .selectFrom('policies')
    .select(({ fn }) => [
      fn.countAll<number>().as('rows'),
      fn.count<number>('place_id').distinct().as('places'),
      fn.max<string | null>('as_of').as('newest'),
    ])
    .executeTakeFirstOrThrow(),
);

/** Rules that start or end between two years, inclusive. */
export const findAllPoliciesOfYears = keeping((db, first: string, last: string): Promise<Policy[]> => {
  const end = `${last}~`;
  return db
    .selectFrom('policies')
    .selectAll()
    .where(({ or, and, eb }) =>
      or([
        and([eb('effective_on', '>=', first), eb('effective_on', '<', end)]),
        and([eb('ended_on', '>=', first), eb('ended_on', '<', end)]),
      ]),
    )
    .orderBy('policy_id')
    .execute();
});
