import type { SiteKind } from './site-kinds.ts';

/** One possible meaning of the typed words. */
export interface PlaceMeaning {
  kind: 'jurisdiction' | 'agency' | 'facility';
  canonical: string;
  /** `site`: neither a government nor federal, such as an airport. */
  level: 'state' | 'county' | 'city' | 'federal' | 'site';
  state?: string;
  fips?: string;
  /** The jurisdiction whose policy governs; absent for federal sites. */
  placeId?: string;
  countyFips: string[];
  note: string;
  /** For an agency or a facility of a county or a city. */
  agencyRole?: 'police' | 'jail';
  /** For a prison, a detention site, an airport or tribal police: what it is, and the counties it lies in. */
  site?: { kind: SiteKind; counties: string[] };
}

/** How words were read that do not name exactly one place as they stand. */
export interface Interpretation {
  /** `well known`: the stated list decides between places of the name. `spelling`: a slip was put right. */
  kind: 'well known' | 'spelling';
  /** For the answer: what was read, and why. */
  said: string;
  /** Words that name this meaning exactly. */
  words: string;
  others: PlaceMeaning[];
}

export type PlaceOutcome =
  | { outcome: 'answer'; meaning: PlaceMeaning; also: PlaceMeaning[]; reading?: Interpretation }
  | { outcome: 'ask'; why: string; candidates: PlaceMeaning[] }
  | { outcome: 'none'; closest: PlaceMeaning[] };

/**
 * Decides between meanings, and never guesses. One meaning is the answer. A city and its county are answered together,
 * the first one leading. Anything else is asked about.
 */
export function decidePlace(candidates: PlaceMeaning[], why: string): PlaceOutcome {
  const unique = distinct(candidates);
  const [first, ...rest] = unique;
  if (!first) return { outcome: 'none', closest: [] };
  if (rest.every((other) => samePlace(first, other)) || oneCity(unique))
    return { outcome: 'answer', meaning: first, also: rest };
  return { outcome: 'ask', why, candidates: unique };
}

/** True when all meanings are one city and its counties: Aurora, CO with Arapahoe and Adams. */
function oneCity(meanings: PlaceMeaning[]): boolean {
  const [city, ...others] = meanings.filter((each) => each.level === 'city' && each.kind === 'jurisdiction');
  if (!city || others.length > 0) return false;
  return meanings.every((each) => each === city || samePlace(city, each));
}

/** True for a city and a county that it is in. */
export function samePlace(a: PlaceMeaning, b: PlaceMeaning): boolean {
  if (a.kind !== 'jurisdiction' || b.kind !== 'jurisdiction' || a.state !== b.state) return false;
  if (a.level === 'county' && b.level === 'county') return false;
  if (a.level === 'city' && b.level === 'city') return a.placeId === b.placeId;
  const shared = a.countyFips.filter((fips) => b.countyFips.includes(fips));
  return a.level !== 'state' && b.level !== 'state' && shared.length > 0;
}

/** Removes repeated meanings, keeping the order. */
export function distinct(meanings: PlaceMeaning[]): PlaceMeaning[] {
  const seen = new Set<string>();
  return meanings.filter((meaning) => {
    const key = [meaning.canonical, meaning.level, meaning.state ?? '', meaning.fips ?? ''].join('|').toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
