import type { Db } from '../../db/connect.ts';
import { findCountiesOfCity, findPlaceById, findPlaceByName } from '../../db/places.ts';
import { nameKey } from '../../rules/name-key.ts';

/** The jurisdiction that a correction names in a state: 'Stearns County', 'Minneapolis', 'state' or 'federal'. */
export async function placeOfFacility(db: Db, place: string, state: string) {
  if (place === '' || /^federal$/i.test(place)) return { place_id: null, county_fips: null };
  if (/^state$/i.test(place)) return { place_id: state, county_fips: null };
  const name = nameKey(place);
  const county = await findPlaceByName(db, { level: 'county', state, name });
  if (county) return { place_id: county.place_id, county_fips: county.fips };
  const city = await findPlaceById(db, `${state}/${name}`);
  if (!city) return undefined;
  return { place_id: city.place_id, county_fips: (await findCountiesOfCity(db, city.place_id))[0] ?? null };
}
