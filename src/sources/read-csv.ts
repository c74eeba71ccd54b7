import { createHash } from 'node:crypto';
import { closeSync, createReadStream, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse';
import { SourceError } from '../errors.ts';
import type { RawRow, Source } from './source.ts';

/** The CSV files that a path names: the file, or those of the folder in name order. Throws SourceError. */
export function csvFiles(path: string): string[] {
  if (!existsSync(path)) throw new SourceError(`There is no file or folder ${path}. Check the path.`);
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path)
    .filter((name) => name.toLowerCase().endsWith('.csv'))
    .sort()
    .map((name) => join(path, name));
  if (files.length === 0) throw new SourceError(`The folder ${path} has no .csv file.`);
  return files;
}

/** SHA-256 over the files' bytes, in order, hex. */
export async function fingerprint(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

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
  const wanted = new Set(source.columns);
  const columns = header.map((cell) => {
    const name = cell
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_|_$/g, '');
    const ours = wanted.has(name) ? name : (source.renamed?.[name] ?? '');
    return wanted.has(ours) ? ours : '';
  });
  const missing = source.requiredColumns.filter((column) => !columns.includes(column));
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
  if (start.startsWith('pk\u0003\u0004')) {
    throw new SourceError(
      `${name} is a zip or Excel file. This version reads CSV: save the sheet as CSV and import that.`,
    );
  }
  if (start.startsWith('<!doctype') || start.startsWith('<html'))
    throw new SourceError(`${name} is a web page, not a CSV file.`);
  if (head.subarray(0, length).includes(0))
    throw new SourceError(`${name} is not text. A CSV file in UTF-8 was expected.`);
}
