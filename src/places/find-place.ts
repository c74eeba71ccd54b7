import type { Db } from '../db/connect.ts';
import { findAliasesByCanonical, findAliasesByKey, findPlaceById } from '../db/places.ts';
import { decidePlace, type PlaceMeaning, type PlaceOutcome } from '../rules/place-choice.ts';
import { loneState, placeWords } from '../rules/place-words.ts';
import { aliasMeanings, meaningOf } from './alias-meanings.ts';
import { findCandidatePlaces, type PlaceReading } from './candidate-places.ts';
import { readPlace } from './read-place.ts';
import { isUnresolved, resolveAliases } from './resolve-aliases.ts';
import { findSimilarPlace } from './similar-place.ts';
import { findStateAgency } from './state-agency.ts';

/**
 * Finds what typed words mean: a place, an agency or a facility. The most literal reading with a meaning decides. A
 * typo is accepted only when one name is clearly the closest.
 */
export async function findPlace(db: Db, words: string): Promise<PlaceOutcome> {
  const { key, readings } = placeWords(words);
  const rows = await findAliasesByKey(db, key);
  if (!/[a-z]/.test(key) && rows.length === 0) return none;
  const state = loneState(words);
  const stateItself = state ? await findPlaceById(db, state.code) : undefined;
  if (stateItself && rows.length === 0) return decidePlace([await meaningOf(db, stateItself)], '');
  if (key.length === 2 && !state && words.trim() !== words.trim().toUpperCase() && rows.length === 0) return none;
  const whole = await aliasMeanings(db, rows, words);
  if (whole.length > 0) {
    const more = stateItself && isUnresolved(whole) ? [await meaningOf(db, stateItself)] : [];
    return resolveAliases(whole, [...more, ...(await placesOfReadings(db, readings))]);
  }
  const ofState = await findStateAgency(db, words);
  if (ofState) return decidePlace([ofState], '');
  for (const reading of readings) {
    const found = await readPlace(db, reading, words);
    if (found) return found;
  }
  for (const name of [key, `${key} jail`]) {
    const named = await aliasMeanings(db, await findAliasesByCanonical(db, name), words);
    if (named.length > 0) return resolveAliases(named, [], true);
  }
  return findSimilarPlace(db, readings);
}

const none: PlaceOutcome = { outcome: 'none', closest: [] };

async function placesOfReadings(db: Db, readings: PlaceReading[]): Promise<PlaceMeaning[]> {
  const slotted = readings.filter((reading) => reading.state !== undefined);
  const fit = (slotted.length > 0 ? slotted : readings).filter(
    ({ form }) => form === 'plain' || form === 'county' || form === 'city',
  );
  return (await Promise.all(fit.map((reading) => findCandidatePlaces(db, reading, true)))).flat();
}
