import type { Db } from '../db/connect.ts';
import type { PlaceOutcome } from '../rules/place-choice.ts';
import { findMisspelt } from './find-misspelt.ts';
import { findNamed } from './find-named.ts';

/**
 * Finds what typed words mean: a place, an agency, a facility or another site. A slip of the pen is read only where
 * nothing is named as it stands and one place is clearly meant. How words were read is part of the answer.
 */
export async function findPlace(db: Db, words: string): Promise<PlaceOutcome> {
  const named = await findNamed(db, words);
  if (named.outcome !== 'none' || named.closest.length > 0) return named;
  return findMisspelt(db, words);
}
