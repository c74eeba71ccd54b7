import { z } from 'zod';
import type { HalfRead } from '../../rules/agreement-match.ts';
import { modelKey, modelOf } from '../../rules/agreement-model.ts';
import { isDay } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { findState, findStateNear } from '../../rules/states.ts';
import { serialDate } from '../files/serial-date.ts';
import { BadRow, type RawRow } from '../source.ts';
import { publicAddress } from './public-address.ts';

/** The columns of ICE's sheets. */
export const SHEET_COLUMNS = [
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
  const cell = (column: (typeof SHEET_COLUMNS)[number]) => Cell.parse(raw.fields[column]);
  const state = stateOf(cell('state'));
  const agency = withoutPersonalData(cell('law_enforcement_agency'));
  if (!state) throw new BadRow(`STATE "${cell('state').slice(0, 30)}" is not a state's name`);
  if (agency === '') throw new BadRow('LAW ENFORCEMENT AGENCY is empty');
  if (cell('support_type') === '') throw new BadRow('SUPPORT TYPE is empty: the row names no model');
  const signed = cell('signed');
  const day = dayOf(signed);
  const possible = day !== undefined && day >= FIRST_SIGNED && day <= sheetDay;
  return {
    state: state.code,
    agency,
    agency_key: nameKey(agency),
    other_keys: '',
    agency_type: cell('type'),
    county: cell('county') || null,
    model: cell('support_type'),
    model_code: modelOf(cell('support_type')),
    signed_on: possible ? day : null,
    signed_text: possible ? '' : signed,
    resigned_on: '',
    moa_url: publicAddress(cell('moa_link')) ?? publicAddress(cell('moa')),
    addendum: cell('addendum'),
  };
}

/** What can be read of a row that cannot be used. */
export function halfRead({ fields }: RawRow): HalfRead {
  const [agency, model] = [Cell.parse(fields['law_enforcement_agency']), Cell.parse(fields['support_type'])];
  return {
    state: stateOf(Cell.parse(fields['state']))?.code,
    agency_key: agency === '' ? undefined : nameKey(agency),
    model: model === '' ? undefined : modelKey({ model, model_code: modelOf(model) }),
  };
}

const stateOf = (text: string) => findState(text) ?? findStateNear(text);

/** The signing day as the sheet gives it, possible or not; undefined when there is none. */
export const signedOn = ({ fields }: RawRow): string | undefined => dayOf(Cell.parse(fields['signed']));

export const isSigned = ({ fields }: RawRow): boolean => Cell.parse(fields['signed']) !== '';

function dayOf(text: string): string | undefined {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(text)?.[1];
  if (iso) return isDay(iso) ? iso : undefined;
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const day = us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : undefined;
  if (day) return isDay(day) ? day : undefined;
  return /^\d{5,7}$/.test(text) ? serialDate(Number(text)) : undefined;
}
