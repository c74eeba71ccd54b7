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

/** A 287(g) agreement as ICE's sheets list it. */
export interface AgreementTable {
  agreement_id: string;
  stage: 'participating' | 'pending';
  state: string;
  agency: string;
  agency_key: string;
  agency_type: string;
  county: string | null;
  model: string;
  signed_on: string | null;
  /** The sheet's own text when it is not a possible date. */
  signed_text: string;
  moa_url: string | null;
  addendum: string;
  place_id: string | null;
  county_fips: string | null;
  /** Day of the first sheet that lists it, among the sheets we have. */
  listed_on: string;
  /** Day of the last sheet that lists it. */
  sheet_on: string;
  /** Day of the first sheet that lacked it. */
  left_on: string | null;
  content: string;
  import_id: number;
}
