import type { Generated } from 'kysely';

/** Row types of the migrated tables. Days are ISO text at their own precision; instants are ISO UTC. */
export interface ImportTable {
  import_id: Generated<number>;
  source: string;
  file: string;
  sha256: string;
  publisher: string;
  published_on: string | null;
  started_at: string;
  finished_at: string;
  outcome: 'loaded' | 'refused';
  rows: number;
  inserted: number;
  updated: number;
  unchanged: number;
  removed: number;
  rejected: number;
  absent_columns: string;
  message: string | null;
  /** Cells that looked like personal data and were blanked. */
  withheld: Generated<number>;
}

export interface RejectedRowTable {
  import_id: number;
  row_number: number;
  reason: string;
}

export interface PlaceTable {
  place_id: string;
  level: 'state' | 'county' | 'city';
  state: string;
  name: string;
  name_key: string;
  fips: string | null;
  import_id: number;
}

export interface PlaceCountyTable {
  place_id: string;
  county_fips: string;
  position: number;
}

export interface AgencyTable {
  agency_id: Generated<number>;
  name: string;
  level: 'state' | 'county' | 'city' | 'federal';
  state: string | null;
  place_id: string | null;
  import_id: number;
}

export interface AliasTable {
  alias_id: string;
  alias: string;
  alias_key: string;
  canonical: string;
  canonical_key: string;
  level: 'state' | 'county' | 'city' | 'federal';
  state: string | null;
  fips: string | null;
  county_fips: string;
  kind: 'jurisdiction' | 'agency' | 'facility';
  parent: string | null;
  place_id: string | null;
  ambiguity: 'none' | 'same place' | 'different places';
  rank: number;
  note: string;
  content: string;
  import_id: number;
}

export interface FacilityTable {
  facility_id: string;
  code: string | null;
  name: string;
  city: string | null;
  state: string | null;
  kind: string;
  place_id: string | null;
  county_fips: string | null;
  search_key: string;
  import_id: number;
}

export interface PolicyTable {
  policy_id: string;
  level: 'state' | 'county' | 'city';
  state: string;
  name: string;
  fips: string | null;
  place_id: string | null;
  scope: string;
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
  exceptions: string;
  citation: string;
  source_url: string;
  confidence: 'high' | 'medium' | 'low';
  as_of: string;
  notes: string;
  status: 'in force at as_of' | 'ended' | 'unconfirmed';
  basis: string;
  reviewed: string;
  content: string;
  import_id: number;
}

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
  later_event_date: string;
  later_event: string;
  prior_removals: string;
  disputed_or_corrected: string;
  notes: string;
  text_seen: string;
  content: string;
  import_id: number;
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
  caveat: string;
  content: string;
  import_id: number;
}

export interface DetainerTable {
  detainer_id: Generated<number>;
  reference: string;
  prepared_on: string;
  facility_id: string;
  facility_aor: string | null;
  outcome_group: string;
  lift_reason: string | null;
  lift_reason_code: string | null;
  detainer_type: string | null;
  criminality: string | null;
  threat_level: string | null;
  gender: string | null;
  citizenship: string | null;
  birth_country: string | null;
  birth_year: number | null;
  conviction_charge: string | null;
  conviction_charge_code: string | null;
  charge_on: string | null;
  conviction_on: string | null;
  sentence_days: number | null;
  sentence_months: number | null;
  sentence_years: number | null;
  aggravated_felon: string | null;
  case_status: string | null;
  case_category: string | null;
  processing_disposition: string | null;
  entry_status: string | null;
  entry_on: string | null;
  final_order: string | null;
  final_order_on: string | null;
  departed_on: string | null;
  departure_country: string | null;
  apprehension_on: string | null;
  apprehension_method: string | null;
  resume_custody: string | null;
  notify_release_request: string | null;
  flags: string;
  redacted: string;
  duty_site: string | null;
  identifier: string | null;
  duplicate_likely: string | null;
  file: string;
  sheet: string | null;
  row_number: number;
  content: string;
  /** The latest import that has the row. */
  import_id: number;
  /** Why the row is not counted: a later release lacks it, or it is a likely copy of another row. */
  not_counted: Generated<'gone' | 'copy' | null>;
  gone_import_id: Generated<number | null>;
}

/** The days of a state ('' is none) that an import of detainer rows covered; an extract takes no row away. */
export interface ReleaseWindowTable {
  import_id: number;
  state: string;
  first_on: string;
  last_on: string;
  rows: number;
  extract: number;
}

/** Counted detainer rows by place, kind of facility, month ('2026-02') and outcome group; written by imports. */
export interface DetainerTotalTable {
  state: string | null;
  county_fips: string | null;
  place_id: string | null;
  facility_kind: string;
  month: string;
  outcome_group: string;
  rows: number;
}

/** What a team knows of a facility better than its name says; key is state, then code or name and city. */
export interface FacilityCorrectionTable {
  correction_id: string;
  state: string;
  code: string | null;
  name: string | null;
  city: string | null;
  kind: string;
  place_id: string | null;
  county_fips: string | null;
  reason: string;
  source: string;
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

/** FTS5 over name keys; rowid has no meaning, name_key joins back. */
export interface NameSearchTable {
  name_key: string;
}

/** One fact that an import added, changed or took away; `was` and `now` are JSON of the columns concerned. */
export interface ChangeTable {
  change_id: Generated<number>;
  import_id: number;
  kind: 'releases' | 'policy' | 'agreements' | 'outcomes' | 'data';
  change: 'added' | 'changed' | 'removed';
  fact: string;
  /** Level of a rule, outcome class of a case, stage of an agreement. */
  class: string | null;
  state: string | null;
  place_id: string | null;
  county_fips: string | null;
  facility_id: string | null;
  was: string | null;
  now: string | null;
  /** The import that said `was`, where that is not the one before. */
  was_import_id: Generated<number | null>;
}

/** Detainer rows that an import brought for a facility, and the prepare date that most of them carry. */
export interface ArrivalTable {
  import_id: number;
  facility_id: string;
  added: number;
  changed: number;
  busiest_on: string | null;
  busiest_rows: number;
}

export interface SubscriptionTable {
  subscription_id: Generated<number>;
  channel_id: string;
  /** HH:MM in `zone`. */
  at_time: string;
  zone: string;
  /** 'mon,tue,...' */
  days: string;
  kinds: string;
  /** JSON: Scope[]; empty for everywhere. */
  places: string;
  quiet: 'skip' | 'line' | 'always';
  created_by: string;
  created_at: string;
  /** First local date that may be delivered. */
  starts_on: string;
  /** What this import and earlier ones brought is not new. */
  since_import_id: number;
  ended_at: string | null;
  /** Slack's error of the last delivery; its subscriber has been told. Null again after a success. */
  failure: string | null;
  failed_at: string | null;
}

export interface OutboxTable {
  /** Ours: goes out in the message's metadata. */
  message_id: string;
  /** The message whose thread this belongs to. */
  thread_of: string | null;
  position: number;
  channel_id: string;
  /** JSON: what is posted, rendered when it is sent. */
  payload: string;
  state: 'waiting' | 'sending' | 'sent' | 'failed';
  attempts: number;
  created_at: string;
  expires_at: string;
  try_after: string;
  claimed_by: string | null;
  claimed_until: string | null;
  /** 1 when Slack may have it already: looked for in the channel before it is sent again. */
  unsure: number;
  ts: string | null;
  sent_at: string | null;
  error: string | null;
}

/** A digest that was due on a local date; without a message when there was nothing to say. */
export interface DeliveryTable {
  delivery_id: Generated<number>;
  subscription_id: number;
  local_date: string;
  composed_at: string;
  through_import_id: number;
  message_id: string | null;
}

export interface WatchTable {
  watch_id: Generated<number>;
  channel_id: string;
  /** Key of the place, agency, facility or source. */
  subject: string;
  label: string;
  /** JSON: Scope. */
  scope: string;
  kinds: string;
  created_by: string;
  created_at: string;
  since_import_id: number;
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
  /** The sheet's own text where it is no possible day. */
  signed_text: string;
  moa_url: string | null;
  addendum: string;
  place_id: string | null;
  county_fips: string | null;
  /** Day of the first sheet that we have it from. */
  listed_on: string;
  /** Day of the last sheet that lists it. */
  sheet_on: string;
  /** Day of the sheet that first lacked it. */
  left_on: string | null;
  content: string;
  import_id: number;
}

/** An address or folder that is checked by itself, and what became of it. Instants are ISO UTC. */
export interface SyncCheckTable {
  entry: string;
  source: string;
  /** SHA-256 of source and address or path. */
  target: string;
  /** The address without its query, or the file's name. */
  shown: string;
  every: string;
  next_due_at: string;
  last_checked_at: string | null;
  last_ok_at: string | null;
  /** In a row, 0 after a success. */
  failures: number;
  failing_since: string | null;
  failure: string | null;
  etag: string | null;
  last_modified: string | null;
  /** SHA-256 of the address that gave the two above. */
  validators_of: string | null;
  /** What the entry brought last. */
  file: string | null;
  sha256: string | null;
  /** A file that was refused: refusing it again is not recorded again. */
  refused_sha256: string | null;
  claimed_by: string | null;
  claimed_until: string | null;
}

/** An answer that was given, by its short id. */
export interface AnswerTable {
  answer_id: string;
  line: string;
  /** Slack's, or 'local'. */
  channel_id: string;
  user_id: string;
  answered_at: string;
  /** JSON: the newest import of each source, by source. */
  imports: string;
  said_sha256: string;
}

/** The state that a channel or a person means where places share a name. */
export interface DefaultStateTable {
  holder: 'channel' | 'person';
  holder_id: string;
  state: string;
  created_by: string;
  created_at: string;
}

/** What was asked and what became of it. */
export interface AuditTable {
  audit_id: Generated<number>;
  asked_at: string;
  /** Ids of Slack's. */
  workspace_id: string | null;
  channel_id: string | null;
  user_id: string;
  /** How they came in: 'command /detainer', 'button words'. */
  way: string;
  role: string | null;
  /** The command as understood; only its name where it was a mistake; null where there was none. */
  line: string | null;
  outcome: Outcome;
  /** Why it was refused. */
  reason: string | null;
  answer_id: string | null;
  /** JSON: the newest import of each source that the answer rests on, by source. */
  imports: string | null;
}

export type Outcome = 'answered' | 'noted' | 'mistake' | 'fault' | 'refused' | 'limited';

export interface Tables {
  audit: AuditTable;
  sync_checks: SyncCheckTable;
  agreements: AgreementTable;
  changes: ChangeTable;
  arrivals: ArrivalTable;
  subscriptions: SubscriptionTable;
  outbox: OutboxTable;
  deliveries: DeliveryTable;
  watches: WatchTable;
  imports: ImportTable;
  rejected_rows: RejectedRowTable;
  places: PlaceTable;
  place_counties: PlaceCountyTable;
  agencies: AgencyTable;
  aliases: AliasTable;
  facilities: FacilityTable;
  policies: PolicyTable;
  releases: ReleaseTable;
  figures: FigureTable;
  detainers: DetainerTable;
  release_windows: ReleaseWindowTable;
  detainer_totals: DetainerTotalTable;
  facility_corrections: FacilityCorrectionTable;
  list_entries: ListEntryTable;
  name_search: NameSearchTable;
  answers: AnswerTable;
  default_states: DefaultStateTable;
}
