import type { Source } from '../source.ts';
import { RENAMED } from './column-names.ts';
import { COLUMNS } from './fields.ts';

export const iceDetainers: Source = {
  id: 'ice-detainers',
  title: 'ICE detainer records',
  publisher: 'ICE, released under FOIA; cleaned and published by the Deportation Data Project',
  address: 'https://deportationdata.org/data/ice.html',
  caveat:
    'Government data provided by ICE in response to a FOIA request to the Deportation Data Project. "Declined" is what ICE recorded; about a third of rows have no outcome; identifiers do not match across releases.',
  missing:
    "ICE's file does not ship with the desk; the publisher's (.xlsx, .csv or .parquet), or a folder of them, is loaded on top.",
  latest: {
    address: 'https://media.githubusercontent.com/media/deportationdata/ice/main/data/detainers-latest.parquet',
    page: 'https://deportationdata.org/data/ice.html',
    file: 'detainers-latest.parquet',
  },
  requiredColumns: [
    'detainer_prepare_date',
    'detention_facility|detention_facility_code',
    'facility_state|facility_aor',
    'detainer_lift_reason',
  ],
  columns: COLUMNS,
  optionalColumns: [
    'duplicate_likely',
    'duplicate_drop_row',
    'request_type',
    'conviction',
    'file_original',
    'sheet_original',
    'row_original',
  ],
  renamed: RENAMED,
};

/** Day of the publisher's file, from a name such as '..._FY26_20260311_Redacted.xlsx'; undefined when it has none. */
export function publishedOn(file: string): string | undefined {
  const day = /(?:^|[^\d])(20\d{2})(\d{2})(\d{2})(?:[^\d]|$)/.exec(file);
  return day ? `${day[1]}-${day[2]}-${day[3]}` : undefined;
}
