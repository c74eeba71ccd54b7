import type { Db } from '../db/connect.ts';
import { findAliasesByCanonical, findAliasesByKey, findPlaceById, findPlacesByKey } from '../db/places.ts';
import { decidePlace, type PlaceMeaning, type PlaceOutcome } from '../rules/place-choice.ts';
import { loneState } from '../rules/place-words.ts';
import { aliasMeanings, meaningOf } from './alias-meanings.ts';
import { addCounty, agencyMeaning, findCandidatePlaces, type PlaceReading } from './candidate-places.ts';
import { resolveAliases } from './resolve-aliases.ts';

/** What one reading of the words means; undefined when it means nothing. */
export async function readPlace(db: Db, reading: PlaceReading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  if (base === '' || (base.length < 2 && form !== 'plain')) return undefined;
  if (form === 'state') return readState(db, base);
  const cityOfName = form === 'city' ? await readCityOfName(db, base, state) : undefined;
  if (cityOfName) return cityOfName;
  const places = await findCandidatePlaces(db, reading);
  if (form === 'plain' && state) {
    const found = await readInState(db, { base, state }, places, words);
    if (found) return found;
  }
  if (form === 'sheriff' || form === 'police') return agencyMeaning(db, reading, words);
  if (places.length > 0)
    return resolveAliases([], form === 'plain' || form === 'city' ? await addCounty(db, places) : places, true);
  return form === 'plain' ? undefined : readNickname(db, reading, words);
}

async function readState(db: Db, base: string): Promise<PlaceOutcome | undefined> {
  const named = loneState(base);
  const place = named ? await findPlaceById(db, named.code) : undefined;
  return place ? decidePlace([await meaningOf(db, place)], '') : undefined;
}

/** 'New York City', 'Oklahoma City': the word is part of the name when exactly one place has it. */
async function readCityOfName(db: Db, base: string, state: string | undefined): Promise<PlaceOutcome | undefined> {
  const named = (await findPlacesByKey(db, `${base} city`, state)).filter((place) => place.level === 'city');
  const [only] = named;
  if (!only || named.length > 1) return undefined;
  return resolveAliases([], await addCounty(db, [await meaningOf(db, only)]), true);
}

async function readInState(
  db: Db,
  { base, state }: { base: string; state: string },
  places: PlaceMeaning[],
  words: string,
): Promise<PlaceOutcome | undefined> {
  // Within a state, the name before the comma does not mean the state itself.
  const aliases = (await aliasMeanings(db, await findAliasesByKey(db, base, state), words)).filter(
    (each) => each.level !== 'state' || each.kind !== 'jurisdiction' || state === 'DC',
  );
  // The file of aliases knows some federal sites, without their county.
  const sites = places.filter(({ site }) => site !== undefined);
  if (sites.length > 0 && aliases.length > 0 && aliases.every(({ level }) => level === 'federal'))
    return decidePlace(sites, '');
  if (aliases.length > 0) return resolveAliases(aliases, places, true);
  if (places.length > 0) return undefined;
  const named = await aliasMeanings(db, await findAliasesByCanonical(db, base, state), words);
  // A hospital may have its county's name; the county itself is meant.
  const bare = base.replace(/ (county|parish)$/, '');
  const county = bare === base ? [] : await findCandidatePlaces(db, { base: bare, form: 'county', state });
  return named.length > 0 && county.length === 0 ? resolveAliases(named, [], true) : undefined;
}

/** 'meck jail', 'city of philly': the name itself is an alias. */
async function readNickname(
  db: Db,
  { base, form, state }: PlaceReading,
  words: string,
): Promise<PlaceOutcome | undefined> {
  const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
  const fit = nicknames.filter(
    (each) => each.kind === 'jurisdiction' && (form !== 'county' || each.level === 'county'),
  );
  if (fit.length === 0) return undefined;
  const towns = await findCandidatePlaces(db, { base, form: 'plain', ...(state ? { state } : {}) }, true);
  return resolveAliases(fit, form === 'city' ? towns : []);
}
