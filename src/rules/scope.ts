/** The kinds of news that a digest or a watch may carry. */
export const NEWS_KINDS = ['releases', 'policy', 'agreements', 'outcomes', 'data'] as const;
export type NewsKind = (typeof NEWS_KINDS)[number];

/** What is watched: a place, an agency, a facility or a source; never a person. */
export interface Scope {
  kind: 'place' | 'agency' | 'facility' | 'source';
  label: string;
  /** Whole states: everything in them. */
  states: string[];
  /** Counties and cities. */
  placeIds: string[];
  /** States whose rules govern those counties and cities. */
  governedBy: string[];
  facilityIds: string[];
  /** Name keys of an agency: of published cases only those that name it. */
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
 * Does a scope allow a piece of news? A state's scope allows all of the state; a county's allows what is in it, in a
 * city of it or sent to a facility there, and the rules of its state, which govern it; a facility's only its own.
 * `countiesOf` gives the counties that a city stands in. Agency keys and sources are tested by the caller.
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
