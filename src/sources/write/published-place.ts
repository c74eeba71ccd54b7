import type { Db } from '../../db/connect.ts';
import { findAliasesByKey, findPlaceById, findPlaceByName } from '../../db/places.ts';
import { nameKey } from '../../rules/name-key.ts';

/** The place that a publication names in a state, if the words determine it; otherwise null. */
export async function findPublishedPlace(db: Db, jurisdiction: string, state: string): Promise<string | null> {
  const name = jurisdiction.replace(/\s*\(.*$/, '').trim();
  if (name === '' || !/^[A-Z]{2}$/.test(state)) return null;
  // What stands in brackets may be about something else: 'Los Angeles (agency not named)'.
  if (/not named|field office/i.test(name) || /city or county/i.test(jurisdiction)) return null;
  const [alias] = (await findAliasesByKey(db, nameKey(name), state)).filter((row) => row.kind === 'jurisdiction');
  if (alias?.place_id) return alias.place_id;
  const county = await findPlaceByName(db, { level: 'county', state, name: nameKey(name) });
  if (county) return county.place_id;
  const city = await findPlaceByName(db, { level: 'city', state, name: nameKey(name) });
  if (city) return city.place_id;
  const asState = await findPlaceById(db, state);
  return asState && nameKey(asState.name) === nameKey(name) ? state : null;
}
