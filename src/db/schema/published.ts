import type { Generated } from 'kysely';
import type { LedgerKind } from '../../rules/ledger.ts';

export interface ReleaseTable {
  case_id: string;
  row_kind: 'case' | 'aggregate' | 'dispute';
  publisher: string;
  list_title: string;
  address: string;
  published: string;
  published_from: string | null;
  jurisdiction: string;
  state: string;
  place_id: string | null;
  field_office: string;
  sex: string;
  age: string;
  citizenship: string;
  offences: string;
  offence_status: string;
  local_arrest_date: string;
  local_arrest_agency: string;
  detainer_date: string;
  detainer_sent_to: string;
  releasing_agency: string;
  release_date: string;
  release_from: string | null;
  release_to: string | null;
  release_date_precision: string;
  release_kind: string;
  detainer_outcome: string;
  outcome_class: string;
  address_class: 'web' | 'internal' | 'words';
  precision_class: 'plain' | 'remark';
  later_event_date: string;
  later_event: string;
  prior_removals: string;
  disputed_or_corrected: string;
  notes: string;
  text_seen: string;
  content: string;
  import_id: number;
}

/** A case or figure that was read from a press release and accepted; `row` and `spans` are JSON. */
export interface AcceptedCaseTable {
  case_id: string;
  text_sha256: string;
  address: string;
  row: string;
  spans: string;
  accepted_at: string;
  /** Slack ids of those who reviewed it; null at the shell and where it was accepted before this was kept. */
  accepted_by: Generated<string | null>;
}

/** A proposal that waits for a review; `row`, `marks` and `doubts` are JSON. */
export interface ProposalTable {
  case_id: string;
  text_sha256: string;
  address: string;
  publisher: string;
  published: string;
  row: string;
  marks: string;
  doubts: string;
  proposed_by: string;
  proposed_at: string;
}

/** Who agreed to which row of a proposal. */
export interface ProposalReviewTable {
  case_id: string;
  reviewer: string;
  row: string;
  reviewed_at: string;
}

export interface FigureTable {
  figure_id: string;
  publisher: string;
  subject: string;
  jurisdiction: string;
  state: string;
  place_id: string | null;
  period_from: string | null;
  period_to: string | null;
  measure: string;
  value: number;
  unit: string;
  precision: string;
  source: string;
  source_class: 'internal' | 'shown';
  caveat: string;
  content: string;
  import_id: number;
}

/** What a party says about a published case or figure. `field`, `was` and `now` are '' unless a value is corrected. */
export interface LedgerEntryTable {
  entry_id: Generated<number>;
  /** The case_id or figure_id. */
  fact: string;
  kind: LedgerKind;
  said_by: string;
  /** ISO at its precision. */
  said_on: string;
  address: string;
  words: string;
  field: string;
  was: string;
  now: string;
  recorded_by: string;
  recorded_at: string;
  import_id: number;
}
