import { createHash } from 'node:crypto';
import { z } from 'zod';
import { compareDates, spanOf } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { AGENCY_TERMS } from '../../rules/policy-agencies.ts';
import { BASES, CELLS, DIMENSIONS, POLICY_KINDS, REVIEWED, TERMS } from '../../rules/policy-record.ts';
import { withoutPersonalData } from '../../rules/private-text.ts';
import { BadRow, type RawRow } from '../source.ts';

const TERM_COLUMNS = Object.values(TERMS);

/** The columns that are read. `coding_note` is the coder's own and never enters. */
export const POLICY_COLUMNS = [
  'level',
  'state',
  'name',
  'fips',
  'agencies',
  'instrument',
  'kind',
  'enacted_date',
  'effective_date',
  'ended_date',
  ...DIMENSIONS,
  ...TERM_COLUMNS,
  'citation',
  'official_url',
  'source_url',
  'confidence',
  'as_of',
  'state_governs',
  'contested',
  'contested_note',
  'note',
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
      z.enum(CELLS, { error: `${column} must be required, permitted, limited, prohibited, not addressed or blank` }),
    );
const listOf = (column: string, values: readonly string[]) =>
  text.transform((value, context) => {
    const terms = value === '' ? [] : value.split(';').map((term) => term.trim());
    for (const term of terms.filter((each) => !values.includes(each)))
      context.addIssue({
        code: 'custom',
        message: `${column} names ${withoutPersonalData(JSON.stringify(term.slice(0, 40)))}; it takes ${values.join(', ')}, joined by "; "`,
      });
    return terms.join('; ');
  });
const TERM_STARTS = /^(except|only|for|up to|until|from|if|unless|after|with|by)\b/;
const LONGEST_TERMS = 160;
const terms = (column: string) =>
  text
    .refine(
      (value) => value === '' || TERM_STARTS.test(value),
      `${column} must begin with except, only, for, up to, until, from, if, unless, after, with or by`,
    )
    .refine((value) => value.length <= LONGEST_TERMS, `${column} is longer than ${LONGEST_TERMS} characters`);
const LONGEST_NOTE = 240;
const url = (column: string) =>
  text.refine(
    (value) => value === '' || /^https?:\/\/\S+$/.test(value),
    `${column} must be one address that begins with http`,
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
    agencies: listOf('agencies', AGENCY_TERMS).refine((value) => value !== '', 'agencies is empty: name whom it binds'),
    instrument: z.string().trim().min(1, 'instrument is empty'),
    kind: oneOf('kind', POLICY_KINDS),
    enacted_date: date('enacted_date'),
    effective_date: date('effective_date'),
    ended_date: date('ended_date'),
    hold_on_detainer: cell('hold_on_detainer'),
    notify_release: cell('notify_release'),
    jail_access_for_ice: cell('jail_access_for_ice'),
    share_information: cell('share_information'),
    agreement_287g: cell('agreement_287g'),
    hold_terms: terms('hold_terms'),
    notify_terms: terms('notify_terms'),
    access_terms: terms('access_terms'),
    information_terms: terms('information_terms'),
    agreement_terms: terms('agreement_terms'),
    citation: text,
    official_url: url('official_url'),
    source_url: url('source_url'),
    confidence: oneOf('confidence', ['high', 'medium', 'low']),
    as_of: z
      .string()
      .trim()
      .refine((value) => spanOf(value) !== undefined, 'as_of is not a date (use 2025-10-01, 2025-10 or 2025)'),
    state_governs: listOf('state_governs', DIMENSIONS),
    contested: listOf('contested', DIMENSIONS),
    contested_note: text,
    note: text.refine((value) => value.length <= LONGEST_NOTE, `note is longer than ${LONGEST_NOTE} characters`),
    status: oneOf('status', ['in force at as_of', 'ended', 'unconfirmed']),
    basis: oneOf('basis', BASES),
    reviewed: oneOf('reviewed', REVIEWED),
  })
  .refine(
    (row) => row.citation !== '' || row.source_url !== '',
    'citation and source_url are both empty: a row must cite',
  )
  .refine(
    (row) => (row.contested === '') === (row.contested_note === ''),
    'contested and contested_note belong together: which dimensions, and who says what',
  )
  .refine(
    (row) =>
      row.enacted_date === '' || row.effective_date === '' || compareDates(row.effective_date, row.enacted_date) >= 0,
    'effective_date is before enacted_date',
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
      row.agencies,
      row.instrument,
      row.kind,
      enacted_date,
      effective_date,
    ]),
    ...row,
    ...dates,
    contested_note: withoutPersonalData(row.contested_note),
    note: withoutPersonalData(row.note),
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
