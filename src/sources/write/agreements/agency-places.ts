import { distance } from 'fastest-levenshtein';
import type { Db } from '../../../db/connect.ts';
import { findAllPlacesOfState } from '../../../db/places.ts';
import { nameKey } from '../../../rules/name-key.ts';

/** An agency as a sheet names it. */
interface NamedAgency {
  state: string;
  agency: string;
  agency_type: string;
  county: string | null;
  county_fips?: string | null;
}

interface AgencyPlace {
  place_id: string | null;
  county_fips: string | null;
}

export type PlaceOf = (row: NamedAgency) => Promise<AgencyPlace>;

/** The places of one state by their keys. */
interface StatePlaces {
  counties: Map<string, string>;
  /** City -> its id and its main county. */
  cities: Map<string, { place_id: string; county_fips: string | null }>;
}

/**
 * Finds where agencies belong: in their state, their city with its county, or their county; null where the sheet does not
 * determine it. Reads the places of a state once.
 */
export function createAgencyPlaces(db: Db): PlaceOf {
  const states = new Map<string, Promise<StatePlaces>>();
  const known = new Map<string, AgencyPlace>();
  return async (row) => {
    const key = JSON.stringify([row.state, row.agency, row.agency_type, row.county, row.county_fips]);
    const found = known.get(key);
    if (found) return found;
    const places = states.get(row.state) ?? readPlaces(db, row.state);
    states.set(row.state, places);
    const place = placeOf(row, await places);
    if (known.size < MOST_KNOWN) known.set(key, place);
    return place;
  };
}

/** Some 3,000 agencies have signed; their names are spelled in a few ways each. */
const MOST_KNOWN = 20_000;

async function readPlaces(db: Db, state: string): Promise<StatePlaces> {
  const counties = new Map<string, string>();
  const cities: StatePlaces['cities'] = new Map();
  for (const { place_id, level, name, name_key, county_fips } of await findAllPlacesOfState(db, state))
    if (level === 'county') {
      // Of a county and a city of one name, the county has the plain name: Baltimore, St. Louis, Fairfax
      const isCity = / city$/.test(name);
      if (isCity) counties.set(`${name_key} city`, place_id);
      if (!isCity || !counties.has(name_key)) counties.set(name_key, place_id);
    } else cities.set(place_id.slice(state.length + 1), { place_id, county_fips });
  return { counties, cities };
}

function placeOf(row: NamedAgency, places: StatePlaces): AgencyPlace {
  const { state, agency } = row;
  if (/state/i.test(row.agency_type)) return { place_id: state, county_fips: null };
  const named = row.county ?? /^(.+?) (?:county|parish)\b/i.exec(agency)?.[1];
  const fips = row.county_fips ?? (named ? countyOf(places, named) : null);
  const isMunicipal =
    /municipal|muncipal|^police$/i.test(row.agency_type) ||
    (row.agency_type === '' && !/county|parish|sheriff/i.test(agency));
  if (!isMunicipal) return { place_id: fips, county_fips: fips };
  const town = agency
    .replace(/^(?:city|town|village|borough) of /i, '')
    .replace(/\s+(?:police|marshal|department|public safety|metropolitan police|constable).*$/i, '');
  for (const name of [town, town.replace(/ (?:city|town|village|borough|township)$/i, '')]) {
    const city = places.cities.get(nameKey(name));
    if (city) return { place_id: city.place_id, county_fips: fips ?? city.county_fips };
  }
  return { place_id: null, county_fips: fips };
}

/** A county by its name. Accepts a misspelling ("Frankin County") when only one county of the state is that close. */
function countyOf({ counties }: StatePlaces, name: string): string | null {
  const key = nameKey(name);
  const typed = key.replace(/ (county|parish|borough|census area|co)$/, '');
  const exact = counties.get(key) ?? counties.get(typed);
  if (exact) return exact;
  const near = [...counties].filter(([county]) => typed.length > 5 && distance(county, typed) <= 2);
  return near.length === 1 ? (near[0]?.[1] ?? null) : null;
}
