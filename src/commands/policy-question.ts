import type { Citation, Part } from '../answer.ts';
import type { Place } from '../db/places.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import type { Dimension } from '../rules/policy-at-date.ts';
import type { Subject } from '../rules/policy-scope.ts';
import type { AgreementsHere } from './agreements.ts';

export interface PolicyQuestion {
  /** What ICE's 287(g) sheets say here; absent when none is loaded. */
  agreements: AgreementsHere | undefined;
  /** What publishers' lists say of the places. */
  listed: { parts: Part[]; citations: Citation[] };
  meaning: PlaceMeaning;
  also: PlaceMeaning[];
  state: Place | undefined;
  county: Place | undefined;
  city: Place | undefined;
  subject: Subject;
  on: string;
  today: string;
  release: { time: string; given: boolean };
  line: string;
}

export const QUESTION: Record<Dimension, string> = {
  hold_on_detainer: 'Hold on a detainer',
  notify_release: 'Tell ICE of a release',
  jail_access_for_ice: 'ICE access to the jail',
  share_information: 'Share information',
  agreement_287g: '287(g) agreement',
};
