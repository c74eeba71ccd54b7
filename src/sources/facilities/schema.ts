import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FACILITY_KINDS } from '../../rules/facility.ts';
import { findState } from '../../rules/states.ts';
import { BadRow, type RawRow } from '../source.ts';

export const CORRECTION_COLUMNS = ['state', 'code', 'name', 'city', 'kind', 'place', 'reason', 'source'] as const;

const text = z.string().trim().default('');
const Correction = z
  .object({
    state: text.refine((code) => findState(code) !== undefined, 'state must be two letters such as MN'),
    code: text,
    name: text,
    city: text,
    kind: z.enum(FACILITY_KINDS, { error: `kind must be one of ${FACILITY_KINDS.join(', ')}` }),
    place: text,
    reason: text,
    source: text.refine((source) => source !== '', 'source is empty: say where the correction comes from'),
  })
  .refine((row) => row.code !== '' || row.name !== '', 'a row needs the code or the name of the facility');

/**
 * Parses one correction. `place` is as written ('Stearns County', 'state', 'federal', '' when unknown). Throws BadRow
 * that names the column.
 */
export function parseCorrection(raw: RawRow) {
  const parsed = Correction.safeParse(raw.fields);
  if (!parsed.success) throw new BadRow(parsed.error.issues.map((issue) => issue.message).join('; '));
  const row = parsed.data;
  const state = findState(row.state)?.code ?? row.state;
  const key = [state, row.code.toUpperCase() || `${row.name}/${row.city}`.toUpperCase()];
  return {
    correction_id: createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 16),
    state,
    code: row.code.toUpperCase() || null,
    name: row.name || null,
    city: row.city || null,
    kind: row.kind,
    place: row.place,
    reason: row.reason,
    source: row.source,
    rowNumber: raw.rowNumber,
  };
}
