import type { Generated } from 'kysely';
import type { ModelCode } from '../../rules/agreement-model.ts';

export interface PolicyTable {
  policy_id: string;
  level: 'state' | 'county' | 'city';
  state: string;
  name: string;
  fips: string | null;
  place_id: string | null;
  /** Terms of the closed list of rules/policy-agencies.ts, joined by '; '. */
  agencies: string;
  instrument: string;
  kind: string;
  enacted_on: string | null;
  effective_on: string | null;
  ended_on: string | null;
  hold_on_detainer: string;
  notify_release: string;
  jail_access_for_ice: string;
  share_information: string;
  agreement_287g: string;
  hold_terms: string;
  notify_terms: string;
  access_terms: string;
  information_terms: string;
  agreement_terms: string;
  citation: string;
  /** Where the text itself stands; '' when not known. */
  official_url: string;
  /** The page that was read. */
  source_url: string;
  confidence: 'high' | 'medium' | 'low';
  as_of: string;
  /** Dimensions that a state rule decides, joined by '; '. */
  state_governs: string;
  /** Dimensions in dispute, joined by '; ', and one sentence on who says what. */
  contested: string;
  contested_note: string;
  /** For the reader; what the coder noted is never loaded. */
  note: string;
  status: 'in force at as_of' | 'ended' | 'unconfirmed';
  basis: string;
  reviewed: string;
  content: string;
  import_id: number;
}

/** One place on a publisher's list of jurisdictions; dates at their own precision. */
export interface ListEntryTable {
  entry_id: string;
  list: string;
  publisher: string;
  place: string;
  level: 'state' | 'county' | 'city';
  state: string;
  place_id: string | null;
  listed_on: string;
  removed_on: string | null;
  as_of: string;
  citation: string;
  source_url: string;
  note: string;
  content: string;
  import_id: number;
}

/** One spell of a 287(g) agreement on ICE's lists. An agreement that returns to them gets another row. */
export interface AgreementTable {
  agreement_id: string;
  stage: 'participating' | 'pending';
  state: string;
  agency: string;
  agency_key: string;
  /** Keys of the other names that ICE printed, each between bars: '|sheriff of baker|'. */
  other_keys: string;
  agency_type: string;
  county: string | null;
  /** As ICE prints it. */
  model: string;
  model_code: ModelCode;
  signed_on: string | null;
  /** The sheet's own text when it is not a possible date. */
  signed_text: string;
  /** Later signings while it was listed, joined by ';'. */
  resigned_on: string;
  moa_url: string | null;
  addendum: string;
  place_id: string | null;
  county_fips: string | null;
  /** Day of the first list that has it; null when only its memorandum or its signing is known. */
  listed_on: string | null;
  /** Day of the last list that has it. */
  sheet_on: string | null;
  /** Day of the first list that lacked it. */
  left_on: string | null;
  /** When it ended, where a source says so, at its own precision. ICE may have gone on listing it. */
  ended_on: string | null;
  ended_how: string;
  ended_source: string;
  content: string;
  import_id: number;
}

/** A list of ICE that was loaded, or read and passed over because a newer one is loaded. */
export interface AgreementSheetTable {
  sheet_id: Generated<number>;
  stage: 'participating' | 'pending';
  sheet_on: string;
  /** The last day on which ICE is known to have shown this list. */
  seen_to: string;
  /** Its day with the half of the day or the time: sheets load in this order. */
  edition: string;
  file: string;
  /** Of the file; '' for a list that came with the history. */
  sha256: string;
  passed_over: number;
  import_id: number;
}
