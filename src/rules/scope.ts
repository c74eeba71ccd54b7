/** The kinds of news that a digest or a watch can carry. */
export const NEWS_KINDS = ['releases', 'policy', 'agreements', 'outcomes', 'data'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** What to watch: a place, an agency, a facility or a source; never a person. */
export interface Scope {
  kind: 'place' | 'agency' | 'facility' | 'source';
  label: string;
  /** Whole states, with everything in them. */
  states: string[];
  /** Counties and cities. */
  placeIds: string[];
  /** The states whose rules govern those counties and cities. */
  governedBy: string[];
  facilityIds: string[];
  /** Name keys of an agency. Only published cases that name it match. */
  agencyKeys: string[];
  source?: string;
}

/** Where a piece of news happened. */
export interface ChangePlace {
  kind: NewsKind;
  /** Level of a rule: a state's rule concerns its counties. */
  class: string | null;
  state: string | null;
  place_id: string | null;
  county_fips: string | null;
  facility_id: string | null;
}

/**
 * True when a scope includes a piece of news. A state's scope includes everything in the state. A county's scope
 * includes news in it, in its cities and of facilities there, and the state's rules, which govern it. A facility's
 * scope includes only its own news. `countiesOf` returns the counties of a city. The caller checks agency keys and
 * sources.
 */
export function allows(scope: Scope, news: ChangePlace, countiesOf: (placeId: string) => readonly string[]): boolean {
  if (scope.kind === 'source') return false;
  if (news.facility_id !== null && scope.facilityIds.includes(news.facility_id)) return true;
  if (scope.kind === 'facility') return false;
  if (news.state !== null && scope.states.includes(news.state)) return true;
  const places = [news.place_id, news.county_fips, ...(news.place_id ? countiesOf(news.place_id) : [])];
  if (places.some((id) => id !== null && scope.placeIds.includes(id))) return true;
  return news.kind === 'policy' && news.class === 'state' && scope.governedBy.includes(news.state ?? '');
}
