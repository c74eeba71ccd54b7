import type { Db } from '../db/connect.ts';
import { nameKey } from '../rules/name-key.ts';
import { decidePlace, type PlaceOutcome, samePlace } from '../rules/place-choice.ts';
import { placeWords } from '../rules/place-words.ts';
import { findCandidatePlaces } from './candidate-places.ts';
import { explainEquivalence } from './resolve-aliases.ts';
import { settle } from './shared-name.ts';

/** A city and its county joined in one name: 'Nashville-Davidson', 'Macon-Bibb County', 'Butte-Silver Bow, MT'. */
export async function findMergedGovernment(db: Db, words: string): Promise<PlaceOutcome | undefined> {
  const [city = '', rest = '', ...more] = words.split(/[-–/]/);
  if (nameKey(city) === '' || nameKey(rest) === '' || more.length > 0) return undefined;
  for (const { base, form, state } of placeWords(rest).readings) {
    if (form !== 'plain' && form !== 'county') continue;
    const within = state ? { state } : {};
    const counties = await findCandidatePlaces(db, { base, form: 'county', ...within });
    const cities = await findCandidatePlaces(db, { base: nameKey(city), form: 'city', ...within });
    const pairs = counties.flatMap((county) =>
      cities.filter((each) => samePlace(each, county)).flatMap((each) => [county, each]),
    );
    if (pairs.length > 0) return settle(decidePlace(pairs, explainEquivalence(pairs)), [], nameKey(city));
  }
  return undefined;
}
