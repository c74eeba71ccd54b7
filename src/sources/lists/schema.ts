import { createHash } from 'node:crypto';
import { z } from 'zod';
import { spanOf } from '../../rules/dates.ts';
import { findState } from '../../rules/states.ts';
import { BadRow, type RawRow } from '../source.ts';

export const LIST_COLUMNS = [
  'list',
  'publisher',
  'place',
  'level',
  'state',
  'listed_on',
  'removed_on',
  'as_of',
  'citation',
  'source_url',
  'note',
] as const;

const text = z.string().trim().default('');
const filled = (name: string) => text.refine((value) => value !== '', `${name} is empty`);
const date = (name: string) =>
  text.refine(
    (value) => value === '' || spanOf(value) !== undefined,
    `${name} must be a date such as 2025-08-05 or 2025-09`,
  );
const Entry = z.object({
  list: filled('list'),
  publisher: filled('publisher'),
  place: filled('place'),
  level: z.enum(['state', 'county', 'city'], { error: 'level must be state, county or city' }),
  state: text.refine((code) => findState(code) !== undefined, 'state must be two letters such as CA'),
  listed_on: date('listed_on').refine((value) => value !== '', 'listed_on is empty'),
  removed_on: date('removed_on'),
  as_of: date('as_of'),
  citation: filled('citation').refine((value) => value.length > 5, 'citation must name the document'),
  source_url: text.refine((url) => url === '' || /^https?:\/\//.test(url), 'source_url must be a web address'),
  note: text,
});

export type ListEntryRow = Omit<z.infer<typeof Entry>, 'removed_on'> & { entry_id: string; removed_on: string | null };

/** Parses one place on a list. Throws BadRow that names the column. */
export function parseListEntry(raw: RawRow): ListEntryRow {
  const parsed = Entry.safeParse(raw.fields);
  if (!parsed.success) throw new BadRow(parsed.error.issues.map((issue) => issue.message).join('; '));
  const row = parsed.data;
  const key = JSON.stringify([row.list, row.level, row.state, row.place, row.listed_on]);
  return {
    ...row,
    entry_id: createHash('sha256').update(key).digest('hex').slice(0, 16),
    removed_on: row.removed_on || null,
    as_of: row.as_of || row.listed_on,
  };
}
