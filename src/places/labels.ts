import type { Action, NamedPlace } from '../answer.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { findState } from '../rules/states.ts';

/** The button that watches the place of a card. */
export const watchThis = (place: string): Action => ({
  label: 'Watch this',
  words: `watch "${place.replace(/"/g, '')}"`,
  form: 'watch',
  place,
});

/** 'Sherburne County, MN', or 'Los Angeles Police Department (CA)'. */
export function placeLabel(meaning: PlaceMeaning): string {
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return meaning.canonical;
  return meaning.state ? `${meaning.canonical}, ${meaning.state}` : meaning.canonical;
}

/** 'Idaho State Police', whose name tells its state; otherwise as `placeLabel`. */
export function agencyName(meaning: PlaceMeaning): string {
  const state = findState(meaning.state ?? '')?.name;
  return state && meaning.level === 'state' && meaning.canonical.startsWith(state)
    ? meaning.canonical
    : placeLabel(meaning);
}

/** The District of Columbia and the territories are no states. */
const NO_STATES = new Set(['DC', 'PR', 'GU', 'VI', 'AS', 'MP']);

/** 'Orange County, CA', 'Chicago, IL (city)', 'FCI Dublin, CA (federal prison in Alameda County)'. */
export function meaningLabel(meaning: PlaceMeaning): string {
  if (meaning.site) return `${placeLabel(meaning)} (${meaning.site.kind} in ${meaning.site.counties.join(' and ')})`;
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction')
    return NO_STATES.has(meaning.state ?? meaning.placeId ?? '') ? meaning.canonical : `${meaning.canonical} (state)`;
  if (meaning.level === 'federal') return meaning.canonical;
  return `${meaning.canonical}, ${meaning.state ?? ''}${meaning.level === 'city' && meaning.kind === 'jurisdiction' ? ' (city)' : ''}`;
}

/** Words that name this meaning and no other, for a command line. */
export function unambiguous(meaning: PlaceMeaning): string {
  if (meaning.site) return placeLabel(meaning);
  if (meaning.level === 'federal') return meaning.canonical;
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction')
    return NO_STATES.has(meaning.state ?? meaning.placeId ?? '') ? meaning.canonical : `State of ${meaning.canonical}`;
  const city =
    meaning.level === 'city' && meaning.kind === 'jurisdiction' ? `City of ${meaning.canonical}` : meaning.canonical;
  return `${city}, ${meaning.state ?? ''}`;
}

/** Words that name a meaning with what belongs to it: 'Houston, TX' is the city with its county. */
export function exactWords(meaning: PlaceMeaning, also: PlaceMeaning[]): string {
  const city = [meaning, ...also].find((each) => each.level === 'city' && each.kind === 'jurisdiction');
  return meaning.kind === 'jurisdiction' && city ? `${city.canonical}, ${city.state}` : unambiguous(meaning);
}

/** The place of a list of records, as other commands take it; none for facilities, sites and federal places. */
export function namedPlaces({
  title,
  meaning,
  also = [],
}: {
  title: string;
  meaning?: PlaceMeaning;
  also?: PlaceMeaning[];
}): NamedPlace[] {
  if (!meaning || meaning.site || meaning.level === 'federal') return [];
  return [{ title, words: exactWords(meaning, also) }];
}
