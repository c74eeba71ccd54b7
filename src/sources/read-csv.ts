import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse';
import { SourceError } from '../errors.ts';
import { columnsOf, missingColumns } from './columns.ts';
import type { RawRow, Source } from './source.ts';

/**
 * Streams the rows of a source's CSV file by column name, only columns that the source names. Throws SourceError when
 * the file is not that source: wrong kind of file, a required column missing (named), broken quoting.
 */
export async function* readCsv(source: Source, file: string, seen: { absent: string[] }): AsyncGenerator<RawRow> {
  refuseOtherKinds(file);
  const parser = createReadStream(file).pipe(
    parse({
      bom: true,
      record_delimiter: ['\r\n', '\n'], // spreadsheets and editors mix them
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: false,
      max_record_size: 1_000_000,
    }),
  );
  let columns: string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (!columns) {
        columns = namedColumns(source, record, file);
        const present = columns;
        seen.absent = source.columns.filter((column) => !present.includes(column));
        continue;
      }
      const fields: Record<string, string> = {};
      columns.forEach((column, at) => {
        if (column) fields[column] = record[at] ?? '';
      });
      yield { file: basename(file), rowNumber: info.lines, fields };
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError(`${basename(file)} cannot be read as CSV: ${reason}.`);
  }
  if (!columns) throw new SourceError(`${basename(file)} is empty: a header line with column names was expected.`);
}

function namedColumns(source: Source, header: string[], file: string): string[] {
  const columns = columnsOf(source, header);
  const missing = missingColumns(source, columns);
  if (missing.length > 0) {
    throw new SourceError(
      `${basename(file)} is not a file of the source ${source.id}: column ${missing.join(', ')} is missing. The first line must name the columns; it begins "${header.slice(0, 4).join(', ').slice(0, 80)}".`,
    );
  }
  return columns;
}

function refuseOtherKinds(file: string): void {
  const head = Buffer.alloc(512);
  const handle = openSync(file, 'r');
  const length = readSync(handle, head, 0, 512, 0);
  closeSync(handle);
  const start = head.subarray(0, length).toString('latin1').trimStart().toLowerCase();
  const name = basename(file);
  if (start.startsWith('<!doctype') || start.startsWith('<html'))
    throw new SourceError(`${name} is a web page, not a CSV file.`);
  if (head.subarray(0, length).includes(0))
    throw new SourceError(`${name} is not text. A CSV file in UTF-8 was expected.`);
}
