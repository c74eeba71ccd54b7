/** One thing that typed words may mean. */
export interface PlaceMeaning {
  kind: 'jurisdiction' | 'agency' | 'facility';
  canonical: string;
  level: 'state' | 'county' | 'city' | 'federal';
  state?: string;
  fips?: string;
  /** The jurisdiction whose policy governs; absent for federal sites. */
  placeId?: string;
  countyFips: string[];
  note: string;
  /** Of an agency or a facility of a county or a city. */
  agencyRole?: 'police' | 'jail';
}

export type PlaceOutcome =
  | { outcome: 'answer'; meaning: PlaceMeaning; also: PlaceMeaning[] }
  | { outcome: 'ask'; why: string; candidates: PlaceMeaning[] }
  | { outcome: 'none'; closest: PlaceMeaning[] };

/**
 * One meaning answers; a city and its county answer together, the first of them leading; anything else asks. Never a
 * guess between places.
 */
export function decidePlace(candidates: PlaceMeaning[], why: string): PlaceOutcome {
  const unique = distinct(candidates);
  const [first, ...rest] = unique;
  if (!first) return { outcome: 'none', closest: [] };
  if (rest.every((other) => samePlace(first, other)) || oneCity(unique))
    return { outcome: 'answer', meaning: first, also: rest };
  return { outcome: 'ask', why, candidates: unique };
}

/** True when everything named is one city and counties that it stands in: Aurora, CO over Arapahoe and Adams. */
function oneCity(meanings: PlaceMeaning[]): boolean {
  const [city, ...others] = meanings.filter((each) => each.level === 'city' && each.kind === 'jurisdiction');
  if (!city || others.length > 0) return false;
  return meanings.every((each) => each === city || samePlace(city, each));
}

/** True for a city and a county that it stands in. */
export function samePlace(a: PlaceMeaning, b: PlaceMeaning): boolean {
  if (a.kind !== 'jurisdiction' || b.kind !== 'jurisdiction' || a.state !== b.state) return false;
  if (a.level === 'county' && b.level === 'county') return false;
  if (a.level === 'city' && b.level === 'city') return a.placeId === b.placeId;
  const shared = a.countyFips.filter((fips) => b.countyFips.includes(fips));
  return a.level !== 'state' && b.level !== 'state' && shared.length > 0;
}

/** The same meaning once, in the order given. */
export function distinct(meanings: PlaceMeaning[]): PlaceMeaning[] {
  const seen = new Set<string>();
  return meanings.filter((meaning) => {
    const key = [meaning.canonical, meaning.level, meaning.state ?? '', meaning.fips ?? ''].join('|').toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
