import type { Source } from '../source.ts';

/** Our name for each cell of a header, '' for a column that the source does not name: those never enter. */
export function columnsOf(source: Source, header: string[]): string[] {
  const wanted = new Set(source.columns);
  const renamed = new Map(Object.entries(source.renamed ?? {}));
  return header.map((cell) => {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '');
    const ours = wanted.has(name) ? name : (renamed.get(name) ?? '');
    return wanted.has(ours) ? ours : '';
  });
}

/** Columns that the source cannot do without and the header does not have. */
export const missingColumns = (source: Source, columns: string[]): string[] =>
  source.requiredColumns.filter((column) => !columns.includes(column));
