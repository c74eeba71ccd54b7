import type { Source } from '../source.ts';
import { FIGURE_COLUMNS } from './schema.ts';

export const figuresSource: Source = {
  id: 'figures',
  title: 'Published figures',
  publisher: 'ICE, NPR, the Deportation Data Project and others, compiled for this project',
  address: 'data/published-figures.csv',
  caveat: "Each publisher's own count, area and period; they do not add up and need not match our rows.",
  missing: 'A few figures for comparison, not a series.',
  bundled: 'data/published-figures.csv',
  requiredColumns: ['figure_id', 'publisher', 'measure', 'value', 'source'],
  columns: FIGURE_COLUMNS,
};
