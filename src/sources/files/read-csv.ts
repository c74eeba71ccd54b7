import { basename } from 'node:path';
import { SourceError } from '../../errors.ts';
import type { Reading, Source, TableRow, TableRows } from '../source.ts';
import { columnsOf, HEADER_WITHIN, missingColumns, noteColumns } from './columns.ts';
import { createCsvParser } from './csv-parser.ts';
import { readTextPieces } from './text-pieces.ts';

/** A longer record has a quote that is never closed. */
const LONGEST_RECORD = 2 ** 22;
/** A header and the lines above it are within this many bytes. */
const HEAD = 2 ** 16;
const SEPARATORS = [',', ';', '\t', '|'];

/**
 * Streams the rows of a source's CSV file, with only the columns that the source names. The separator is the one by
 * which the header names them; lines above the header are passed over. Throws SourceError when the file is not of that
 * source: no text, a required column missing (named), broken quoting.
 */
export async function* readCsv(source: Source, file: string, reading: Reading): AsyncGenerator<TableRows> {
  const name = basename(file);
  let header: Header | undefined;
  let take = (_: Buffer, __: boolean): TableRow[] => [];
  for await (const piece of readTextPieces(file, name, reading)) {
    if (!header) {
      header = findHeader(source, piece, name);
      noteColumns(reading.seen, header.columns, header.cells);
      take = createTaker(name, header);
    }
    const rows = take(piece, false);
    if (rows.length > 0) yield { file: name, columns: header.columns, rows };
  }
  if (!header) throw new SourceError(`${name} is empty: a header line with column names was expected.`);
  const rows = take(Buffer.alloc(0), true);
  if (rows.length > 0) yield { file: name, columns: header.columns, rows };
}

interface Header {
  separator: string;
  cells: string[];
  columns: string[];
  /** Its row number: rows up to it are not data. */
  rowNumber: number;
}

/** Cuts pieces into rows below the header. */
function createTaker(name: string, { separator, columns, rowNumber: headerRow }: Header) {
  const cut = createCsvParser(separator);
  const wants = columns.map((column) => column !== '');
  let rowNumber = 0;
  let rest: Buffer = Buffer.alloc(0);
  return (piece: Buffer, isLast: boolean): TableRow[] => {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    const done = cut(bytes, isLast, wants);
    rest = bytes.subarray(done.rest);
    const problem = done.problem ?? (rest.length > LONGEST_RECORD ? 'has a quote that is not closed' : undefined);
    if (problem)
      throw new SourceError(`${name} cannot be read as CSV: row ${rowNumber + done.records.length + 1} ${problem}.`);
    const rows: TableRow[] = [];
    for (const cells of done.records) {
      rowNumber += 1;
      if (rowNumber > headerRow && (cells.length > 1 || cells[0] !== '')) rows.push({ rowNumber, cells });
    }
    return rows;
  };
}

/** The first row, by any separator, that names the required columns. Throws SourceError when there is none. */
function findHeader(source: Source, piece: Buffer, name: string): Header {
  let nearest: { columns: string[]; missing: string[] } | undefined;
  for (const separator of SEPARATORS) {
    const { records } = createCsvParser(separator)(piece.subarray(0, HEAD), true);
    for (const [at, cells] of records.slice(0, HEADER_WITHIN).entries()) {
      const columns = columnsOf(source, cells);
      const missing = missingColumns(source, columns);
      if (missing.length === 0) return { separator, cells, columns, rowNumber: at + 1 };
      if (missing.length < (nearest?.missing.length ?? Number.POSITIVE_INFINITY)) nearest = { columns, missing };
    }
  }
  // Do not repeat the line: in a file without a header it is a data row, and may hold a name.
  const known = (nearest?.columns ?? []).filter((column) => column !== '').slice(0, 8);
  const missing = nearest?.missing ?? source.requiredColumns;
  throw new SourceError(
    `${name} is not a file of the source ${source.id}: column ${missing.join(', ')} is missing. The first line must name the columns, separated by commas; ${known.length > 0 ? `of them it names only ${known.join(', ')}` : 'it names none of them'}.`,
  );
}
