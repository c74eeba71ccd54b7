import { distance } from 'fastest-levenshtein';
import type { Db } from '../db/connect.ts';
import {
  findAliasesByCanonical,
  findAliasesByKey,
  findKeysOfState,
  findPlaceById,
  findPlacesByKey,
  findSimilarKeys,
} from '../db/places.ts';
import { decidePlace, distinct, type PlaceMeaning, type PlaceOutcome } from '../rules/place-choice.ts';
import { isTypo } from '../rules/place-typo.ts';
import { loneState, placeWords } from '../rules/place-words.ts';
import { aliasMeanings, meaningOf } from './alias-meanings.ts';
import { addCounty, agencyMeaning, findCandidatePlaces, type PlaceReading } from './candidate-places.ts';
import { meaningsOf } from './place-question.ts';
import { isUnresolved, resolveAliases } from './resolve-aliases.ts';
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
    const found = await read(db, reading, words);
    if (found) return found;
  }
  for (const name of [key, `${key} jail`]) {
    const named = await aliasMeanings(db, await findAliasesByCanonical(db, name), words);
    if (named.length > 0) return resolveAliases(named, [], true);
  }
  return similar(db, readings);
}

const none: PlaceOutcome = { outcome: 'none', closest: [] };

async function placesOfReadings(db: Db, readings: PlaceReading[]): Promise<PlaceMeaning[]> {
  const slotted = readings.filter((reading) => reading.state !== undefined);
  const fit = (slotted.length > 0 ? slotted : readings).filter(
    ({ form }) => form === 'plain' || form === 'county' || form === 'city',
  );
  return (await Promise.all(fit.map((reading) => findCandidatePlaces(db, reading, true)))).flat();
}

async function read(db: Db, reading: PlaceReading, words: string): Promise<PlaceOutcome | undefined> {
  const { base, form, state } = reading;
  if (base === '' || (base.length < 2 && form !== 'plain')) return undefined;
  if (form === 'state') {
    const named = loneState(base);
    const place = named ? await findPlaceById(db, named.code) : undefined;
    return place ? decidePlace([await meaningOf(db, place)], '') : undefined;
  }
  if (form === 'city') {
    // 'New York City', 'Oklahoma City': the word is part of the name when exactly one place has it.
    const named = (await findPlacesByKey(db, `${base} city`, state)).filter((place) => place.level === 'city');
    const [only] = named;
    if (only && named.length === 1)
      return resolveAliases([], await addCounty(db, [await meaningOf(db, only)], only.state), true);
  }
  const places = await findCandidatePlaces(db, reading);
  const rows = form === 'plain' && state ? await findAliasesByKey(db, base, state) : [];
  // Within a state, the name before the comma does not mean the state itself.
  const aliases = (await aliasMeanings(db, rows, words)).filter(
    (each) => each.level !== 'state' || each.kind !== 'jurisdiction' || state === 'DC',
  );
  if (aliases.length > 0) return resolveAliases(aliases, places, true);
  if (form === 'plain' && state && places.length === 0) {
    const named = await aliasMeanings(db, await findAliasesByCanonical(db, base, state), words);
    // A hospital may have its county's name; the county itself is meant.
    const bare = base.replace(/ (county|parish)$/, '');
    const county = bare === base ? [] : await findCandidatePlaces(db, { base: bare, form: 'county', state });
    if (named.length > 0 && county.length === 0) return resolveAliases(named, [], true);
  }
  if (form === 'sheriff' || form === 'police') return agencyMeaning(db, reading, words);
  if (places.length > 0)
    return resolveAliases([], form === 'plain' || form === 'city' ? await addCounty(db, places, state) : places, true);
  if (form === 'jail' || form === 'county' || form === 'city') {
    // 'meck jail', 'city of philly': the name itself is an alias.
    const nicknames = await aliasMeanings(db, await findAliasesByKey(db, base, state), words);
    const fit = nicknames.filter(
      (each) => each.kind === 'jurisdiction' && (form !== 'county' || each.level === 'county'),
    );
    const towns = await findCandidatePlaces(db, { base, form: 'plain', ...(state ? { state } : {}) }, true);
    if (fit.length > 0) return resolveAliases(fit, form === 'city' ? towns : []);
  }
  return undefined;
}

/**
 * Resolves a typo. Trigrams (and, in a state, its names) give candidates; edit distance accepts one that is clearly the
 * closest.
 */
async function similar(db: Db, readings: PlaceReading[]): Promise<PlaceOutcome> {
  const near: { reading: PlaceReading; key: string; far: number }[] = [];
  for (const reading of readings) {
    if (reading.base.length < 4) continue;
    const keys = new Set(await findSimilarKeys(db, reading.base, 30));
    if (reading.state) for (const key of await findKeysOfState(db, reading.state, reading.base[0] ?? '')) keys.add(key);
    for (const key of keys) near.push({ reading, key, far: distance(reading.base, key) });
  }
  near.sort((a, b) => a.far - b.far);
  const accepted = near.filter(({ reading, key }) => isTypo(reading, key));
  const [best] = accepted;
  if (best) {
    const meant: PlaceMeaning[] = [];
    let found: PlaceOutcome | undefined;
    for (const { reading, key } of accepted.filter(({ far }) => far === best.far)) {
      const outcome = await readSimilar(db, reading, key);
      if (!outcome) continue;
      found ??= outcome;
      meant.push(...meaningsOf(outcome));
    }
    if (found) {
      const first = meaningsOf(found);
      const elsewhere = meant.filter((each) => !first.some((other) => other.placeId === each.placeId));
      return elsewhere.length === 0
        ? found
        : { outcome: 'ask', why: 'Several names are as near to what was typed.', candidates: distinct(meant) };
    }
  }
  const closest: PlaceMeaning[] = [];
  for (const { reading, key, far } of near.slice(0, 12)) {
    if (closest.length >= 3 || far > reading.base.length / 3) break;
    const outcome = await readSimilar(db, reading, key);
    const like = (each: PlaceMeaning) => distance(each.canonical.toLowerCase(), key);
    if (outcome)
      closest.push(
        ...meaningsOf(outcome)
          .sort((x, y) => like(x) - like(y))
          .slice(0, 1),
      );
  }
  return { outcome: 'none', closest: distinct(closest).slice(0, 3) };
}

async function readSimilar(db: Db, reading: PlaceReading, key: string): Promise<PlaceOutcome | undefined> {
  const found = await read(db, { ...reading, base: key }, key);
  if (found) return found;
  const rows = await aliasMeanings(db, await findAliasesByKey(db, key, reading.state), key);
  const fit = rows.filter(
    (row) => reading.form === 'plain' || (row.kind === 'jurisdiction' && reading.form !== 'state'),
  );
  return fit.length > 0 ? resolveAliases(fit, await findCandidatePlaces(db, { ...reading, base: key })) : undefined;
}
