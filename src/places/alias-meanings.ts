import type { Db } from '../db/connect.ts';
import { type Alias, findCountiesOfCity, findPlaceById, type Place } from '../db/places.ts';
import { findSitesByKey } from '../db/sites.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';

export interface AliasMeaning extends PlaceMeaning {
  ambiguity: Alias['ambiguity'];
  rank: number;
  hasCountyGovernment: boolean;
}

/** Alias rows as meanings. An alias that is an English word counts only in a state slot or with a full stop. */
export async function aliasMeanings(db: Db, rows: Alias[], words: string): Promise<AliasMeaning[]> {
  const usable = rows.filter(
    (row) => row.typed_as !== 'state slot' || words.includes('.') || words.trim() === words.trim().toUpperCase(),
  );
  return await Promise.all(
    usable.map(async (row) => {
      const place = row.place_id ? await findPlaceById(db, row.place_id) : undefined;
      const listed = row.county_fips.split(';').filter(Boolean);
      const counties = listed.length > 0 ? listed : row.level === 'county' && row.fips ? [row.fips] : [];
      return {
        kind: row.kind,
        canonical: row.canonical,
        level: row.level,
        ...(row.state ? { state: row.state } : {}),
        ...(row.fips ? { fips: row.fips } : {}),
        ...(place ? { placeId: place.place_id } : {}),
        countyFips: counties,
        note: row.note,
        ambiguity: row.ambiguity,
        rank: row.rank,
        hasCountyGovernment: row.county_government !== 'none',
        ...(row.agency_role ? { agencyRole: row.agency_role } : {}),
      };
    }),
  );
}

export async function meaningOf(db: Db, place: Place): Promise<PlaceMeaning> {
  const counties =
    place.level === 'city'
      ? await findCountiesOfCity(db, place.place_id)
      : place.level === 'county' && place.fips
        ? [place.fips]
        : [];
  return {
    kind: 'jurisdiction',
    canonical: place.name,
    level: place.level,
    state: place.state,
    ...(place.fips ? { fips: place.fips } : {}),
    placeId: place.place_id,
    countyFips: counties,
    note: '',
  };
}

/** Prisons, detention sites, airports and tribal police of exactly this name. */
export async function findSiteMeanings(db: Db, key: string, state?: string): Promise<PlaceMeaning[]> {
  return (await findSitesByKey(db, key, state)).map(({ kind, name, state: of, counties, place_id, note }) => ({
    kind: kind === 'tribal police' ? 'agency' : 'facility',
    canonical: name,
    level:
      kind === 'state prison' ? 'state' : kind === 'federal prison' || kind === 'ICE detention' ? 'federal' : 'site',
    state: of,
    ...(place_id ? { placeId: place_id } : {}),
    countyFips: [],
    note,
    site: { kind, counties: counties.split('; ') },
  }));
}
