import { SourceError } from '../../errors.ts';
import { firstBytes } from './first-bytes.ts';

const WANTED = 'A table was expected: CSV, an Excel workbook (.xlsx) or Parquet';

/**
 * Refuses what a site or a clone holds instead of a table: nothing, a web page, an error as JSON, another kind of file.
 * A possible table is left to its reader. Never quotes the file. Throws SourceError.
 */
export function refuseNoTable(path: string, name: string): void {
  const kind = kindOf(firstBytes(path, 4096));
  if (kind) throw new SourceError(`${name} is ${kind}. ${WANTED}.`);
}

const PACKED = 'unpack it first, or give the address of the unpacked file';
const OTHER = 'take the release as .parquet, .xlsx or .csv';

/** By the first bytes, in any letter case. */
const STARTS: [string, string][] = [
  ['\u001f\u008b', `packed (gzip): ${PACKED}`],
  ['bzh', `packed (bzip2): ${PACKED}`],
  ['\u00fd7zxz', `packed (xz): ${PACKED}`],
  ['(\u00b5/\u00fd', `packed (zstd): ${PACKED}`],
  ['7z\u00bc\u00af', `packed (7-Zip): ${PACKED}`],
  ['<stata_dta>', `a Stata file: ${OTHER}`],
  ['$fl2', `an SPSS file: ${OTHER}`],
  ['$fl3', `an SPSS file: ${OTHER}`],
  ['arrow1', `a Feather file: ${OTHER}`],
  ['fea1', `a Feather file: ${OTHER}`],
  ['%pdf', 'a PDF document'],
  ['<?xml', 'an XML document, often an error message'],
  ['<', 'a web page: the address is of a page, or the site asks for a login'],
  ['{', 'JSON, often an error message'],
  ['[', 'JSON, often an error message'],
  [
    'version https://git-lfs',
    'a pointer to a large file (Git LFS), not the file: in a clone, run `git lfs pull`; from a site, give the address of the file itself (media.githubusercontent.com for GitHub)',
  ],
];

function kindOf(head: Buffer): string | undefined {
  const start = head.toString('latin1').replace('\u00ef\u00bb\u00bf', '').trimStart().slice(0, 200).toLowerCase();
  if (start === '') return head.length < 4096 ? 'empty' : 'blank';
  return STARTS.find(([bytes]) => start.startsWith(bytes))?.[1];
}
