import type { Action } from '../answer.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';

/** The button that watches the place of a card. */

export const watchThis = (place: string): Action => ({
  label: 'Watch this',
  words: `watch "${place.replace(/"/g, '')}"`,
});
/** 'Sherburne County, MN', or 'Los Angeles Police Department (CA)'. */

export function placeLabel(meaning: PlaceMeaning): string {
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return meaning.canonical;
  return meaning.state ? `${meaning.canonical}, ${meaning.state}` : meaning.canonical;
}
