/** Names of a release's columns that differ from the desk's, which are those of March 2026. */
interface ReleaseNames {
  release: string;
  /** When it was published: a month or a day. */
  on: string;
  columns: Readonly<Record<string, string>>;
}

/**
 * Every shape of detainer files, newest first. Names are in lower case with _ between words, as a header is read.
 * From the Deportation Data Project's cleaning code, which names each raw column; NPR's from its own.
 */
export const RELEASES: readonly ReleaseNames[] = [
  {
    release: "ICE's files of August 2026 as sent (their names contain DPR)",
    on: '2026-08-07',
    columns: {
      detainer_prepared_date: 'detainer_prepare_date',
      detainer_prepared_threat_level: 'detainer_prep_threat_level',
      state: 'facility_state',
      city: 'facility_city',
      aor: 'facility_aor',
      msc_charge: 'most_serious_conviction_charge',
      sentence_days: 'msc_sentence_days',
      sentence_months: 'msc_sentence_months',
      sentence_years: 'msc_sentence_years',
      order_to_show_cause_served_yes_no: 'order_show_cause_served_yes_no',
      anonymized_unique_identifier: 'unique_identifier',
    },
  },
  {
    release: 'historical master, 2007 to March 2026',
    on: '2026-07',
    columns: {
      prepare_date: 'detainer_prepare_date',
      detainer_aor: 'facility_aor',
      final_program: 'tod_final_program',
      detainer_criminality: 'detainer_prepared_criminality',
      detainer_threat_level: 'detainer_prep_threat_level',
      most_serious_conviction_charge_code: 'msc_charge_code',
      most_serious_conviction_charge_date: 'msc_charge_date',
      most_serious_conviction_conviction_date: 'msc_conviction_date',
      most_serious_conviction_sentence_days: 'msc_sentence_days',
      most_serious_conviction_sentence_months: 'msc_sentence_months',
      most_serious_conviction_sentence_years: 'msc_sentence_years',
    },
  },
  {
    release: "ICE's files of March 2026 as sent (2026-ICLI-00005)",
    on: '2026-03-11',
    columns: {
      detainer_criminality: 'detainer_prepared_criminality',
      detainer_facility: 'detention_facility',
      detainer_facility_code: 'detention_facility_code',
      detainer_threat_level: 'detainer_prep_threat_level',
      msc_charge: 'most_serious_conviction_charge',
      aggravated_felon_yes_no: 'felon',
      federal_register_notice_yes_no: 'federal_interest_yes_no',
      order_to_show_cause_served_yes_no: 'order_show_cause_served_yes_no',
      anonymized_identifier: 'unique_identifier',
    },
  },
  {
    release: 'February to July 2025 (2025-ICLI-00019)',
    on: '2025-07',
    columns: {
      most_serious_conviction_msc_charge: 'most_serious_conviction_charge',
      final_program: 'tod_final_program',
      case_final_order_yes_no: 'final_order_yes_no',
      order_to_show_cause_served_yes_no: 'order_show_cause_served_yes_no',
      file: 'file_original',
      sheet: 'sheet_original',
      row: 'row_original',
    },
  },
  {
    release: "ICE's files of June 2017 to March 2025 as sent (2025-ICFO-18038)",
    on: '2025-03',
    columns: {
      detainer_detention_facility: 'detention_facility',
      detainer_detention_facility_code: 'detention_facility_code',
      detainer_aor: 'facility_aor',
      program: 'tod_final_program',
      detainer_threat_level: 'detainer_prep_threat_level',
      detainer_most_serious_conviction_charge: 'most_serious_conviction_charge',
      detainer_most_serious_conviction_charge_code: 'msc_charge_code',
      detainer_most_serious_conviction_charge_date: 'msc_charge_date',
      detainer_most_serious_conviction_conviction_date: 'msc_conviction_date',
      detainer_most_serious_conviction_sentence_days: 'msc_sentence_days',
      detainer_most_serious_conviction_sentence_months: 'msc_sentence_months',
      detainer_most_serious_conviction_sentence_years: 'msc_sentence_years',
      alien_number_unique_identifier: 'unique_identifier',
    },
  },
  {
    release: "NPR's files, October 2007 to July 2015",
    on: '2015-08',
    columns: {
      prepare_date: 'detainer_prepare_date',
      detainer_detention_facility: 'detention_facility',
      city: 'facility_city',
      state: 'facility_state',
      area_of_responsibility: 'facility_aor',
      osc_served_yes_no: 'order_show_cause_served_yes_no',
    },
  },
];

/** All of them together: a publisher's name -> ours. */
export const RENAMED: Readonly<Record<string, string>> = Object.assign({}, ...RELEASES.map(({ columns }) => columns));
