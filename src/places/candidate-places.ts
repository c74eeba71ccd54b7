import type { Db } from '../db/connect.ts';
import { findAliasesByKey, findAllAgenciesByPlace, findPlaceById, findPlacesByKey, type Place } from '../db/places.ts';
import { decidePlace, distinct, type PlaceMeaning, type PlaceOutcome, samePlace } from '../rules/place-choice.ts';
import type { PlaceForm } from '../rules/place-words.ts';
import { wellKnown } from '../rules/well-known.ts';
import { aliasMeanings, findSiteMeanings, meaningOf } from './alias-meanings.ts';
import { explainEquivalence } from './resolve-aliases.ts';

export interface PlaceReading {
  base: string;
  form: PlaceForm;
  state?: string;
}

/**
 * Places and sites with exactly this name, as the form allows: 'X County' is never a city. The police of towns count
 * only with `towns`, or in a state: too many towns share a name.
 */
export async function findCandidatePlaces(
  db: Db,
  { base, form, state }: PlaceReading,
  towns = false,
): Promise<PlaceMeaning[]> {
  const found = await findPlacesByKey(db, base, state);
  const fit = found.filter((place) => {
    if (form === 'county' || form === 'jail' || form === 'sheriff')
      return place.level === 'county' && !/ city$/.test(place.name);
    if (form === 'city' || form === 'police')
      return place.level === 'city' || (place.level === 'county' && !/ (County|Parish)$/.test(place.name));
    return place.level !== 'state';
  });
  const meanings = await Promise.all(fit.filter((place) => !isBorough(place)).map((place) => meaningOf(db, place)));
  const sorted = meanings.sort((a, b) => leads(a) - leads(b));
  if (form === 'plain') return [...sorted, ...(await findSiteMeanings(db, base, state))];
  if (state || towns || form === 'city') return sorted;
  return sorted.filter(
    (each) => each.level === 'county' || sorted.some((other) => other.level === 'county' && samePlace(each, other)),
  );
}

// Counties run jails and lead. Connecticut and Rhode Island have no county government.
const leads = (each: PlaceMeaning) => ((each.level === 'county') === !['CT', 'RI'].includes(each.state ?? '') ? 0 : 1);

// New York City's counties and boroughs have no policy of their own: aliases lead to the city.
const isBorough = ({ place_id }: Place) =>
  /^(?:360(?:05|47|61|81|85)|NY\/(?:the bronx|bronx|brooklyn|manhattan|queens|staten island))$/.test(place_id);

/** Adds its counties to the only city of a name. */
export async function addCounty(db: Db, places: PlaceMeaning[]): Promise<PlaceMeaning[]> {
  const [only] = places;
  if (!only || places.length > 1 || only.level !== 'city') return places;
  const counties = await Promise.all(only.countyFips.map((fips) => findPlaceById(db, fips)));
  const known = counties.filter((county) => county !== undefined).filter((county) => !isBorough(county));
  return [only, ...(await Promise.all(known.map((county) => meaningOf(db, county))))];
}

/**
 * Whose police 'X Police' may be, in whatever state: a city that is a county of its own does not go before the towns of
 * its name, nor a town before a county that has police, unless it is so much better known. Towns alone are left to the
 * caller.
 */
async function policePlaces(db: Db, { base }: PlaceReading): Promise<PlaceMeaning[]> {
  const counties: PlaceMeaning[] = [];
  for (const county of await findCandidatePlaces(db, { base, form: 'county' })) {
    const agencies = county.placeId ? await findAllAgenciesByPlace(db, county.placeId, 'Police') : [];
    if (agencies.length > 0) counties.push(county);
  }
  const cities = await findCandidatePlaces(db, { base, form: 'police' });
  if (counties.length + cities.length === 0) return [];
  const towns = distinct(await findCandidatePlaces(db, { base, form: 'police' }, true));
  const known = (wellKnown(base) ?? wellKnown(`${base} city`))?.placeId;
  const meant = towns.filter(({ placeId }) => placeId === known);
  if (meant.length > 0) return meant;
  const isDouble = (each: PlaceMeaning) =>
    towns.some((other) => other !== each && other.level === 'county' && samePlace(each, other));
  return [...counties, ...towns.filter((each) => !isDouble(each))];
}

export async function agencyMeaning(db: Db, reading: PlaceReading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  let places =
    form === 'police' && state === undefined ? await policePlaces(db, reading) : await findCandidatePlaces(db, reading);
  if (places.length === 0) {
    const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
    const counties = nicknames.filter((each) => each.kind === 'jurisdiction' && each.level === 'county');
    const named = await findCandidatePlaces(db, { ...reading, form: 'plain' }, true);
    const towns = [...nicknames, ...named].filter(
      (each) =>
        each.level === 'city' && each.kind === 'jurisdiction' && counties.some((county) => samePlace(county, each)),
    );
    places = form === 'police' && towns.length > 0 ? distinct(towns) : counties;
  }
  if (places.length === 0 && form === 'police') {
    // 'Arlington County Police' are the county's own; 'Mesa Police' the police of any town of that name.
    const county = / county$/.test(base) ? base.replace(/ county$/, '') : undefined;
    places =
      county === undefined
        ? await findCandidatePlaces(db, reading, true)
        : await findCandidatePlaces(db, { ...reading, base: county, form: 'county' });
  }
  if (places.length === 0) return undefined;
  const word = form === 'sheriff' ? 'Sheriff' : 'Police';
  const meanings: PlaceMeaning[] = [];
  for (const place of places) {
    const [known] = place.placeId ? await findAllAgenciesByPlace(db, place.placeId, word) : [];
    const name = known?.name ?? (form === 'sheriff' ? `${place.canonical} Sheriff` : `${place.canonical} Police`);
    meanings.push({ ...place, kind: 'agency', canonical: name, agencyRole: form === 'police' ? 'police' : 'jail' });
  }
  return decidePlace(meanings, explainEquivalence(places));
}
