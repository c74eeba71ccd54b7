import type { Db } from '../db/connect.ts';
import { findAliasesByKey, findKeysOfState, findKnownKeys, findSimilarKeys } from '../db/places.ts';
import { distinct, type PlaceMeaning, type PlaceOutcome } from '../rules/place-choice.ts';
import { isTypo } from '../rules/place-typo.ts';
import { slips } from '../rules/spelling.ts';
import { wellKnown } from '../rules/well-known.ts';
import { aliasMeanings } from './alias-meanings.ts';
import { findCandidatePlaces, type PlaceReading } from './candidate-places.ts';
import { findNamed } from './find-named.ts';
import { meaningsOf } from './place-question.ts';
import { readPlace } from './read-place.ts';
import { resolveAliases } from './resolve-aliases.ts';

interface Candidate {
  reading: PlaceReading;
  key: string;
  far: number;
}

/**
 * Resolves a typo. Trigrams (and, in a state, its names) give candidates; the number of slips accepts one that is
 * clearly the closest. Without a state or the word County, a small town is never read into a word.
 */
export async function findSimilarPlace(db: Db, readings: PlaceReading[]): Promise<PlaceOutcome> {
  const near = await nearKeys(db, readings);
  const accepted = near.filter(({ reading, key }) => isTypo(reading, key));
  const least = accepted[0]?.far ?? 0;
  // A bare name must also be nearer to this place than to any other: 'Atlantia' is as near to Atlantic as to Atlanta.
  const nearest = near.filter(
    (each) => each.far <= least && (accepted.includes(each) || (each.reading.form === 'plain' && !each.reading.state)),
  );
  return (await decideNearest(db, nearest)) ?? { outcome: 'none', closest: await closestPlaces(db, near) };
}

async function nearKeys(db: Db, readings: PlaceReading[]): Promise<Candidate[]> {
  const near: Candidate[] = [];
  for (const reading of readings) {
    if (reading.base.length < 4) continue;
    const keys = new Set(await findSimilarKeys(db, reading.base, 30));
    const letter = reading.base[0] ?? '';
    for (const key of reading.state
      ? await findKeysOfState(db, reading.state, letter)
      : await findKnownKeys(db, letter))
      keys.add(key);
    for (const key of keys) near.push({ reading, key, far: slips(reading.base, key) });
  }
  return near.sort((a, b) => a.far - b.far);
}

/** The one place that all of the nearest mean. Where they mean several, a county or a name in a state is asked about. */
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
  if (elsewhere.length === 0) return found;
  const narrowed = nearest.every(({ reading }) => reading.state !== undefined || reading.form !== 'plain');
  return narrowed
    ? { outcome: 'ask', why: 'Several names are as near to what was typed.', candidates: distinct(meant) }
    : undefined;
}

async function closestPlaces(db: Db, near: Candidate[]): Promise<PlaceMeaning[]> {
  const closest: PlaceMeaning[] = [];
  for (const { reading, key, far } of near.slice(0, 12)) {
    if (closest.length >= 3 || far > reading.base.length / 3) break;
    const outcome = await readSimilar(db, reading, key);
    const like = (each: PlaceMeaning) => slips(each.canonical.toLowerCase(), key);
    const [likest] = outcome ? meaningsOf(outcome).sort((x, y) => like(x) - like(y)) : [];
    if (likest) closest.push(likest);
  }
  return distinct(closest).slice(0, 3);
}

async function readSimilar(db: Db, reading: PlaceReading, key: string): Promise<PlaceOutcome | undefined> {
  if (reading.form === 'plain' && !reading.state) return readKnownName(db, key);
  const found = await readPlace(db, { ...reading, base: key }, key);
  if (found) return found;
  const rows = await aliasMeanings(db, await findAliasesByKey(db, key, reading.state), key);
  const fit = rows.filter(
    (row) => reading.form === 'plain' || (row.kind === 'jurisdiction' && reading.form !== 'state'),
  );
  return fit.length > 0 ? resolveAliases(fit, await findCandidatePlaces(db, { ...reading, base: key })) : undefined;
}

/** A bare name that a slip may mean: one of the stated list or of the file of aliases, or a county. */
async function readKnownName(db: Db, key: string): Promise<PlaceOutcome | undefined> {
  const found = await findNamed(db, key);
  if (found.outcome === 'none') return undefined;
  const isKnown =
    wellKnown(key) !== undefined ||
    meaningsOf(found).some(({ level }) => level === 'county' || level === 'state') ||
    (await findAliasesByKey(db, key)).length > 0;
  return isKnown ? found : undefined;
}
