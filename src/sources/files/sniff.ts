import { SourceError } from '../../errors.ts';
import { firstBytes } from './first-bytes.ts';

const WANTED = 'A table was expected: a CSV file or an Excel workbook (.xlsx)';

/**
 * Refuses what a site sends instead of a table: nothing, a web page, an error as JSON, another kind of file. A possible
 * table is left to its reader. Never quotes the file. Throws SourceError.
 */
export function refuseNoTable(path: string, name: string): void {
  const kind = kindOf(firstBytes(path, 4096));
  if (kind) throw new SourceError(`${name} is ${kind}. ${WANTED}.`);
}

function kindOf(head: Buffer): string | undefined {
  if (head.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])))
    return 'packed (gzip): give an address of the unpacked file';
  const utf8 = head.toString('utf8').replace(/^\uFEFF/, '');
  const start = utf8.trimStart().slice(0, 200).toLowerCase();
  if (start === '') return head.length < 4096 ? 'empty' : 'blank';
  if (start.startsWith('<?xml')) return 'an XML document, often an error message';
  if (start.startsWith('<')) return 'a web page: the address is of a page, or the site asks for a login';
  if (start.startsWith('{') || start.startsWith('[')) return 'JSON, often an error message';
  if (start.startsWith('%pdf')) return 'a PDF document';
  if (start.startsWith('version https://git-lfs'))
    return 'a pointer to a large file, not the file: give the address of the file itself (media.githubusercontent.com for GitHub)';
  return undefined;
}
