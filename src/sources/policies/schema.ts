import { createHash } from 'node:crypto';
import { z } from 'zod';
import { spanOf } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { BadRow, type RawRow } from '../source.ts';

const DIMENSIONS = [
  'hold_on_detainer',
  'notify_release',
  'jail_access_for_ice',
  'share_information',
  'agreement_287g',
] as const;
export const POLICY_COLUMNS = [
  'level',
  'state',
  'name',
  'fips',
  'scope',
  'instrument',
  'kind',
  'enacted_date',
  'effective_date',
  'ended_date',
  ...DIMENSIONS,
  'exceptions',
  'citation',
  'source_url',
  'confidence',
  'as_of',
  'notes',
  'status',
  'basis',
  'reviewed',
] as const;

const text = z.string().trim().default('');
const date = (column: string) =>
  text.refine(
    (value) => value === '' || spanOf(value) !== undefined,
    `${column} is not a date (use 2025-10-01, 2025-10 or 2025)`,
  );
const oneOf = <const T extends readonly string[]>(column: string, values: T) =>
  z
    .string()
    .trim()
    .pipe(z.enum(values, { error: `${column} must be one of ${values.join(', ')}` }));
const cell = (column: string) =>
  z
    .string()
    .trim()
    .default('')
    .pipe(
      z.enum(['required', 'permitted', 'limited', 'prohibited', 'not addressed', ''], {
        error: `${column} must be required, permitted, limited, prohibited, not addressed or blank`,
      }),
    );

const Policy = z
  .object({
    level: oneOf('level', ['state', 'county', 'city']),
    state: z
      .string()
      .trim()
      .regex(/^[A-Z]{2}$/, 'state must be two letters such as CA'),
    name: z.string().trim().min(1, 'name is empty'),
    fips: text,
    scope: text,
    instrument: z.string().trim().min(1, 'instrument is empty'),
    kind: z.string().trim().min(1, 'kind is empty'),
    enacted_date: date('enacted_date'),
    effective_date: date('effective_date'),
    ended_date: date('ended_date'),
    hold_on_detainer: cell('hold_on_detainer'),
    notify_release: cell('notify_release'),
    jail_access_for_ice: cell('jail_access_for_ice'),
    share_information: cell('share_information'),
    agreement_287g: cell('agreement_287g'),
    exceptions: text,
    citation: text,
    source_url: text.refine(
      (url) => url === '' || /^https?:\/\/\S+$/.test(url.split(/[ ;]/)[0] ?? ''),
      'source_url must begin with http',
    ),
    confidence: oneOf('confidence', ['high', 'medium', 'low']),
    as_of: z
      .string()
      .trim()
      .refine((value) => spanOf(value) !== undefined, 'as_of is not a date (use 2025-10-01, 2025-10 or 2025)'),
    notes: text,
    status: oneOf('status', ['in force at as_of', 'ended', 'unconfirmed']),
    basis: text,
    reviewed: text,
  })
  .refine(
    (row) => row.citation !== '' || row.source_url !== '',
    'citation and source_url are both empty: a row must cite',
  );

/** Turns one rule into our row. Throws BadRow that names the column. */
export function parsePolicy(raw: RawRow) {
  const parsed = Policy.safeParse(raw.fields);
  if (!parsed.success) throw new BadRow(parsed.error.issues.map((issue) => issue.message).join('; '));
  const { enacted_date, effective_date, ended_date, ...row } = parsed.data;
  const hash = (parts: unknown) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  const dates = {
    enacted_on: enacted_date || null,
    effective_on: effective_date || null,
    ended_on: ended_date || null,
  };
  return {
    policy_id: hash([
      row.level,
      row.state,
      row.name,
      row.scope,
      row.instrument,
      row.kind,
      enacted_date,
      effective_date,
    ]),
    ...row,
    ...dates,
    exceptions: withoutPersonalData(row.exceptions),
    notes: withoutPersonalData(row.notes),
    fips: row.fips || null,
    place_id:
      row.level === 'state'
        ? row.state
        : row.level === 'county'
          ? row.fips || null
          : `${row.state}/${nameKey(row.name)}`,
    content: hash(parsed.data),
  };
}
