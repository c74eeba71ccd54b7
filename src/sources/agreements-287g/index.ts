import type { Source } from '../source.ts';
import { HISTORY_COLUMNS } from './history-schema.ts';
import { SHEET_COLUMNS } from './schema.ts';

const COLUMNS = [...SHEET_COLUMNS, ...HISTORY_COLUMNS];

export const agreements287g: Source = {
  id: 'agreements-287g',
  title: '287(g) agreements on ICE sheets',
  publisher: 'ICE, participating and pending agency sheets',
  address: 'https://www.ice.gov/identify-and-arrest/287g',
  caveat:
    'A sheet counts agreements; an agency may have several. Pending is another population and never counted as active. Listed and in force are two things: ICE listed some agreements after they had ended. An agreement delegates federal authority; it is not the same as holding on detainers, and lacking one says nothing on holds.',
  missing:
    'The history that ships with the desk has every list from Jan 13, 2021 to May 18, 2026, none between Aug 1, 2017 and Jan 13, 2021, and some lists since Sep 19, 2007; from 2002, and after May 18, 2026, it knows signings.',
  bundled: 'data/agreements-287g.csv',
  bundledWith: ['data/agreements-287g-pending.csv'],
  comesUnder: true,
  subfolders: true,
  requiredColumns: ['state', 'law_enforcement_agency', 'support_type'],
  columns: COLUMNS,
  // Sheets and the history differ. Older sheets lack the type and the county: the desk says so.
  optionalColumns: COLUMNS.filter((column) => column !== 'type' && column !== 'county'),
  renamed: { agency: 'law_enforcement_agency', model: 'support_type', signed_date: 'signed', date_signed: 'signed' },
};
