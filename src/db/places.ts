import type { OrderByItemBuilder, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { engineOf } from './engine/engine-of.ts';
import { type Changes, replaceRows } from './replace.ts';
import type { AliasTable, PlaceTable } from './schema.ts';
import { keeping } from './until-import.ts';

export type Place = Selectable<PlaceTable>;
export type Alias = Selectable<AliasTable>;
const BATCH = 1000;

type NewPlace = Omit<PlaceTable, 'import_id'> & { counties: string[] };

/** Replaces the aliases with exactly these rows; adds or updates places, agencies and the search index. */
export async function replacePlaces(
  db: Db,
  facts: { places: NewPlace[]; aliases: Omit<AliasTable, 'import_id'>[] },
  importId: number,
): Promise<Changes> {
  await upsertPlaces(db, facts.places, importId);
  const known = new Set((await db.selectFrom('places').select('place_id').execute()).map((row) => row.place_id));
  const changes = await replaceRows(
    db,
    'aliases',
    facts.aliases.map((row) => ({
      ...row,
      place_id: row.place_id !== null && known.has(row.place_id) ? row.place_id : null,
      import_id: importId,
    })),
  );
  await db.deleteFrom('agencies').execute();
  await db
    .insertInto('agencies')
    .columns(['name', 'level', 'state', 'place_id', 'import_id'])
    .expression((from) =>
      from
        .selectFrom('aliases')
        .select((eb) => [
          'canonical',
          'level',
          'state',
          'place_id',
          eb.cast<number>(eb.val(importId), 'integer').as('import_id'),
        ])
        .where('kind', '=', 'agency')
        .groupBy(['canonical', 'level', 'state', 'place_id'])
        .orderBy('canonical')
        .orderBy('level')
        .orderBy('state', nullsFirst)
        .orderBy('place_id', nullsFirst),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await refillSearch(db);
  return changes;
}

/** Adds places or updates their names, with the counties of each city. */
export async function upsertPlaces(db: Db, places: NewPlace[], importId: number): Promise<void> {
  for (let at = 0; at < places.length; at += BATCH) {
    const batch = places.slice(at, at + BATCH);
    await db
      .insertInto('places')
      .values(batch.map(({ counties: _, ...place }) => ({ ...place, import_id: importId })))
      .onConflict((conflict) =>
        conflict.column('place_id').doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          name_key: ref('excluded.name_key'),
          fips: ref('excluded.fips'),
        })),
      )
      .execute();
    const cityCounties = batch
      .filter((place) => place.level === 'city')
      .flatMap((place) =>
        place.counties.map((county_fips, position) => ({ place_id: place.place_id, county_fips, position })),
      );
    if (cityCounties.length === 0) continue;
    await db
      .insertInto('place_counties')
      .values(cityCounties)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function refillSearch(db: Db): Promise<void> {
  await db.deleteFrom('name_search').execute();
  await sql`insert into name_search (name_key) select alias_key from aliases union select name_key from places where level <> 'city'`.execute(
    db,
  );
}

/** Aliases with exactly this key, the preferred one first. */
export function findAliasesByKey(db: Db, key: string, state?: string): Promise<Alias[]> {
  let query = db.selectFrom('aliases').selectAll().where('alias_key', '=', key);
  if (state) query = query.where('state', '=', state);
  return query
    .orderBy('rank')
    .orderBy('level')
    .orderBy('state', nullsFirst)
    .orderBy(inFileOrder)
    .orderBy('alias_id')
    .execute();
}

const nullsFirst = (order: OrderByItemBuilder) => order.asc().nullsFirst();

/** The file of aliases is sorted without regard to letter case. */
const inFileOrder = sql`lower(alias)`;

/** Agencies and facilities whose own name has this key, one row for each. */
export async function findAliasesByCanonical(db: Db, key: string, state?: string): Promise<Alias[]> {
  let query = db.selectFrom('aliases').selectAll().where('canonical_key', '=', key).where('kind', '!=', 'jurisdiction');
  if (state) query = query.where('state', '=', state);
  const rows = await query
    .orderBy('rank')
    .orderBy('state', nullsFirst)
    .orderBy(inFileOrder)
    .orderBy('alias_id')
    .execute();
  return [...new Map(rows.map((row) => [`${row.canonical}|${row.state}|${row.fips}`, row])).values()];
}

/** Places with exactly this key ('cook', 'st louis'), largest level first. */
export function findPlacesByKey(db: Db, key: string, state?: string): Promise<Place[]> {
  let query = db.selectFrom('places').selectAll().where('name_key', '=', key);
  if (state) query = query.where('state', '=', state);
  return query.orderBy('level').orderBy('place_id').execute();
}

/** Finds a place by its id; undefined when there is none. */
export const findPlaceById = keeping(
  (db, placeId: string): Promise<Place | undefined> =>
    db.selectFrom('places').selectAll().where('place_id', '=', placeId).executeTakeFirst(),
);

/**
 * Finds a place by level, state and name, with or without "County". Where a county and an independent city share the
 * name, the word after it decides; without one the county is meant.
 */
export async function findPlaceByName(
  db: Db,
  place: { level: 'state' | 'county' | 'city'; state: string; name: string },
): Promise<Place | undefined> {
  const key = place.name
    .toLowerCase()
    .replace(/['.]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const bare = key.replace(/ (county|parish|co|city)$/, '');
  const found = await db
    .selectFrom('places')
    .selectAll()
    .where('name_key', 'in', [key, bare, key.replace(/^saint /, 'st ')])
    .where('state', '=', place.state)
    .where('level', '=', place.level)
    .orderBy('place_id')
    .execute();
  const exact = found.find((each) => each.name_key === key);
  if (place.level !== 'county') return exact ?? (/ city$/.test(key) ? undefined : found[0]);
  const isCity = (each: Place) => / city$/i.test(each.name);
  if (/ city$/.test(key)) return exact ?? found.find(isCity);
  return found.find((each) => !isCity(each)) ?? (/ (county|parish|co)$/.test(key) ? undefined : found[0]);
}

/** The counties and cities of a state with their keys, and the main county of each city. */
export const findAllPlacesOfState = (db: Db, state: string) =>
  db
    .selectFrom('places')
    .leftJoin('place_counties', (join) =>
      join.onRef('place_counties.place_id', '=', 'places.place_id').on('place_counties.position', '=', 0),
    )
    .select(['places.place_id', 'places.level', 'places.name', 'places.name_key', 'place_counties.county_fips'])
    .where('places.state', '=', state)
    .where('places.level', 'in', ['county', 'city'])
    .execute();

/** FIPS codes of a city's counties, the main one first. */
export const findCountiesOfCity = keeping(async (db, placeId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom('place_counties')
    .select('county_fips')
    .where('place_id', '=', placeId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.county_fips);
});

/** Cities whose main county this is. */
export const findCitiesOfCounty = keeping(
  (db, countyFips: string): Promise<Place[]> =>
    db
      .selectFrom('places')
      .innerJoin('place_counties', 'place_counties.place_id', 'places.place_id')
      .selectAll('places')
      .where('county_fips', '=', countyFips)
      .where('position', '=', 0)
      .orderBy('name')
      .execute(),
);

/** The counties of several cities, by city. */
export async function findCountiesOfCities(db: Db, placeIds: string[]): Promise<Map<string, string[]>> {
  const counties = new Map<string, string[]>();
  if (placeIds.length === 0) return counties;
  for (const row of await db
    .selectFrom('place_counties')
    .selectAll()
    .where('place_id', 'in', placeIds)
    .orderBy('place_id')
    .orderBy('county_fips')
    .execute())
    counties.set(row.place_id, [...(counties.get(row.place_id) ?? []), row.county_fips]);
  return counties;
}

/** Agencies of a jurisdiction whose name contains a word ('Sheriff', 'Police'). */
export function findAllAgenciesByPlace(db: Db, placeId: string, word: string) {
  return db
    .selectFrom('agencies')
    .selectAll()
    .where('place_id', '=', placeId)
    .where(sql<boolean>`lower(name) like ${`%${word.toLowerCase()}%`}`)
    .orderBy('agency_id')
    .execute();
}

/** All alias keys of the agencies that this key names: LASD -> 'la sheriff', 'lasd', ... */
export async function findAllAliasesOfAgency(db: Db, key: string): Promise<string[]> {
  const rows = await db
    .selectFrom('aliases as typed')
    .innerJoin('aliases as other', (join) =>
      join.onRef('other.canonical', '=', 'typed.canonical').onRef('other.state', '=', 'typed.state'),
    )
    .select('other.alias_key')
    .where('typed.alias_key', '=', key)
    .where('typed.kind', '!=', 'jurisdiction')
    .distinct()
    .execute();
  return rows.map((row) => row.alias_key);
}

/**
 * Name keys that share trigrams with the words, best first, at most `limit`. Ignores words shorter than three letters.
 */
export function findSimilarKeys(db: Db, key: string, limit: number): Promise<string[]> {
  const trigrams = new Set<string>();
  for (let at = 0; at + 3 <= key.length; at += 1) trigrams.add(key.slice(at, at + 3));
  return trigrams.size === 0 ? Promise.resolve([]) : engineOf(db).findSimilar(db, [...trigrams], limit);
}

/**
 * Name keys of a state's counties, cities and aliases that start with the letter. A typo in a short name shares no
 * trigram.
 */
export async function findKeysOfState(db: Db, state: string, letter: string): Promise<string[]> {
  const rows = await db
    .selectFrom('places')
    .select('name_key')
    .where('state', '=', state)
    .where('name_key', '>=', letter)
    .where('name_key', '<', `${letter}~`)
    .distinct()
    .orderBy('name_key')
    .execute();
  return rows.map((row) => row.name_key);
}

/** The comparison keys of all names: of aliases and what they stand for, of counties, and of towns. */
export async function findAllNameKeys(db: Db): Promise<{ key: string; state: string | null; town: boolean }[]> {
  const places = await db.selectFrom('places').select(['name_key', 'state', 'level']).execute();
  const aliases = await db.selectFrom('aliases').select(['alias_key', 'canonical_key', 'state']).execute();
  return [
    ...places.map(({ name_key, state, level }) => ({ key: name_key, state, town: level === 'city' })),
    ...aliases.flatMap(({ alias_key, canonical_key, state }) => [
      { key: alias_key, state, town: false },
      { key: canonical_key, state, town: false },
    ]),
  ];
}

/** Keys of states, counties and aliases that start with the letter: a slip early in a name shares no trigram. */
export async function findKnownKeys(db: Db, letter: string): Promise<string[]> {
  const end = `${letter}~`;
  const rows = await db
    .selectFrom('aliases')
    .select('alias_key as name_key')
    .where('alias_key', '>=', letter)
    .where('alias_key', '<', end)
    .union(
      db
        .selectFrom('places')
        .select('name_key')
        .where('name_key', '>=', letter)
        .where('name_key', '<', end)
        .where('level', '!=', 'city'),
    )
    .orderBy('name_key')
    .execute();
  return rows.map((row) => row.name_key);
}
