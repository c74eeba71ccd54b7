import type { Source } from '../source.ts';
import { CORRECTION_COLUMNS } from './schema.ts';

export const facilitiesSource: Source = {
  id: 'facilities',
  title: 'Corrections of facilities',
  publisher: 'Compiled for Detainer Desk; a team edits its own copy',
  address: 'data/facilities.csv',
  caveat: "A correction wins over what the desk reads from a facility's code, name and city.",
  missing:
    'Facilities that no rule places are listed by `sources facilities`; add a row for each and import the file again.',
  bundled: 'data/facilities.csv',
  requiredColumns: ['state', 'code', 'name', 'kind', 'place', 'source'],
  columns: CORRECTION_COLUMNS,
};
