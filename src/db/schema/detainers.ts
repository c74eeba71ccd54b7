import type { Generated } from 'kysely';
import type { OutcomeGroup } from '../../rules/outcome.ts';

export interface DetainerTable {
  detainer_id: Generated<number>;
  reference: string;
  prepared_on: string;
  facility_id: string;
  facility_aor: string | null;
  outcome_group: OutcomeGroup;
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
  /** Why the row is not counted: a later release lacks it ('gone'), or it is a likely copy of another row. */
  not_counted: Generated<'gone' | 'copy' | null>;
  gone_import_id: Generated<number | null>;
  /** The program that had the case when the detainer was made, such as '287(g) Program'. */
  program: string | null;
  /** 'Detainer request', 'Request for advance notification of release' or 'Other', by the form. */
  request_type: string | null;
  /** 'Violent crime', 'Nonviolent crime' or 'None' listed, by the code of the most serious conviction. */
  conviction: string | null;
  /** The day on which the detainer was lifted; only the historical file has it. */
  lifted_on: string | null;
  /** 'TRUE' where the publisher counts the row as a copy. */
  duplicate_drop_row: string | null;
  /** The import of arrests that was searched for the row's person, and the days from the detainer to the first arrest found. */
  arrests_import_id: Generated<number | null>;
  arrested_after_days: Generated<number | null>;
  /** The same for detention stays, and for the departure that a stay records. */
  stays_import_id: Generated<number | null>;
  stay_after_days: Generated<number | null>;
  departed_after_days: Generated<number | null>;
}

/** The days of a state ('' for none) that an import of detainer rows covered. An extract removes no row. */
export interface ReleaseWindowTable {
  import_id: number;
  state: string;
  first_on: string;
  last_on: string;
  rows: number;
  extract: number;
}

/** Counted detainer rows by place, kind of facility, month ('2026-02') and outcome group. Written by imports. */
export interface DetainerTotalTable {
  state: string | null;
  county_fips: string | null;
  place_id: string | null;
  facility_kind: string;
  month: string;
  outcome_group: OutcomeGroup;
  rows: number;
}

/** Counted detainer rows by place, kind of facility, month and ICE's criminal category, as written. Written by imports. */
export interface CriminalityTotalTable {
  state: string | null;
  county_fips: string | null;
  place_id: string | null;
  facility_kind: string;
  month: string;
  criminality: string | null;
  rows: number;
}

/** Counted detainer rows by value of a column, as ICE wrote it. Written by imports. */
export interface ValueTotalTable {
  name: string;
  value: string;
  rows: number;
}

/** Counted detainer rows by facility; a facility without any has no row here. Written by imports. */
export interface FacilityTotalTable {
  facility_id: string;
  rows: number;
}

/** The same by facility and outcome. Written by imports. */
export interface FacilityOutcomeTable {
  facility_id: string;
  outcome_group: OutcomeGroup;
  rows: number;
}
