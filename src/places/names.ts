import type { Db } from '../db/connect.ts';
import { findAllNameKeys } from '../db/places.ts';
import type { PlaceOutcome } from '../rules/place-choice.ts';
import { findPlace } from './find-place.ts';

/** Every name that a question may contain, in memory, and the resolver of the commands. */
export async function createNames(db: Db) {
  const towns = new Set<string>();
  const names = new Set<string>();
  for (const { key, state, town } of await findAllNameKeys(db)) {
    (town ? towns : names).add(key);
    if (state) (town ? towns : names).add(`${key}|${state}`);
  }
  const found = new Map<string, Promise<PlaceOutcome>>();
  return {
    known: (key: string, state?: string): 'name' | 'town' | undefined => {
      const asked = state ? `${key}|${state}` : key;
      return names.has(asked) ? 'name' : towns.has(asked) ? 'town' : undefined;
    },
    find(words: string): Promise<PlaceOutcome> {
      const known = found.get(words);
      if (known !== undefined) return known;
      if (found.size > 2000) found.clear();
      const outcome = findPlace(db, words);
      found.set(words, outcome);
      return outcome;
    },
  };
}
