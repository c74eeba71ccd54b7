import { BadRow } from './source.ts';

/**
 * True for 'seed <name of a file>': a document that only the makers of the data have, so its name is never shown.
 * Throws BadRow for a cell that almost has that form.
 */
export function isInternalDocument(cell: string): boolean {
  if (/^seed \S+$/.test(cell)) return true;
  if (/^seed\b/i.test(cell))
    throw new BadRow(`"${cell.slice(0, 60)}" is not of the form "seed <file name>", the mark of an internal document`);
  return false;
}
