import type { Db } from '../db/connect.ts';
import { findAllFacilities, findAllFacilitiesByCode, findAllFacilitiesByWords } from '../db/facilities.ts';
import { findAllNameKeys } from '../db/places.ts';
import { findAllSiteKeys } from '../db/sites.ts';
import { facilityWords } from '../rules/facility-words.ts';
import { nameKey } from '../rules/name-key.ts';
import type { PlaceOutcome } from '../rules/place-choice.ts';
import { findPlace } from './find-place.ts';
import { createSimilar } from './similar-names.ts';

/** Every name that a question may contain, in memory, and the resolver of the commands. */
export async function createNames(db: Db) {
  const towns = new Set<string>();
  const names = new Set<string>();
  for (const { key, state, town } of await findAllNameKeys(db)) {
    (town ? towns : names).add(key);
    if (state) (town ? towns : names).add(`${key}|${state}`);
  }
  const tokens = new Set<string>();
  for (const { code, name, search_key } of await findAllFacilities(db)) {
    for (const token of search_key.split(' ')) tokens.add(token);
    if (code) names.add(code.toLowerCase());
    const key = nameKey(name);
    if (key.includes(' ')) names.add(key);
  }
  const found = new Map<string, Promise<PlaceOutcome>>();
  const similar = createSimilar([...names, ...towns, ...(await findAllSiteKeys(db))]);
  const mayBeFacility = (words: string) => {
    const typed = facilityWords(words);
    return typed.tokens.length > 0 && typed.tokens.every((token) => tokens.has(token));
  };
  return {
    /** False where no name is as it stands or a slip away: `find` would find nothing. */
    mayMean: (words: string): boolean => similar(words) || mayBeFacility(words),
    known: (key: string, state?: string): 'name' | 'town' | undefined => {
      const asked = state ? `${key}|${state}` : key;
      return names.has(asked) ? 'name' : towns.has(asked) ? 'town' : undefined;
    },
    find(words: string): Promise<PlaceOutcome> {
      const known = found.get(words);
      if (known !== undefined) return known;
      if (found.size > 10_000) found.clear();
      const outcome = findPlaceOrFacility(db, words, mayBeFacility(words));
      found.set(words, outcome);
      return outcome;
    },
  };
}

/** A place or an agency; a facility of the records, by its code or its words, where there is none. */
async function findPlaceOrFacility(db: Db, words: string, mayBeFacility: boolean): Promise<PlaceOutcome> {
  const [coded] = /^[A-Za-z0-9]{5,8}$/.test(words) ? await findAllFacilitiesByCode(db, words) : [];
  const place = coded ? undefined : await findPlace(db, words);
  if (place && place.outcome !== 'none') return place;
  const { tokens, state } = facilityWords(words);
  const named =
    coded || !mayBeFacility
      ? []
      : await findAllFacilitiesByWords(db, tokens, { ...(state ? { state } : {}), limit: 9 });
  const [facility] = coded ? [coded] : named;
  if (!facility) return place ?? { outcome: 'none', closest: [] };
  const meaning = {
    kind: 'facility' as const,
    canonical: words,
    level: 'county' as const,
    ...(facility.state ? { state: facility.state } : {}),
    countyFips: facility.county_fips ? [facility.county_fips] : [],
    note: '',
  };
  return { outcome: 'answer', meaning, also: [] };
}
