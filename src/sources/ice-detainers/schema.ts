import { isDay } from '../../rules/dates.ts';
import { outcomeGroup } from '../../rules/outcome.ts';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { serialDate } from '../read-xlsx.ts';
import { BadRow, type RawRow } from '../source.ts';

export const TEXT_COLUMNS = [
  'facility_state',
  'facility_aor',
  'departure_country',
  'case_status',
  'detainer_prepared_criminality',
  'detention_facility',
  'detention_facility_code',
  'facility_city',
  'detainer_prep_threat_level',
  'gender',
  'citizenship_country',
  'birth_country',
  'entry_status',
  'most_serious_conviction_charge',
  'msc_charge_code',
  'felon',
  'processing_disposition',
  'case_category',
  'apprehension_method',
  'final_order_yes_no',
  'resume_custody_yes_no',
  'detainer_lift_reason',
  'detainer_lift_reason_code',
  'detainer_type',
  'notify_release_request_yes_no',
  'tod_current_duty_site',
  'unique_identifier',
  'duplicate_likely',
  'file_original',
  'sheet_original',
] as const;
export const DATE_COLUMNS = [
  'detainer_prepare_date',
  'departed_date',
  'msc_charge_date',
  'msc_conviction_date',
  'final_order_date',
  'apprehension_date',
  'entry_date',
] as const;
export const NUMBER_COLUMNS = [
  'birth_year',
  'msc_sentence_days',
  'msc_sentence_months',
  'msc_sentence_years',
  'row_original',
] as const;
/** ICE's YES/NO columns that the card may quote. */
export const FLAG_COLUMNS = [
  'prior_felony_yes_no',
  'multiple_prior_misd_yes_no',
  'violent_misdemeanor_yes_no',
  'illegal_entry_yes_no',
  'illegal_reentry_yes_no',
  'immigration_fraud_yes_no',
  'significant_risk_yes_no',
  'other_removal_reason_yes_no',
  'criminal_street_gang_yes_no',
  'aggravated_felony_yes_no',
  'deportation_ordered_yes_no',
  'order_show_cause_served_yes_no',
  'biometric_match_yes_no',
  'statements_made_yes_no',
  'unlawful_attempt_yes_no',
  'unlawful_entry_yes_no',
  'visa_yes_no',
  'federal_interest_yes_no',
  'active_investigation_yes_no',
] as const;

type TextColumn = (typeof TEXT_COLUMNS)[number];
type DateColumn = (typeof DATE_COLUMNS)[number];
type NumberColumn = (typeof NUMBER_COLUMNS)[number];

export type DetainerRow = Record<TextColumn, string | null> &
  Record<DateColumn, string | null> &
  Record<NumberColumn, number | null> & {
    detainer_prepare_date: string;
    flags: Record<string, string>;
    redacted: string[];
    outcome: ReturnType<typeof outcomeGroup>;
    file: string;
    sheet: string | null;
    rowNumber: number;
  };

const MISSING = new Set(['', 'na', 'n/a', 'null', 'nan']);
const REDACTED = /^\(?b\)?\s*\(\s*\d\s*\).*$/i;

/** ISO, month/day/year or Excel's day number -> ISO day; null for what is none. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  const us = iso ? null : /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const serial = /^\d{5}(?:\.\d+)?$/.test(text) ? serialDate(Number(text))?.slice(0, 10) : undefined;
  const day = iso ?? serial ?? (us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : '');
  return isDay(day) ? day : null;
}

const wholeOf = (text: string): number | null => {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 && number <= 1_000_000 ? number : null;
};

/** A cell's words, null when missing, and whether they were redacted. */
interface Cell {
  text: string | null;
  redacted: boolean;
}

function readCell(raw: string): Cell {
  const text = raw.replace(/\s+/g, ' ').trim();
  if (MISSING.has(text.toLowerCase())) return { text: null, redacted: false };
  return REDACTED.test(text) ? { text: null, redacted: true } : { text, redacted: false };
}

/** The same few thousand values stand in millions of cells, so each is read once. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size > 100_000) known.clear();
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

const cellOf = remember(readCell);
const dayRemembered = remember(dayOf);
const withoutPersonal = remember(withoutPersonalData);
/** Columns that differ from row to row, or that carry codes which the search for personal data would take for some. */
const AS_IT_IS = new Set<string>(['unique_identifier', 'file_original']);

/** One published row -> our row. Throws BadRow when the detainer date or the facility cannot be read. */
export function parseDetainer(raw: RawRow): DetainerRow {
  const redacted: string[] = [];
  const read = (column: string): string | null => {
    const cellText = raw.fields[column];
    if (cellText === undefined || cellText === '' || cellText === 'NA') return null;
    const cell = column === 'unique_identifier' ? readCell(cellText) : cellOf(cellText);
    if (cell.redacted) redacted.push(column);
    return cell.text;
  };
  const row = {} as DetainerRow;
  for (const column of TEXT_COLUMNS) {
    const value = read(column);
    row[column] = value === null || AS_IT_IS.has(column) ? value : withoutPersonal(value);
  }
  // A date or number of a secondary column that cannot be read is missing, not a reason to lose the row.
  let prepared: string | null = null;
  for (const column of DATE_COLUMNS) {
    const value = read(column);
    if (column !== 'detainer_prepare_date') row[column] = value === null ? null : dayRemembered(value);
    else prepared = value === null ? null : dayRemembered(value);
  }
  for (const column of NUMBER_COLUMNS) {
    const value = read(column);
    row[column] = value === null ? null : wholeOf(value);
  }
  const flags: Record<string, string> = {};
  for (const column of FLAG_COLUMNS) {
    const value = read(column);
    if (value !== null) flags[column.replace(/_yes_no$/, '')] = value.slice(0, 20);
  }
  if (!prepared) {
    throw new BadRow(
      `detainer_prepare_date "${short(raw.fields['detainer_prepare_date'])}" is not a date (expected like 2026-02-11)`,
    );
  }
  if (prepared < '1950-01-01' || prepared > '2100-01-01') {
    throw new BadRow(`detainer_prepare_date ${prepared} is outside what the form's history allows`);
  }
  if (!row.detention_facility && !row.detention_facility_code) {
    throw new BadRow(
      redacted.includes('detention_facility')
        ? 'detention_facility is redacted, so the row has no place'
        : 'detention_facility is empty, so the row has no place',
    );
  }
  row.detainer_prepare_date = prepared;
  row.flags = flags;
  row.redacted = redacted;
  row.outcome = outcomeGroup(row.detainer_lift_reason);
  row.file = row.file_original ?? raw.file;
  row.sheet = row.sheet_original ?? raw.sheet ?? null;
  row.rowNumber = row.row_original ?? raw.rowNumber;
  return row;
}

/** What makes a record the same one in a later file: no identifier, no outcome, no row number. */
export function naturalKey(row: DetainerRow): string {
  return [
    row.detainer_prepare_date,
    row.facility_state,
    row.detention_facility_code ?? row.detention_facility,
    row.facility_city,
    row.gender,
    row.citizenship_country,
    row.birth_country,
    row.birth_year,
    row.entry_date,
    row.msc_charge_code ?? row.most_serious_conviction_charge,
    row.msc_charge_date,
    row.msc_conviction_date,
  ]
    .map((value) => String(value ?? '').toLowerCase())
    .join('|');
}

const short = (text: string | undefined) => (text ?? '').slice(0, 40);
