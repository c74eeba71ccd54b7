import { createHash } from 'node:crypto';
import { z } from 'zod';
import { nameKey } from '../../rules/name-key.ts';
import { findState } from '../../rules/states.ts';
import { BadRow, type RawRow } from '../source.ts';
import { agencyRole } from './agency-role.ts';
import { type NoteColumns, readNote } from './note-vocabulary.ts';

export const ALIAS_COLUMNS = [
  'alias',
  'canonical',
  'level',
  'state',
  'fips',
  'in_county_fips',
  'kind',
  'parent',
  'ambiguous',
  'ambiguity',
  'rank',
  'note',
] as const;

const text = z.string().trim().default('');
const Alias = z.object({
  alias: z.string().trim().min(1, 'alias is empty'),
  canonical: z.string().trim().min(1, 'canonical is empty'),
  level: z.enum(['state', 'county', 'city', 'federal'], { error: 'level must be state, county, city or federal' }),
  state: text.refine((code) => code === '' || findState(code) !== undefined, 'state must be two letters such as CA'),
  fips: text.refine((fips) => /^(\d{2}|\d{5})?$/.test(fips), 'fips must have two or five digits'),
  in_county_fips: text.refine(
    (list) => /^(\d{5}(;\d{5})*)?$/.test(list),
    'in_county_fips must be five-digit codes with ;',
  ),
  kind: z.enum(['jurisdiction', 'agency', 'facility'], { error: 'kind must be jurisdiction, agency or facility' }),
  parent: text,
  ambiguity: z.enum(['', 'same place, city and county', 'different places'], {
    error: 'ambiguity is not one of the three',
  }),
  rank: z.coerce.number({ error: 'rank must be a number' }).int(),
  note: text,
});

export interface AliasRow extends NoteColumns {
  alias_id: string;
  alias: string;
  alias_key: string;
  canonical: string;
  canonical_key: string;
  level: 'state' | 'county' | 'city' | 'federal';
  state: string | null;
  fips: string | null;
  county_fips: string;
  kind: 'jurisdiction' | 'agency' | 'facility';
  parent: string | null;
  place_id: string | null;
  ambiguity: 'none' | 'same place' | 'different places';
  rank: number;
  note: string;
  agency_role: '' | 'police' | 'jail';
  content: string;
}

/** Parses one alias, with the id of the jurisdiction that governs it. Throws BadRow that names the column. */
export function parseAlias(raw: RawRow): AliasRow {
  const parsed = Alias.safeParse(raw.fields);
  if (!parsed.success) throw new BadRow(parsed.error.issues.map((issue) => issue.message).join('; '));
  const row = parsed.data;
  const derived = { ...readNote(row.note), agency_role: agencyRole(row) };
  const hash = (parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
  return {
    alias_id: hash([row.alias, row.canonical, row.level, row.state, row.fips, row.kind, row.rank]),
    alias: row.alias,
    alias_key: nameKey(row.alias),
    canonical: row.canonical,
    canonical_key: nameKey(row.canonical),
    level: row.level,
    state: row.state || null,
    fips: row.fips || null,
    county_fips: row.in_county_fips,
    kind: row.kind,
    parent: row.parent || null,
    place_id: placeIdOf(row),
    ambiguity: row.ambiguity === '' ? 'none' : row.ambiguity === 'different places' ? 'different places' : 'same place',
    rank: row.rank,
    note: row.note,
    ...derived,
    content: hash([...Object.values(row), ...Object.values(derived)]),
  };
}

function placeIdOf(row: z.infer<typeof Alias>): string | null {
  if (row.level === 'federal' || row.state === '') return null;
  if (row.level === 'state') return row.state;
  if (row.level === 'county') return row.fips || null;
  return cityId(row.state, row.kind === 'jurisdiction' ? row.canonical : row.parent || row.canonical);
}

/** A city's id: state and name, without accents and with one spelling of Saint. */
export const cityId = (state: string, name: string): string => `${state}/${nameKey(name)}`;
