import type { Db } from '../db/connect.ts';
import { findAliasesByCanonical, findAliasesByKey, findPlaceById, type Place } from '../db/places.ts';
import { decidePlace, type PlaceMeaning, type PlaceOutcome } from '../rules/place-choice.ts';
import { isSiteName, loneState, placeWords } from '../rules/place-words.ts';
import { isElsewhere, wellKnown } from '../rules/well-known.ts';
import { type AliasMeaning, aliasMeanings, findSiteMeanings, meaningOf } from './alias-meanings.ts';
import { findCandidatePlaces, type PlaceReading } from './candidate-places.ts';
import { findMergedGovernment } from './merged-government.ts';
import { readPlace } from './read-place.ts';
import { isUnresolved, resolveAliases } from './resolve-aliases.ts';
import { settle, settleSharedName } from './shared-name.ts';
import { findStateAgency } from './state-agency.ts';

/** What words mean as they are spelt: a place, an agency or a facility. The most literal reading decides. */
export async function findNamed(db: Db, words: string): Promise<PlaceOutcome> {
  const { key, readings } = placeWords(words);
  if (isElsewhere(key))
    return { outcome: 'none', closest: await findCandidatePlaces(db, { base: key, form: 'plain' }) };
  const rows = await findAliasesByKey(db, key);
  if (!/[a-z]/.test(key) && rows.length === 0) return none;
  const state = loneState(words);
  const stateItself = state ? await findPlaceById(db, state.code) : undefined;
  if (stateItself && rows.length === 0) return decidePlace([await meaningOf(db, stateItself)], '');
  if (key.length === 2 && !state && words.trim() !== words.trim().toUpperCase() && rows.length === 0) return none;
  const whole = await aliasMeanings(db, rows, words);
  if (whole.length > 0) return readAlias(db, { whole, words, key, readings }, stateItself);
  // 'Florida State Prison' is one prison; 'Florida prison system' the agency.
  const site = isSiteName(key) ? await findSiteMeanings(db, key) : [];
  const ofState = site.length > 0 ? undefined : await findStateAgency(db, words);
  if (ofState) return decidePlace([ofState], '');
  const found = (await readForms(db, { words, key, readings })) ?? (await findMergedGovernment(db, words));
  if (found) return found;
  for (const name of [key, `${key} jail`]) {
    const named = await aliasMeanings(db, await findAliasesByCanonical(db, name), words);
    if (named.length > 0) return resolveAliases(named, [], true);
  }
  return none;
}

interface Typed {
  words: string;
  key: string;
  readings: PlaceReading[];
}

/** The file of aliases has these words. Places of the name belong to it, or share it. */
async function readAlias(db: Db, { whole, ...typed }: Typed & { whole: AliasMeaning[] }, state: Place | undefined) {
  const sites = await findSiteMeanings(db, typed.key);
  // The file of aliases knows some federal sites, without their county.
  if (sites.length > 0 && whole.every((each) => each.level === 'federal')) return decidePlace(sites, '');
  const more = state && isUnresolved(whole) ? [await meaningOf(db, state)] : [];
  const found = resolveAliases(whole, [...more, ...(await placesOfReadings(db, typed.readings))]);
  return settleSharedName(db, found, { ...typed, aliased: true });
}

/** The first reading that means something: 'X County', 'City of X', 'X Police', 'X, ST'. */
async function readForms(db: Db, { words, key, readings }: Typed): Promise<PlaceOutcome | undefined> {
  for (const reading of isSiteName(key) ? readings.filter(({ form }) => form === 'plain') : readings) {
    const found = await readPlace(db, reading, words);
    if (!found) continue;
    if (reading.base === key) return settleSharedName(db, found, { key, words, aliased: false });
    return reading.form === 'city' && !reading.state ? settle(found, [], wellKnown(key) ? key : reading.base) : found;
  }
  return undefined;
}

const none: PlaceOutcome = { outcome: 'none', closest: [] };

async function placesOfReadings(db: Db, readings: PlaceReading[]): Promise<PlaceMeaning[]> {
  const slotted = readings.filter((reading) => reading.state !== undefined);
  const fit = (slotted.length > 0 ? slotted : readings).filter(
    ({ form }) => form === 'plain' || form === 'county' || form === 'city',
  );
  return (await Promise.all(fit.map((reading) => findCandidatePlaces(db, reading, true))))
    .flat()
    .filter((each) => !each.site);
}
