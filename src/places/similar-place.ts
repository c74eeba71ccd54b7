import { distance } from 'fastest-levenshtein';
import type { Db } from '../db/connect.ts';
import { findAliasesByKey, findKeysOfState, findSimilarKeys } from '../db/places.ts';
import { distinct, type PlaceMeaning, type PlaceOutcome } from '../rules/place-choice.ts';
import { isTypo } from '../rules/place-typo.ts';
import { aliasMeanings } from './alias-meanings.ts';
import { findCandidatePlaces, type PlaceReading } from './candidate-places.ts';
import { meaningsOf } from './place-question.ts';
import { readPlace } from './read-place.ts';
import { resolveAliases } from './resolve-aliases.ts';

interface Candidate {
  reading: PlaceReading;
  key: string;
  far: number;
}

/**
 * Resolves a typo. Trigrams (and, in a state, its names) give candidates; edit distance accepts one that is clearly the
 * closest.
 */
export async function findSimilarPlace(db: Db, readings: PlaceReading[]): Promise<PlaceOutcome> {
  const near = await nearKeys(db, readings);
  const accepted = near.filter(({ reading, key }) => isTypo(reading, key));
  const nearest = accepted.filter(({ far }) => far === accepted[0]?.far);
  return (await decideNearest(db, nearest)) ?? { outcome: 'none', closest: await closestPlaces(db, near) };
}

async function nearKeys(db: Db, readings: PlaceReading[]): Promise<Candidate[]> {
  const near: Candidate[] = [];
  for (const reading of readings) {
    if (reading.base.length < 4) continue;
    const keys = new Set(await findSimilarKeys(db, reading.base, 30));
    if (reading.state) for (const key of await findKeysOfState(db, reading.state, reading.base[0] ?? '')) keys.add(key);
    for (const key of keys) near.push({ reading, key, far: distance(reading.base, key) });
  }
  return near.sort((a, b) => a.far - b.far);
}

/** The first that means a place, unless another one means a place elsewhere. */
async function decideNearest(db: Db, nearest: Candidate[]): Promise<PlaceOutcome | undefined> {
  const meant: PlaceMeaning[] = [];
  let found: PlaceOutcome | undefined;
  for (const { reading, key } of nearest) {
    const outcome = await readSimilar(db, reading, key);
    if (!outcome) continue;
    found ??= outcome;
    meant.push(...meaningsOf(outcome));
  }
  if (!found) return undefined;
  const first = meaningsOf(found);
  const elsewhere = meant.filter((each) => !first.some((other) => other.placeId === each.placeId));
  return elsewhere.length === 0
    ? found
    : { outcome: 'ask', why: 'Several names are as near to what was typed.', candidates: distinct(meant) };
}

async function closestPlaces(db: Db, near: Candidate[]): Promise<PlaceMeaning[]> {
  const closest: PlaceMeaning[] = [];
  for (const { reading, key, far } of near.slice(0, 12)) {
    if (closest.length >= 3 || far > reading.base.length / 3) break;
    const outcome = await readSimilar(db, reading, key);
    const like = (each: PlaceMeaning) => distance(each.canonical.toLowerCase(), key);
    const [likest] = outcome ? meaningsOf(outcome).sort((x, y) => like(x) - like(y)) : [];
    if (likest) closest.push(likest);
  }
  return distinct(closest).slice(0, 3);
}

async function readSimilar(db: Db, reading: PlaceReading, key: string): Promise<PlaceOutcome | undefined> {
  const found = await readPlace(db, { ...reading, base: key }, key);
  if (found) return found;
  const rows = await aliasMeanings(db, await findAliasesByKey(db, key, reading.state), key);
  const fit = rows.filter(
    (row) => reading.form === 'plain' || (row.kind === 'jurisdiction' && reading.form !== 'state'),
  );
  return fit.length > 0 ? resolveAliases(fit, await findCandidatePlaces(db, { ...reading, base: key })) : undefined;
}
