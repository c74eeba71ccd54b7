import type { Source } from '../source.ts';
import { AGREEMENT_COLUMNS } from './schema.ts';

export const agreements287g: Source = {
  id: 'agreements-287g',
  title: '287(g) agreements on ICE sheets',
  publisher: 'ICE, participating and pending agency sheets',
  address: 'https://www.ice.gov/identify-and-arrest/287g',
  caveat:
    'A sheet counts agreements; an agency may have several. Pending is another population and never counted as active. An agreement delegates federal authority; it is not the same as holding on detainers, and lacking one says nothing on holds.',
  missing:
    'Load the sheets with: npm run -s import -- agreements-287g <file.xlsx or folder>. None ships with the desk; sheets between those loaded are not known.',
  requiredColumns: ['state', 'law_enforcement_agency', 'type', 'county', 'support_type'],
  columns: AGREEMENT_COLUMNS,
};

export interface Sheet {
  stage: 'participating' | 'pending';
  /** Day of the sheet with its half of the day: 'YYYY-MM-DD am'. */
  edition: string;
  day: string;
}

/**
 * Reads stage and day from a sheet's name, such as participatingAgencies07182025pm.xlsx; undefined when they are not in
 * it.
 */
export function sheetOf(file: string): Sheet | undefined {
  const stage = /pending/i.test(file) ? 'pending' : /participating/i.test(file) ? 'participating' : undefined;
  const us = /(\d{2})(\d{2})(20\d{2})\s*_?(am|pm)?/i.exec(file);
  const iso = /(20\d{2})-?(\d{2})-?(\d{2})\s*_?(am|pm)?/i.exec(file);
  const parts = us ? [us[3], us[1], us[2], us[4]] : iso ? [iso[1], iso[2], iso[3], iso[4]] : undefined;
  if (!stage || !parts) return undefined;
  const day = parts.slice(0, 3).join('-');
  if (Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return undefined;
  return { stage, day, edition: `${day} ${(parts[3] ?? 'am').toLowerCase()}` };
}
