import type { Selectable } from 'kysely';
import type { Db } from './connect.ts';
import type { FacilityTable } from './schema.ts';

export type Facility = Selectable<FacilityTable>;

/** Adds a facility, or refreshes what is known of it. */
export async function upsertFacility(db: Db, row: FacilityTable): Promise<void> {
  const { facility_id: _, import_id: __, ...known } = row;
  await db
    .insertInto('facilities')
    .values(row)
    .onConflict((conflict) => conflict.column('facility_id').doUpdateSet(known))
    .execute();
}

/** Facilities whose search key has every word, as whole words; at most `limit`. */
export async function findAllFacilitiesByWords(db: Db, words: string[], limit: number): Promise<Facility[]> {
  if (words.length === 0) return [];
  let query = db.selectFrom('facilities').selectAll();
  for (const word of words)
    query = query.where(({ eb, fn }) => eb(fn<number>('instr', ['search_key', eb.val(` ${word} `)]), '>', 0));
  return query.orderBy('name').limit(limit).execute();
}

/** The facility with ICE's code. */
export function findFacilityByCode(db: Db, code: string): Promise<Facility | undefined> {
  return db.selectFrom('facilities').selectAll().where('code', '=', code.toUpperCase()).executeTakeFirst();
}

/** Facilities of a place: run by it, or standing in the county; all of a state's. */
export function findAllFacilitiesByPlace(db: Db, place: { placeId: string; level: string }): Promise<Facility[]> {
  const query = db.selectFrom('facilities').selectAll();
  if (place.level === 'state') return query.where('state', '=', place.placeId).orderBy('name').execute();
  return query
    .where(({ or, eb }) => or([eb('place_id', '=', place.placeId), eb('county_fips', '=', place.placeId)]))
    .orderBy('name')
    .execute();
}
