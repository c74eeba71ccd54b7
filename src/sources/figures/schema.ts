import { z } from 'zod';
import { spanOf } from '../../rules/dates.ts';
import { isInternalDocument } from '../internal-document.ts';
import { BadRow, type RawRow } from '../source.ts';

export const FIGURE_COLUMNS = [
  'figure_id',
  'publisher',
  'subject',
  'jurisdiction',
  'state',
  'period_from',
  'period_to',
  'measure',
  'value',
  'unit',
  'precision',
  'source',
  'caveat',
] as const;

const text = z.string().trim().default('');
const day = (column: string) =>
  text.refine((value) => value === '' || spanOf(value) !== undefined, `${column} is not a date (use 2022-10-01)`);

const Figure = z.object({
  figure_id: z.string().trim().min(1, 'figure_id is empty'),
  publisher: z.string().trim().min(1, 'publisher is empty: a figure must cite'),
  subject: text,
  jurisdiction: text,
  state: text,
  period_from: day('period_from'),
  period_to: day('period_to'),
  measure: z.string().trim().min(1, 'measure is empty'),
  value: z
    .string()
    .trim()
    .regex(/\d/, 'value is not a number')
    .pipe(z.coerce.number({ error: 'value is not a number' })),
  unit: text,
  precision: text,
  source: z.string().trim().min(1, 'source is empty: a figure must cite'),
  caveat: text,
});
export type Figure = z.infer<typeof Figure> & { source_class: 'internal' | 'shown' };

/** Parses one published figure. Throws BadRow that names the column. */
export function parseFigure(raw: RawRow): Figure {
  const parsed = Figure.safeParse(raw.fields);
  if (!parsed.success) throw new BadRow(parsed.error.issues.map((issue) => issue.message).join('; '));
  return { ...parsed.data, source_class: isInternalDocument(parsed.data.source) ? 'internal' : 'shown' };
}
