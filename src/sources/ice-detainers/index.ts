import type { Source } from '../source.ts';
import { COLUMNS } from './schema.ts';

export const iceDetainers: Source = {
  id: 'ice-detainers',
  title: 'ICE detainer records',
  publisher: 'ICE, released under FOIA; cleaned and published by the Deportation Data Project',
  address: 'https://deportationdata.org/data/ice.html',
  caveat:
    'Government data provided by ICE in response to a FOIA request to the Deportation Data Project. "Declined" is what ICE recorded; about a third of rows have no outcome; identifiers do not match across releases.',
  missing:
    "ICE's file does not ship with the desk; the publisher's (.xlsx, .csv or .parquet), or a folder of them, is loaded on top.",
  requiredColumns: ['detainer_prepare_date', 'detention_facility', 'facility_state', 'detainer_lift_reason'],
  columns: COLUMNS,
  // ICE's raw names, and those of releases before October 2025, next to the cleaned ones.
  renamed: {
    detainer_criminality: 'detainer_prepared_criminality',
    detainer_facility: 'detention_facility',
    detainer_facility_code: 'detention_facility_code',
    detainer_threat_level: 'detainer_prep_threat_level',
    msc_charge: 'most_serious_conviction_charge',
    aggravated_felon_yes_no: 'felon',
    federal_register_notice_yes_no: 'federal_interest_yes_no',
    anonymized_identifier: 'unique_identifier',
  },
};

/** Day of the publisher's file, from a name such as '..._FY26_20260311_Redacted.xlsx'; undefined when it has none. */
export function publishedOn(file: string): string | undefined {
  const day = /(?:^|[^\d])(20\d{2})(\d{2})(\d{2})(?:[^\d]|$)/.exec(file);
  return day ? `${day[1]}-${day[2]}-${day[3]}` : undefined;
}
