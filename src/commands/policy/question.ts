import type { Citation, Part } from '../../answer.ts';
import type { AgreementsHere } from '../../cards/agreements.ts';
import type { Place } from '../../db/places.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import type { PolicySubject } from '../../rules/policy-scope.ts';

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
  subject: PolicySubject;
  on: string;
  today: string;
  release: { time: string; given: boolean };
  line: string;
}
