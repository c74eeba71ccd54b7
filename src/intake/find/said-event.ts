import type { SaidAgency } from './agency.ts';
import type { SaidDate } from './said-date.ts';

/** What can happen to a person. */
export type EventKind =
  | 'arrest'
  | 'ICE arrest'
  | 'hold'
  | 'detainer'
  | 'release'
  | 'transfer'
  | 'charge'
  | 'removal'
  | 'entry'
  | 'decline';

/** Something that a sentence says happened, with the date and the agency that belong to it. */
export interface SaidEvent {
  kind: EventKind;
  start: number;
  end: number;
  date?: SaidDate;
  agency?: SaidAgency;
  /** For a detainer: whom it was lodged with. */
  to?: SaidAgency;
  /** For a release or an arrest: an agency of immigration or the border did it. */
  federal: boolean;
}
