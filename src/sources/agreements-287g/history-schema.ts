import { modelName, modelOf } from '../../rules/agreement-model.ts';
import { spanOf } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { findState } from '../../rules/states.ts';
import { BadRow, type RawRow } from '../source.ts';
import { publicAddress } from './public-address.ts';

/** Columns of the dated history (one row a spell) and of its pending lists, besides those of a sheet. */
export const HISTORY_COLUMNS = [
  'agreement_key',
  'as_written',
  'agency_kind',
  'ice_type',
  'county_fips',
  'signed_on',
  'resigned_on',
  'first_listed_on',
  'last_listed_on',
  'left_on',
  'ended_on',
  'ended_how',
  'ended_source',
  'moa_url',
  'addendum_url',
  'first_pending_on',
  'last_pending_on',
  'off_pending_on',
] as const;
type Column =
  | (typeof HISTORY_COLUMNS)[number]
  | 'state'
  | 'law_enforcement_agency'
  | 'support_type'
  | 'county'
  | 'type';

/** Every list of ICE from this day to the history's last one is in it: a day between two of them has the earlier one. */
export const EVERY_LIST_SINCE = '2021-01-13';

/** The day of the last whole list. ICE still showed its last pending sheet then; what is later speaks of single states. */
export const EVERY_LIST_UNTIL = '2026-05-18';

/** The stage of a history, by its columns; undefined for a sheet of ICE. */
export const historyStage = ({ fields }: RawRow): 'participating' | 'pending' | undefined =>
  fields['first_listed_on'] !== undefined
    ? 'participating'
    : fields['first_pending_on'] !== undefined
      ? 'pending'
      : undefined;

/** Turns one spell of a history into ours. Throws BadRow that names the column. */
export function parseSpell(raw: RawRow, stage: 'participating' | 'pending') {
  const cell = (column: Column) => (raw.fields[column] ?? '').trim();
  const state = findState(cell('state'));
  const agency = withoutPersonalData(cell('law_enforcement_agency'));
  if (!state) throw new BadRow(`state "${cell('state').slice(0, 30)}" is not a state`);
  if (agency === '') throw new BadRow('agency is empty');
  const date = (column: Column, exact = true): string | null => {
    const text = cell(column);
    if (text === '') return null;
    const span = spanOf(text);
    if (!span || (exact && span.from !== span.to)) throw new BadRow(`${column} "${text.slice(0, 30)}" is not a day`);
    return text;
  };
  const [first, last, left] =
    stage === 'participating'
      ? (['first_listed_on', 'last_listed_on', 'left_on'] as const)
      : (['first_pending_on', 'last_pending_on', 'off_pending_on'] as const);
  const code = modelOf(cell('support_type'));
  const key = nameKey(agency);
  const others = cell('as_written').split(' | ').map(nameKey);
  const other = [...new Set(others)].filter((each) => each !== '' && each !== key);
  return {
    history_key: cell('agreement_key'),
    state: state.code,
    agency,
    agency_key: key,
    other_keys: other.length > 0 ? `|${other.join('|')}|` : '',
    agency_type: cell('ice_type') || cell('type') || cell('agency_kind'),
    county: cell('county') || null,
    county_fips: /^\d{5}$/.test(cell('county_fips')) ? cell('county_fips') : null,
    model: modelName({ model_code: code, model: cell('support_type') }),
    model_code: code,
    signed_on: date('signed_on'),
    signed_text: '',
    resigned_on: cell('resigned_on'),
    moa_url: publicAddress(cell('moa_url')),
    addendum: cell('addendum_url') ? 'link' : '',
    listed_on: date(first),
    sheet_on: date(last),
    left_on: date(left),
    ended_on: date('ended_on', false),
    ended_how: withoutPersonalData(cell('ended_how')),
    ended_source: cell('ended_source'),
  };
}
