import { hash } from 'node:crypto';
import { isDay } from '../../rules/dates.ts';
import { type OutcomeGroup, outcomeGroup } from '../../rules/outcome.ts';
import { looksLikeName, WITHHELD, withoutPersonalData } from '../../rules/private-text.ts';
import { referenceNumber } from '../../rules/reference.ts';
import { findState } from '../../rules/states.ts';
import { serialDate } from '../files/serial-date.ts';
import { BadRow, type Seen, type TableRow, type TableRows } from '../source.ts';

type Kind = 'text' | 'place' | 'day' | 'number' | 'code';

/**
 * Our column, ICE's column, and how to read its cells. First what a row says about a detainer. From `identifier` on,
 * what may differ between two releases. Then the facility, which has its own table.
 */
const FIELDS = [
  ['prepared_on', 'detainer_prepare_date', 'day'],
  ['facility_aor', 'facility_aor', 'place'],
  ['lift_reason', 'detainer_lift_reason', 'text'],
  ['lift_reason_code', 'detainer_lift_reason_code', 'text'],
  ['detainer_type', 'detainer_type', 'text'],
  ['criminality', 'detainer_prepared_criminality', 'text'],
  ['threat_level', 'detainer_prep_threat_level', 'text'],
  ['gender', 'gender', 'text'],
  ['citizenship', 'citizenship_country', 'text'],
  ['birth_country', 'birth_country', 'text'],
  ['birth_year', 'birth_year', 'number'],
  ['conviction_charge', 'most_serious_conviction_charge', 'text'],
  ['conviction_charge_code', 'msc_charge_code', 'text'],
  ['charge_on', 'msc_charge_date', 'day'],
  ['conviction_on', 'msc_conviction_date', 'day'],
  ['sentence_days', 'msc_sentence_days', 'number'],
  ['sentence_months', 'msc_sentence_months', 'number'],
  ['sentence_years', 'msc_sentence_years', 'number'],
  ['aggravated_felon', 'felon', 'text'],
  ['case_status', 'case_status', 'text'],
  ['case_category', 'case_category', 'text'],
  ['processing_disposition', 'processing_disposition', 'text'],
  ['entry_status', 'entry_status', 'text'],
  ['entry_on', 'entry_date', 'day'],
  ['final_order', 'final_order_yes_no', 'text'],
  ['final_order_on', 'final_order_date', 'day'],
  ['departed_on', 'departed_date', 'day'],
  ['departure_country', 'departure_country', 'text'],
  ['apprehension_on', 'apprehension_date', 'day'],
  ['apprehension_method', 'apprehension_method', 'text'],
  ['resume_custody', 'resume_custody_yes_no', 'text'],
  ['notify_release_request', 'notify_release_request_yes_no', 'text'],
  ['duty_site', 'tod_current_duty_site', 'place'],
  ['identifier', 'unique_identifier', 'code'],
  ['duplicate_likely', 'duplicate_likely', 'text'],
  ['file', 'file_original', 'code'],
  ['sheet', 'sheet_original', 'text'],
  ['row_number', 'row_original', 'number'],
  ['facility_state', 'facility_state', 'place'],
  ['facility_name', 'detention_facility', 'place'],
  ['facility_code', 'detention_facility_code', 'text'],
  ['facility_city', 'facility_city', 'place'],
] as const satisfies [string, string, Kind][];

/** ICE's YES/NO columns, in the order of a row's flags. */
const FLAGS = [
  'prior_felony',
  'multiple_prior_misd',
  'violent_misdemeanor',
  'illegal_entry',
  'illegal_reentry',
  'immigration_fraud',
  'significant_risk',
  'other_removal_reason',
  'criminal_street_gang',
  'aggravated_felony',
  'deportation_ordered',
  'order_show_cause_served',
  'biometric_match',
  'statements_made',
  'unlawful_attempt',
  'unlawful_entry',
  'visa',
  'federal_interest',
  'active_investigation',
];

export const COLUMNS: string[] = [...FIELDS.map(([, column]) => column), ...FLAGS.map((flag) => `${flag}_yes_no`)];

export type CellValue = string | number | null;
type FieldName = (typeof FIELDS)[number][0];

const NAMES: FieldName[] = FIELDS.map(([name]) => name);
const position = (name: FieldName): number => NAMES.indexOf(name);
const LIFT = position('lift_reason');
const RELEASE = position('identifier');
const FACILITY = position('facility_state');

/** Columns of the table `detainers` that a row of the file fills, in the order of a row's values. */
export const STORED_COLUMNS: readonly string[] = [
  ...NAMES.slice(0, FACILITY),
  'facility_id',
  'outcome_group',
  'flags',
  'redacted',
];

/**
 * A row as plain values, since a release has hundreds of thousands of rows. First the values of STORED_COLUMNS. Then,
 * from `content` on, what the import needs: 52 bits of all that the row says about a detainer, the 40 bits of its first
 * reference, 52 bits of day and identifier if it may be a copy of another row, and the facility as ICE names it.
 */
export const AT = {
  preparedOn: 0,
  identifier: RELEASE,
  duplicate: position('duplicate_likely'),
  file: position('file'),
  sheet: position('sheet'),
  rowNumber: position('row_number'),
  facilityId: FACILITY,
  flags: FACILITY + 2,
  content: STORED_COLUMNS.length,
  reference: STORED_COLUMNS.length + 1,
  copy: STORED_COLUMNS.length + 2,
  facility: STORED_COLUMNS.length + 3,
} as const;

/** A facility as ICE names it in a row. */
export interface NamedFacility {
  state: string | null;
  name: string | null;
  code: string | null;
  city: string | null;
}

export const facilityOf = (row: CellValue[]): NamedFacility => ({
  state: row[AT.facility] as string | null,
  name: row[AT.facility + 1] as string | null,
  code: row[AT.facility + 2] as string | null,
  city: row[AT.facility + 3] as string | null,
});

const MISSING = new Set(['', 'na', 'n/a', 'null', 'nan']);
const REDACTED = /^\(?b\)?\s*\(\s*\d\s*\).*$/i;
/** Marks a cell that ICE redacted. */
const HIDDEN = Symbol('redacted');
type Cell = CellValue | typeof HIDDEN;

const READ: Record<Kind, (text: string) => Cell> = {
  text: (text) => (looksLikeName(text) ? WITHHELD : withoutPersonalData(text)),
  // Places are named after people.
  place: withoutPersonalData,
  day: dayOf,
  number: (text) => {
    const number = Number(text);
    return Number.isInteger(number) && number >= 0 && number <= 1_000_000 ? number : null;
  },
  // Differ from row to row, or would be taken for personal data.
  code: (text) => text,
};

/** ISO, month/day/year or Excel's day number -> ISO day; null for anything else. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  const us = iso ? null : /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? serialDate(Number(text))?.slice(0, 10) : undefined;
  const day = iso ?? serial ?? (us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : '');
  return isDay(day) ? day : null;
}

function readCell(raw: string, kind: Kind): Cell {
  const text = raw.replace(/\s+/g, ' ').trim();
  if (MISSING.has(text.toLowerCase())) return null;
  return REDACTED.test(text) ? HIDDEN : READ[kind](text);
}

/** Millions of cells hold the same few thousand values, so each value is parsed once. */
function remember(kind: Kind): (raw: string) => Cell {
  if (kind === 'code') return (raw) => readCell(raw, kind);
  const known = new Map<string, Cell>();
  return (raw) => {
    const found = known.get(raw);
    if (found !== undefined) return found;
    if (known.size > 50_000) known.clear();
    // A cell is a slice of a piece of the file, and would keep the whole piece in memory.
    const own = Buffer.from(raw).toString();
    const value = readCell(own, kind);
    known.set(own, value);
    return value;
  };
}

const READERS = FIELDS.map(([, , kind]) => remember(kind));

/**
 * Returns a reader for the rows of a table. The reader throws BadRow when the detainer date or the facility cannot be
 * read.
 */
export function detainerReader(table: Omit<TableRows, 'rows'>, seen: Seen): (row: TableRow) => CellValue[] {
  const places = FIELDS.map(([, column]) => table.columns.indexOf(column));
  const flags = FLAGS.map((flag) => table.columns.indexOf(`${flag}_yes_no`));
  return ({ rowNumber, cells }) => {
    const values: CellValue[] = [];
    let redacted = '';
    for (let field = 0; field < places.length; field += 1) {
      const raw = cells[places[field] as number];
      const value =
        raw === undefined || raw === '' || raw === 'NA' ? null : (READERS[field] as (typeof READERS)[number])(raw);
      if (value === HIDDEN) redacted += `${redacted && ','}${FIELDS[field]?.[1]}`;
      if (value === WITHHELD) seen.withheld += 1;
      values.push(value === HIDDEN ? null : value);
    }
    let answers = '';
    for (const at of flags) answers += flagOf(cells[at]);
    values[AT.file] ??= table.file;
    values[AT.sheet] ??= table.sheet ?? null;
    values[AT.rowNumber] ??= rowNumber;
    refuseUnplaced(values, redacted, cells[places[0] as number] ?? '');
    const [state, name, code, city] = values.splice(FACILITY) as (string | null)[];
    const facilityId = facilityIdOf({ state, name, code, city } as NamedFacility);
    const content = `${values.slice(0, RELEASE).join('\u0001')}\u0002${facilityId}\u0002${answers}\u0002${redacted}`;
    values.push(facilityId, outcomeOf(values[LIFT] as string | null, redacted), answers, redacted);
    values.push(bits52(content), referenceNumber(keyOf(values, state, code ?? name, city), 0), copyKey(values));
    values.push(state ?? null, name ?? null, code ?? null, city ?? null);
    return values;
  };
}

/** 52 bits of a text: as many as a number holds exactly. */
const bits52 = (text: string): number => Number.parseInt(hash('sha256', text).slice(0, 13), 16);

const states = new Map<string, string>();
/** By ICE's code within a state, otherwise by name and city there; never by name alone. */
export function facilityIdOf({ state, name, code, city }: NamedFacility): string {
  if (state !== null && !states.has(state)) states.set(state, findState(state)?.code ?? state);
  return `${state === null ? '' : states.get(state)}:${code ?? `${name ?? ''}/${city ?? ''}`}`;
}

function flagOf(raw: string | undefined): string {
  if (raw === 'NO') return 'N';
  if (raw === 'YES') return 'Y';
  const text = raw === undefined ? '' : raw.trim().toUpperCase();
  if (text === 'YES' || text === 'NO') return text.charAt(0);
  return MISSING.has(text.toLowerCase()) || REDACTED.test(text) ? '-' : '?';
}

const outcomes = new Map<string | null, OutcomeGroup>();
function outcomeOf(reason: string | null, redacted: string): OutcomeGroup {
  if (redacted !== '' && redacted.split(',').includes('detainer_lift_reason')) return outcomeGroup(reason, true);
  const known = outcomes.get(reason) ?? outcomeGroup(reason);
  if (outcomes.size < 1000) outcomes.set(reason, known);
  return known;
}

function refuseUnplaced(values: CellValue[], redacted: string, date: string): void {
  const prepared = values[AT.preparedOn] as string | null;
  if (!prepared)
    throw new BadRow(
      `detainer_prepare_date "${withoutPersonalData(date).slice(0, 40)}" is not a date (expected like 2026-02-11)`,
    );
  if (prepared < '1950-01-01' || prepared > '2100-01-01')
    throw new BadRow(`detainer_prepare_date ${prepared} is outside what the form's history allows`);
  if (values[FACILITY + 1] !== null || values[FACILITY + 2] !== null) return;
  throw new BadRow(
    redacted.split(',').includes('detention_facility')
      ? 'detention_facility is redacted, so the row has no place'
      : 'detention_facility is empty, so the row has no place',
  );
}

const PERSON = (['gender', 'citizenship', 'birth_country', 'birth_year', 'entry_on'] as const).map(position);
const CHARGE_CODE = position('conviction_charge_code');
const CHARGE = position('conviction_charge');
const CHARGE_DATES = (['charge_on', 'conviction_on'] as const).map(position);

/** What identifies a record in a later file: no identifier, no outcome, no row number. */
export function naturalKey(row: CellValue[]): string {
  const { state, name, code, city } = facilityOf(row);
  return keyOf(row, state, code ?? name, city);
}

function keyOf(values: CellValue[], state?: string | null, facility?: string | null, city?: string | null): string {
  const textAt = (at: number) => values[at] ?? '';
  return [
    textAt(AT.preparedOn),
    state ?? '',
    facility ?? '',
    city ?? '',
    ...PERSON.map(textAt),
    values[CHARGE_CODE] ?? textAt(CHARGE),
    ...CHARGE_DATES.map(textAt),
  ]
    .join('|')
    .toLowerCase();
}

/** Day and identifier of a row that may be a copy of another. If the file marks copies, only marked rows count. */
function copyKey(values: CellValue[]): number | null {
  const identifier = values[AT.identifier];
  const marked = values[AT.duplicate];
  if (identifier === null || (marked !== null && String(marked).toUpperCase() !== 'TRUE')) return null;
  return bits52(`${values[AT.preparedOn]}|${identifier}`);
}
