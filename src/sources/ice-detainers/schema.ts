import { hash } from 'node:crypto';
import { type OutcomeGroup, outcomeGroup } from '../../rules/outcome.ts';
import { shownFileName, WITHHELD, withoutPersonalData } from '../../rules/private-text.ts';
import { referenceNumber } from '../../rules/reference.ts';
import { findState } from '../../rules/states.ts';
import { BadRow, type Seen, type TableRow, type TableRows } from '../source.ts';
import { type CellValue, cellReader, flagOf, HIDDEN, type Kind, NOT_KNOWN } from './cells.ts';

/**
 * Our column, ICE's column, and how to read its cells. First what a row says about a detainer. From `identifier` on,
 * what may differ between two releases. Then the facility, which has its own table.
 */
const FIELDS = [
  ['prepared_on', 'detainer_prepare_date', 'day'],
  ['facility_aor', 'facility_aor', 'place'],
  ['lift_reason', 'detainer_lift_reason', 'reason'],
  ['lift_reason_code', 'detainer_lift_reason_code', 'shortCode'],
  ['detainer_type', 'detainer_type', 'reason'],
  ['criminality', 'detainer_prepared_criminality', 'form'],
  ['threat_level', 'detainer_prep_threat_level', 'level'],
  ['gender', 'gender', 'gender'],
  ['citizenship', 'citizenship_country', 'country'],
  ['birth_country', 'birth_country', 'country'],
  ['birth_year', 'birth_year', 'year'],
  ['conviction_charge', 'most_serious_conviction_charge', 'prose'],
  ['conviction_charge_code', 'msc_charge_code', 'shortCode'],
  ['charge_on', 'msc_charge_date', 'day'],
  ['conviction_on', 'msc_conviction_date', 'day'],
  ['sentence_days', 'msc_sentence_days', 'number'],
  ['sentence_months', 'msc_sentence_months', 'number'],
  ['sentence_years', 'msc_sentence_years', 'number'],
  ['aggravated_felon', 'felon', 'form'],
  ['case_status', 'case_status', 'reason'],
  ['case_category', 'case_category', 'reason'],
  ['processing_disposition', 'processing_disposition', 'reason'],
  ['entry_status', 'entry_status', 'reason'],
  ['entry_on', 'entry_date', 'day'],
  ['final_order', 'final_order_yes_no', 'yesNo'],
  ['final_order_on', 'final_order_date', 'day'],
  ['departed_on', 'departed_date', 'day'],
  ['departure_country', 'departure_country', 'country'],
  ['apprehension_on', 'apprehension_date', 'day'],
  ['apprehension_method', 'apprehension_method', 'reason'],
  ['resume_custody', 'resume_custody_yes_no', 'yesNo'],
  ['notify_release_request', 'notify_release_request_yes_no', 'yesNo'],
  ['duty_site', 'tod_current_duty_site', 'place'],
  ['identifier', 'unique_identifier', 'identifier'],
  ['duplicate_likely', 'duplicate_likely', 'yesNo'],
  ['file', 'file_original', 'file'],
  ['sheet', 'sheet_original', 'file'],
  ['row_number', 'row_original', 'number'],
  ['facility_state', 'facility_state', 'place'],
  ['facility_name', 'detention_facility', 'site'],
  ['facility_code', 'detention_facility_code', 'siteCode'],
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

const READERS = FIELDS.map(([, , kind]) => cellReader(kind));

/**
 * Returns a reader for the rows of a table. The reader throws BadRow when the detainer date or the facility cannot be
 * read.
 */
export function detainerReader(table: Omit<TableRows, 'rows'>, seen: Seen): (row: TableRow) => CellValue[] {
  const places = FIELDS.map(([, column]) => table.columns.indexOf(column));
  const flags = FLAGS.map((flag) => table.columns.indexOf(`${flag}_yes_no`));
  const file = shownFileName(table.file);
  const sheet = table.sheet === undefined ? null : shownFileName(table.sheet);
  return ({ rowNumber, cells }) => {
    const values: CellValue[] = [];
    let redacted = '';
    for (let field = 0; field < places.length; field += 1) {
      const raw = cells[places[field] as number];
      const value =
        raw === undefined || raw === '' || raw === 'NA' ? null : (READERS[field] as (typeof READERS)[number])(raw);
      if (value === HIDDEN) redacted += `${redacted && ','}${FIELDS[field]?.[1]}`;
      if (value === WITHHELD || value === NOT_KNOWN) seen.withheld += 1;
      values.push(value === HIDDEN ? null : value);
    }
    values[AT.identifier] = identifierOf(values[AT.identifier]);
    let answers = '';
    for (const at of flags) answers += flagOf(cells[at]);
    values[AT.file] ??= file;
    values[AT.sheet] ??= sheet;
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

/** Two identifiers that are withheld are not one. */
const identifierOf = (value: CellValue | undefined): CellValue => (value === WITHHELD ? null : (value ?? null));

/** 52 bits of a text: as many as a number holds exactly. */
const bits52 = (text: string): number => Number.parseInt(hash('sha256', text).slice(0, 13), 16);

const states = new Map<string, string>();
/** By ICE's code within a state, otherwise by name and city there; never by name alone. */
export function facilityIdOf({ state, name, code, city }: NamedFacility): string {
  if (state !== null && !states.has(state)) states.set(state, findState(state)?.code ?? state);
  return `${state === null ? '' : states.get(state)}:${code ?? `${name ?? ''}/${city ?? ''}`}`;
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
