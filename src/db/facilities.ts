import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Db } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { FacilityCorrectionTable, FacilityTable, Tables } from './schema.ts';
import { keeping } from './until-import.ts';

export type Facility = Selectable<FacilityTable>;
export type FacilityCorrection = Selectable<FacilityCorrectionTable>;

/** Adds a facility, or updates what is known about it. */
export async function upsertFacility(db: Db, row: FacilityTable): Promise<void> {
  const { facility_id: _, import_id: __, ...known } = row;
  await db
    .insertInto('facilities')
    .values(row)
    .onConflict((conflict) => conflict.column('facility_id').doUpdateSet(known))
    .execute();
}

/** Facilities of a state (or of all) whose search key contains every word as a whole word, by name; all of them without a limit. */
export async function findAllFacilitiesByWords(
  db: Db,
  words: string[],
  { state, limit }: { state?: string; limit?: number } = {},
): Promise<Facility[]> {
  if (words.length === 0) return [];
  let query = db.selectFrom('facilities').selectAll();
  if (state) query = query.where('state', '=', state);
  for (const word of words) query = query.where(engineOf(db).contains(sql.ref('search_key'), sql`${` ${word} `}`));
  query = query.orderBy('name').orderBy('facility_id');
  return await (limit === undefined ? query : query.limit(limit)).execute();
}

/** The facilities with this ICE code: one, unless rows of several states carry it. */
export const findAllFacilitiesByCode = keeping((db, code: string): Promise<Facility[]> => {
  return db
    .selectFrom('facilities')
    .selectAll()
    .where('code', '=', code.toUpperCase())
    .orderBy('facility_id')
    .execute();
});

/** Every facility, by id. */
export const findAllFacilities = keeping(
  (db): Promise<Facility[]> => db.selectFrom('facilities').selectAll().orderBy('facility_id').execute(),
);

/** Updates what is known about one facility. */
export async function updateFacility(
  db: Db,
  facilityId: string,
  known: Pick<FacilityTable, 'kind' | 'place_id' | 'county_fips' | 'search_key'>,
): Promise<void> {
  await db.updateTable('facilities').set(known).where('facility_id', '=', facilityId).execute();
}

/** A team's corrections: those by code first, then those by name and city. */
export const findAllCorrections = (db: Db): Promise<FacilityCorrection[]> =>
  db
    .selectFrom('facility_corrections')
    .selectAll()
    .orderBy(({ eb }) => eb('code', 'is', null))
    .orderBy(({ eb }) => eb('city', 'is', null))
    .orderBy('correction_id')
    .execute();

/** Replaces the table with exactly these corrections. */
export const replaceCorrections = (db: Db, rows: FacilityCorrectionTable[]): Promise<Changes> =>
  replaceRows(db, 'facility_corrections', rows);

/** Counts facilities by kind, and how many of each kind have no known place (federal and ICE sites need none). */
export function countFacilitiesByKind(db: Db) {
  return db
    .selectFrom('facilities')
    .select(({ fn, eb }) => [
      'kind',
      fn.countAll<number>().as('facilities'),
      fn.sum<number>(eb.case().when(isUnplaced(eb)).then(1).else(0).end()).as('unplaced'),
    ])
    .groupBy('kind')
    .orderBy('facilities', 'desc')
    .orderBy('kind')
    .execute();
}

/** Facilities without a known place, with their counted detainer rows, most rows first. */
export function findAllFacilitiesWithoutPlace(db: Db, page: { limit: number; offset: number }) {
  return db
    .selectFrom('facilities')
    .leftJoin('facility_totals as counted', 'counted.facility_id', 'facilities.facility_id')
    .select(({ fn, val }) => [
      'facilities.name',
      'facilities.code',
      'facilities.city',
      'facilities.state',
      'facilities.kind',
      fn.coalesce('counted.rows', val(0)).as('rows'),
    ])
    .where((eb) => isUnplaced(eb))
    .orderBy('rows', 'desc')
    .orderBy('facilities.facility_id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

const isUnplaced = (eb: ExpressionBuilder<Tables, 'facilities'>) =>
  eb.and([
    eb('facilities.place_id', 'is', null),
    eb('facilities.county_fips', 'is', null),
    eb('facilities.kind', 'not in', ['federal', 'ICE site', 'hold room']),
  ]);
