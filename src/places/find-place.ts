import type { Db } from '../db/connect.ts';
import { countLoadedByPlaces } from '../db/place-counts.ts';
import { untilNextImport } from '../db/until-import.ts';
import type { PlaceMeaning, PlaceOutcome } from '../rules/place-choice.ts';
import { findMisspelt } from './find-misspelt.ts';
import { findNamed } from './find-named.ts';

/**
 * Finds what typed words mean: a place, an agency, a facility or another site. A slip of the pen is read only where
 * nothing is named as it stands and one place is clearly meant. How words were read is part of the answer. Where several
 * places may be meant, those of which more is loaded come first.
 */
export const findPlace = (db: Db, words: string): Promise<PlaceOutcome> =>
  untilNextImport(db, ['place', words], () => readAnew(db, words));

async function readAnew(db: Db, words: string): Promise<PlaceOutcome> {
  const named = await findNamed(db, words);
  const found = named.outcome !== 'none' || named.closest.length > 0 ? named : await findMisspelt(db, words);
  return found.outcome === 'ask' ? { ...found, candidates: await bestKnownFirst(db, found.candidates) } : found;
}

async function bestKnownFirst(db: Db, places: readonly PlaceMeaning[]): Promise<PlaceMeaning[]> {
  const ids = [...new Set(places.flatMap(({ placeId }) => (placeId ? [placeId] : [])))];
  if (ids.length < 2) return [...places];
  const counts = await countLoadedByPlaces(db, ids);
  const of = ({ placeId }: PlaceMeaning) => counts.get(placeId ?? '') ?? { rules: 0, detainers: 0 };
  return places.toSorted((a, b) => of(b).rules - of(a).rules || of(b).detainers - of(a).detainers);
}
