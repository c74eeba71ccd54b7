import type { Picture } from '../../answer.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import type { Counts } from './counts.ts';

export const BREAKDOWNS = [
  'month',
  'week',
  'year',
  'outcome',
  'reason',
  'facility',
  'kind',
  'county',
  'state',
  'aor',
  'citizenship',
  'charge',
  'criminality',
  'gender',
  'age',
  'form',
  'program',
] as const;
export type BreakdownName = (typeof BREAKDOWNS)[number];

/** A table and its chart, still without the source. */
export interface Breakdown {
  title: string;
  columns: string[];
  rows: string[][];
  picture: Pick<Picture, 'form' | 'measure' | 'series' | 'points' | 'stateFips' | 'marks'>;
}

export interface StatsQuestion {
  subject: RecordsSubject;
  counts: Counts;
  /** The cells of all outcomes, if the line names only some. */
  all: Counts['cells'];
  filter: DetainerFilter;
  /** True if nationality, offence and place are crossed: small cells are then joined and counts are in steps of five. */
  crossed: boolean;
}

/** Short labels for legends; the table has the full ones. */
export const OUTCOME_KEY: Record<OutcomeGroup, string> = {
  custody_transferred: 'Booked into ICE detention',
  declined_recorded: 'Declined, as ICE recorded',
  left_custody: 'Left custody, no transfer',
  withdrawn_by_ice: 'Lifted by ICE',
  superseded_admin: 'Replaced or duplicate',
  died: 'Lifted (death)',
  other_recorded: 'Another reason recorded',
  redacted: 'Redacted by ICE',
  no_outcome: 'No outcome recorded',
};
export const ROUNDED_TO_FIVES = 'in steps of five (5 means 5 to 9), small counts joined';
export const formatCount = (n: number): string => n.toLocaleString('en-US');
