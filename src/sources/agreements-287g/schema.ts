import { z } from 'zod';
import { isDay } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';
import { serialDate } from '../files/serial-date.ts';
import { BadRow, type RawRow } from '../source.ts';
import { publicAddress } from './public-address.ts';

export const AGREEMENT_COLUMNS = [
  'state',
  'law_enforcement_agency',
  'type',
  'county',
  'support_type',
  'signed',
  'moa',
  'moa_link',
  'addendum',
] as const;

const Cell = z
  .string()
  .default('')
  .transform((text) => {
    const plain = text.replace(/\s+/g, ' ').trim();
    return /^#?n\/?a$/i.test(plain) ? '' : plain;
  });

/** The program began in 2002. A sheet cannot list an agreement signed long after the sheet. */
const FIRST_SIGNED = '2002-01-01';

/** Turns one row of a sheet into ours. An impossible date is kept as text. Throws BadRow that names the column. */
export function parseAgreement(raw: RawRow, sheetDay: string) {
  const cell = (column: (typeof AGREEMENT_COLUMNS)[number]) => Cell.parse(raw.fields[column]);
  const state = findState(cell('state'));
  const agency = withoutPersonalData(cell('law_enforcement_agency'));
  if (!state) throw new BadRow(`STATE "${cell('state').slice(0, 30)}" is not a state's name`);
  if (agency === '') throw new BadRow('LAW ENFORCEMENT AGENCY is empty');
  if (cell('support_type') === '') throw new BadRow('SUPPORT TYPE is empty: the row names no model');
  const signed = cell('signed');
  const day = dayOf(signed);
  const possible = day !== undefined && day >= FIRST_SIGNED && day <= sheetDay;
  const link = cell('moa_link');
  return {
    state: state.code,
    agency,
    agency_key: nameKey(agency),
    agency_type: cell('type'),
    county: cell('county') || null,
    model: cell('support_type'),
    signed_on: possible ? day : null,
    signed_text: possible ? '' : signed,
    moa_url: publicAddress(link),
    addendum: cell('addendum'),
  };
}

function dayOf(text: string): string | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(text)?.[1];
  if (iso) return iso;
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const day = us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : undefined;
  if (day) return isDay(day) ? day : undefined;
  return /^\d{5,7}$/.test(text) ? serialDate(Number(text)) : undefined;
}
