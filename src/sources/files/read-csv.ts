import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { SourceError } from '../../errors.ts';
import type { Reading, Source, TableRow, TableRows } from '../source.ts';
import { columnsOf, missingColumns, noteColumns } from './columns.ts';
import { createCsvParser } from './csv-parser.ts';
import { firstBytes } from './first-bytes.ts';

const PIECE = 2 ** 19;
/** A longer record has a quote that is never closed. */
const LONGEST_RECORD = 2 ** 22;

/**
 * Streams the rows of a source's CSV file, with only the columns that the source names. Throws SourceError when the
 * file is not of that source: wrong kind of file, a required column missing (named), broken quoting.
 */
export async function* readCsv(source: Source, file: string, { seen, onBytes }: Reading): AsyncGenerator<TableRows> {
  refuseOtherKinds(file);
  const name = basename(file);
  const cut = createCsvParser();
  let columns: string[] | undefined;
  let wants: boolean[] | undefined;
  let rowNumber = 0;
  let rest: Buffer = Buffer.alloc(0);
  const take = (piece: Buffer, isLast: boolean): TableRow[] => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const start = rowNumber === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const done = cut(bytes.subarray(start), isLast, wants);
    rest = bytes.subarray(start + done.rest);
    const problem = done.problem ?? (rest.length > LONGEST_RECORD ? 'has a quote that is not closed' : undefined);
    if (problem)
      throw new SourceError(`${name} cannot be read as CSV: row ${rowNumber + done.records.length + 1} ${problem}.`);
    const rows: TableRow[] = [];
    for (const cells of done.records) {
      rowNumber += 1;
      if (cells.length > 1 || cells[0] !== '') rows.push({ rowNumber, cells });
    }
    return rows;
  };
  const withoutHeader = (rows: TableRow[]): TableRow[] => {
    const [header, ...others] = rows;
    if (columns || !header) return rows;
    const named = namedColumns(source, header.cells, name);
    columns = named;
    wants = named.map((column) => column !== '');
    noteColumns(seen, named, header.cells);
    return others;
  };
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
    onBytes(piece.length);
    const rows = withoutHeader(take(piece, false));
    if (columns && rows.length > 0) yield { file: name, columns, rows };
  }
  const rows = withoutHeader(take(Buffer.alloc(0), true));
  if (!columns) throw new SourceError(`${name} is empty: a header line with column names was expected.`);
  if (rows.length > 0) yield { file: name, columns, rows };
}

function namedColumns(source: Source, header: string[], name: string): string[] {
  const columns = columnsOf(source, header);
  const missing = missingColumns(source, columns);
  if (missing.length > 0) {
    // Do not repeat the first line: in a file without a header it is a data row, and may hold a name.
    const known = columns.filter((column) => column !== '').slice(0, 8);
    throw new SourceError(
      `${name} is not a file of the source ${source.id}: column ${missing.join(', ')} is missing. The first line must name the columns, separated by commas; ${known.length > 0 ? `of them it names only ${known.join(', ')}` : 'it names none of them'}.`,
    );
  }
  return columns;
}

function refuseOtherKinds(file: string): void {
  const head = firstBytes(file, 512);
  const start = head.toString('latin1').trimStart().toLowerCase();
  const name = basename(file);
  if (start.startsWith('<!doctype') || start.startsWith('<html'))
    throw new SourceError(`${name} is a web page, not a CSV file.`);
  if (head.includes(0)) throw new SourceError(`${name} is not text. A CSV file in UTF-8 was expected.`);
}
