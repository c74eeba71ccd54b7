import type { Source } from '../source.ts';
import { RELEASE_COLUMNS } from './schema.ts';

export const releasesSource: Source = {
  id: 'releases',
  title: 'Published declined-detainer cases',
  publisher: 'ICE and DHS lists, releases and reports, compiled for this project; replies and corrections beside them',
  address: 'data/releases.csv',
  caveat:
    "What a publisher reported of a case. The outcome is coded for this project and is not a quotation. Charges are not convictions, and the agencies' answers are mostly not in the sources. Never add these to detainer rows.",
  missing: 'A selection, not a count: most releases are not in it.',
  bundled: 'data/releases.csv',
  requiredColumns: [
    'case_id',
    'row_kind',
    'publisher',
    'address',
    'published',
    'jurisdiction',
    'state',
    'release_date',
  ],
  columns: RELEASE_COLUMNS,
};
