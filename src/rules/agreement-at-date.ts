import { compareDates } from './dates.ts';

interface Spell {
  signed_on: string | null;
  listed_on: string | null;
  left_on: string | null;
  ended_on: string | null;
}

/** The list that stood on a day: the last one at or before it, and the next that is loaded. Days are ISO. */
export interface StandingList {
  /** Undefined before the first list. */
  day: string | undefined;
  /** True when ICE is known to have shown this list on the day asked about, so that absence means "not listed". */
  covers: boolean;
  next: string | undefined;
}

/** True when ICE's last list at or before the day has the agreement. */
export const isListedOn = ({ listed_on, left_on }: Spell, day: string): boolean =>
  listed_on !== null && listed_on <= day && (left_on === null || day < left_on);

/** True when a source says that it had ended by the day. ICE may still have listed it. */
export const hasEndedBy = ({ ended_on }: Spell, day: string): boolean =>
  ended_on !== null && compareDates(ended_on, day) <= 0;

/**
 * True for an agreement that no list shows on the day, and that was signed by then, after the list that stood: known by
 * its memorandum, or by a later list. Where the list covers the day, its absence counts.
 */
export const isKnownUnlisted = (spell: Spell, day: string, list: StandingList): boolean =>
  !list.covers &&
  (spell.listed_on === null || spell.listed_on > day) &&
  spell.signed_on !== null &&
  spell.signed_on <= day &&
  spell.signed_on > (list.day ?? '') &&
  (spell.left_on === null || day < spell.left_on) &&
  !hasEndedBy(spell, day);

/** True for an agreement that is known on the day, and is not known to have ended. */
export const isStandingOn = (spell: Spell, day: string, list: StandingList): boolean =>
  (isListedOn(spell, day) && !hasEndedBy(spell, day)) || isKnownUnlisted(spell, day, list);
