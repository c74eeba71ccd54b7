import type { CellValue, Kind } from './cells.ts';

/**
 * Our column, ICE's column, and how to read its cells. First what a row says about a detainer, with the columns that
 * releases before August 2026 do not have at the end. From `identifier` on, what may differ between two releases. Then
 * the facility, which has its own table.
 */
export const FIELDS = [
  ['prepared_on', 'detainer_prepare_date', 'day'],
  ['facility_aor', 'facility_aor', 'place'],
  ['lift_reason', 'detainer_lift_reason', 'reason'],
  ['lift_reason_code', 'detainer_lift_reason_code', 'shortCode'],
  ['detainer_type', 'detainer_type', 'reason'],
  ['criminality', 'detainer_prepared_criminality', 'form'],
  ['threat_level', 'detainer_prep_threat_level', 'level'],
  ['gender', 'gender', 'gender'],
  ['citizenship', 'citizenship_country', 'country'],
  ['birth_country', 'birth_country', 'country'],
  ['birth_year', 'birth_year', 'year'],
  ['conviction_charge', 'most_serious_conviction_charge', 'prose'],
  ['conviction_charge_code', 'msc_charge_code', 'shortCode'],
  ['charge_on', 'msc_charge_date', 'day'],
  ['conviction_on', 'msc_conviction_date', 'day'],
  ['sentence_days', 'msc_sentence_days', 'number'],
  ['sentence_months', 'msc_sentence_months', 'number'],
  ['sentence_years', 'msc_sentence_years', 'number'],
  ['aggravated_felon', 'felon', 'form'],
  ['case_status', 'case_status', 'reason'],
  ['case_category', 'case_category', 'reason'],
  ['processing_disposition', 'processing_disposition', 'reason'],
  ['entry_status', 'entry_status', 'reason'],
  ['entry_on', 'entry_date', 'day'],
  ['final_order', 'final_order_yes_no', 'yesNo'],
  ['final_order_on', 'final_order_date', 'day'],
  ['departed_on', 'departed_date', 'day'],
  ['departure_country', 'departure_country', 'country'],
  ['apprehension_on', 'apprehension_date', 'day'],
  ['apprehension_method', 'apprehension_method', 'reason'],
  ['resume_custody', 'resume_custody_yes_no', 'yesNo'],
  ['notify_release_request', 'notify_release_request_yes_no', 'yesNo'],
  ['duty_site', 'tod_current_duty_site', 'place'],
  ['program', 'tod_final_program', 'reason'],
  ['lifted_on', 'detainer_lift_date', 'day'],
  ['identifier', 'unique_identifier', 'identifier'],
  ['duplicate_likely', 'duplicate_likely', 'yesNo'],
  ['duplicate_drop_row', 'duplicate_drop_row', 'yesNo'],
  ['request_type', 'request_type', 'form'],
  ['conviction', 'conviction', 'form'],
  ['file', 'file_original', 'file'],
  ['sheet', 'sheet_original', 'file'],
  ['row_number', 'row_original', 'number'],
  ['facility_state', 'facility_state', 'place'],
  ['facility_name', 'detention_facility', 'site'],
  ['facility_code', 'detention_facility_code', 'siteCode'],
  ['facility_city', 'facility_city', 'place'],
] as const satisfies [string, string, Kind][];

/** ICE's YES/NO columns, in the order of a row's flags. */
export const FLAGS = [
  'prior_felony',
  'multiple_prior_misd',
  'violent_misdemeanor',
  'illegal_entry',
  'illegal_reentry',
  'immigration_fraud',
  'significant_risk',
  'other_removal_reason',
  'criminal_street_gang',
  'aggravated_felony',
  'deportation_ordered',
  'order_show_cause_served',
  'biometric_match',
  'statements_made',
  'unlawful_attempt',
  'unlawful_entry',
  'visa',
  'federal_interest',
  'active_investigation',
].map((flag) => `${flag}_yes_no`);

export const COLUMNS: string[] = [...FIELDS.map(([, column]) => column), ...FLAGS];

export type FieldName = (typeof FIELDS)[number][0];

const NAMES: FieldName[] = FIELDS.map(([name]) => name);
/** Where a field is in a row's values. */
export const positionOf = (name: FieldName): number => NAMES.indexOf(name);
const RELEASE = positionOf('identifier');
export const FACILITY: number = positionOf('facility_state');
/** The first column that earlier releases do not have, of those that say something about a detainer. */
export const ADDED: number = positionOf('program');

/** Columns of the table `detainers` that a row of the file fills, in the order of a row's values. */
export const STORED_COLUMNS: readonly string[] = [
  ...NAMES.slice(0, FACILITY),
  'facility_id',
  'outcome_group',
  'flags',
  'redacted',
];

/**
 * A row as plain values, since a release has hundreds of thousands of rows. First the values of STORED_COLUMNS. Then,
 * from `content` on, what the import needs: 52 bits of all that the row says about a detainer, the 40 bits of its first
 * reference, 52 bits of day and identifier if it may be a copy of another row, and the facility as ICE names it.
 */
export const AT = {
  preparedOn: 0,
  identifier: RELEASE,
  duplicate: positionOf('duplicate_likely'),
  dropped: positionOf('duplicate_drop_row'),
  requestType: positionOf('request_type'),
  conviction: positionOf('conviction'),
  file: positionOf('file'),
  sheet: positionOf('sheet'),
  rowNumber: positionOf('row_number'),
  facilityId: FACILITY,
  flags: FACILITY + 2,
  redacted: FACILITY + 3,
  content: STORED_COLUMNS.length,
  reference: STORED_COLUMNS.length + 1,
  copy: STORED_COLUMNS.length + 2,
  facility: STORED_COLUMNS.length + 3,
} as const;

/** A facility as ICE names it in a row. */
export interface NamedFacility {
  state: string | null;
  name: string | null;
  code: string | null;
  city: string | null;
}

export const facilityOf = (row: CellValue[]): NamedFacility => ({
  state: row[AT.facility] as string | null,
  name: row[AT.facility + 1] as string | null,
  code: row[AT.facility + 2] as string | null,
  city: row[AT.facility + 3] as string | null,
});
