import { hash } from 'node:crypto';
import type { CellValue } from './cells.ts';
import { ADDED, AT, FIELDS, FLAGS, facilityOf, positionOf } from './fields.ts';

/** What a row says about a detainer: its values up to the identifier, with the facility and what the flags hold. */
interface Said {
  values: readonly CellValue[];
  facilityId: string;
  flags: string;
  redacted: string;
}

const CONTENT = FIELDS.slice(0, AT.identifier).map(([, column]) => column as string);
const COMPARED = [...CONTENT, ...FLAGS];

/** 52 bits of a text: as many as a number holds exactly. */
export const bits52 = (text: string): number => Number.parseInt(hash('sha256', text).slice(0, 13), 16);

/**
 * 52 bits of all that a row says about a detainer. The columns of later releases count only where they say something,
 * so that rows loaded before them keep their content.
 */
export function contentOf({ values, facilityId, flags, redacted }: Said): number {
  const text = `${values.slice(0, ADDED).join('\u0001')}\u0002${facilityId}\u0002${flags}\u0002${redacted}`;
  for (let at = ADDED; at < AT.identifier; at += 1)
    if (values[at] !== null) return bits52(`${text}\u0003${values.slice(ADDED, AT.identifier).join('\u0001')}`);
  return bits52(text);
}

/** The columns (ICE's names) by which the rows of two files can be compared, of those that a file has. */
export const comparedColumns = (columns: readonly string[]): string[] =>
  COMPARED.filter((column) => columns.includes(column));

/** Like `contentOf`, over some columns only: what another file lacks tells two rows not apart. */
export function contentOver(columns: readonly string[]): (said: Said) => number {
  const known = new Set(columns);
  const fields = CONTENT.map((column) => known.has(column));
  const marks = FLAGS.map((column) => known.has(column));
  const ofKnown = (list: string) =>
    list
      .split(',')
      .filter((column) => known.has(column))
      .join(',');
  return ({ values, facilityId, flags, redacted }) =>
    contentOf({
      values: fields.map((isKnown, at) => (isKnown ? (values[at] as CellValue) : null)),
      facilityId,
      flags: marks.map((isKnown, at) => (isKnown ? flags[at] : '-')).join(''),
      redacted: ofKnown(redacted),
    });
}

const PERSON = (['gender', 'citizenship', 'birth_country', 'birth_year', 'entry_on'] as const).map(positionOf);
const CHARGE_CODE = positionOf('conviction_charge_code');
const CHARGE = positionOf('conviction_charge');
const CHARGE_DATES = (['charge_on', 'conviction_on'] as const).map(positionOf);

/** What identifies a record in a later file: no identifier, no outcome, no row number. */
export function naturalKey(row: CellValue[]): string {
  const { state, name, code, city } = facilityOf(row);
  return keyOf(row, state, code ?? name, city);
}

export function keyOf(
  values: CellValue[],
  state?: string | null,
  facility?: string | null,
  city?: string | null,
): string {
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
