import type { Db } from '../../db/connect.ts';
import { findAliasesByKey, findCountiesOfCity, findPlaceById, findPlaceByName } from '../../db/places.ts';
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

/** The place that a publication names in a state, if the words determine it; otherwise null. */
export async function placeOf(db: Db, jurisdiction: string, state: string): Promise<string | null> {
  const name = jurisdiction.replace(/\s*\(.*$/, '').trim();
  if (name === '' || !/^[A-Z]{2}$/.test(state)) return null;
  if (/not named|city or county|field office/i.test(jurisdiction)) return null;
  const [alias] = (await findAliasesByKey(db, nameKey(name), state)).filter((row) => row.kind === 'jurisdiction');
  if (alias?.place_id) return alias.place_id;
  const county = await findPlaceByName(db, { level: 'county', state, name: nameKey(name) });
  if (county) return county.place_id;
  const asState = await findPlaceById(db, state);
  return asState && nameKey(asState.name) === nameKey(name) ? state : null;
}
