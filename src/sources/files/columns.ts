import { SourceError } from '../../errors.ts';
import { looksLikeName, namesPerson } from '../../rules/private-text.ts';
import type { Seen, Source } from '../source.ts';

/** A header may follow a title: ICE puts six lines above it. */
export const HEADER_WITHIN = 30;

/** A header cell as a column's name: lower case, with _ between words. */
const nameOf = (cell: string): string =>
  cell
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/** Our name for each cell of a header. '' marks a column that the source does not name: such columns are never read. */
export function columnsOf(source: Source, header: string[]): string[] {
  const wanted = new Set(source.columns);
  const renamed = new Map(Object.entries(source.renamed ?? {}));
  return header.map((cell) => {
    const name = nameOf(cell);
    const ours = wanted.has(name) ? name : (renamed.get(name) ?? '');
    return wanted.has(ours) ? ours : '';
  });
}

/** Required columns of the source that the header lacks. */
export const missingColumns = (source: Source, columns: string[]): string[] =>
  source.requiredColumns
    .filter((column) => !column.split('|').some((each) => columns.includes(each)))
    .map((column) => column.replace('|', ' or '));

const quoted = (cell = '') => `"${nameOf(cell).slice(0, LONGEST_NAME)}"`;
const LONGEST_NAME = 60;
const MOST_UNREAD = 100;

/**
 * Notes which columns a file has: those that are read, and the names of the others. Throws SourceError when two bear the
 * very same name: which of them is meant cannot be known. Of two names for one thing the first that says something counts.
 */
export function noteColumns(seen: Seen, columns: string[], header: string[]): void {
  for (const [at, column] of columns.entries()) {
    const cell = header[at] ?? '';
    const name = nameOf(cell);
    const isShown = name.length <= LONGEST_NAME && !looksLikeName(cell) && !namesPerson(cell);
    const first = column === '' ? at : columns.indexOf(column);
    if (first !== at && nameOf(header[first] ?? '').toLowerCase() === name.toLowerCase())
      throw new SourceError(
        `The columns ${first + 1} and ${at + 1} are both named ${quoted(cell)}, so that it is not known which one counts. Rename or remove one of them.`,
      );
    if (column !== '') seen.columns.add(column);
    else if (name !== '' && isShown && seen.unread.size < MOST_UNREAD) seen.unread.add(name);
  }
}
