import type { Source } from '../source.ts';

/** Our name for each cell of a header. '' marks a column that the source does not name: such columns are never read. */
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

/** Required columns of the source that the header lacks. */
export const missingColumns = (source: Source, columns: string[]): string[] =>
  source.requiredColumns.filter((column) => !columns.includes(column));
