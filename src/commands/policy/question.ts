import type { Action, Citation, Part } from '../../answer.ts';
import type { AgreementsHere } from '../../cards/agreements.ts';
import type { Place } from '../../db/places.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import type { PolicySubject } from '../../rules/policy-agencies.ts';

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
  /** Other counties that the city lies in, each as a question of its own. */
  otherCounties: Action[];
  subject: PolicySubject;
  /** The time asked about as it is named: a day, '2024-06', '2024', or 'FY2020'. */
  asked: string;
  /** The first and last day of that time; the same day twice if the line asks about one day. */
  period: { from: string; to: string };
  today: string;
  release: { time: string; given: boolean };
  line: string;
}
