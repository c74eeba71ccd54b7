import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SourceError } from '../../errors.ts';
import { withoutPersons } from '../../rules/private-text.ts';
import type { RawRow, Reading, Seen, Source, TableRows } from '../source.ts';
import { columnsOf, HEADER_WITHIN, missingColumns, noteColumns } from './columns.ts';
import { readCsv } from './read-csv.ts';
import { isParquet, readParquet } from './read-parquet.ts';
import type { SheetRow } from './read-sheet.ts';
import { refuseNoTable } from './sniff.ts';
import { isWorkbook } from './workbook-zip.ts';

/**
 * The longest cell of the bundled facts has some 1,100 characters. A longer one has an unclosed quote, or was made to
 * keep us busy.
 */
const LONGEST_CELL = 8000;

/**
 * The files that a path names: the file itself, or a folder's .csv, .xlsx and .parquet files in name order, with those of
 * its folders where the source has such. Throws SourceError.
 */
export function tableFiles(path: string, { subfolders = false }: { subfolders?: boolean } = {}): string[] {
  if (!existsSync(path)) throw new SourceError(`There is no file or folder ${path}. Check the path.`);
  const found = statSync(path);
  if (found.isFile()) return [path];
  if (!found.isDirectory())
    throw new SourceError(`${path} is neither a file nor a folder (a pipe or a device?). Copy it into a file first.`);
  const files = readdirSync(path, { recursive: subfolders, encoding: 'utf8' })
    .filter((name) => /\.(csv|xlsx|parquet)$/i.test(name) && !basename(name).startsWith('~$'))
    .sort()
    .map((name) => join(path, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
  if (files.length === 0) throw new SourceError(`The folder ${path} has no .csv, .xlsx or .parquet file.`);
  return files;
}

/** What tells whether files were changed: their sizes, times and numbers on the disk. */
export const stateOfFiles = (files: readonly string[]): string =>
  files
    .map((file) => {
      const { size, mtimeMs, ctimeMs, ino } = statSync(file, { throwIfNoEntry: false }) ?? {};
      return [size, mtimeMs, ctimeMs, ino].join(' ');
    })
    .join('\n');

/** SHA-256 of the files' bytes, in order, as hex. */
export async function fingerprint(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/**
 * Streams a source's files (CSV, workbook or Parquet), some rows at a time. Throws SourceError when a file is not of
 * that source.
 */
export async function* readTables(source: Source, reading: Reading): AsyncGenerator<TableRows> {
  for (const file of reading.files) {
    refuseNoTable(file, basename(file));
    const tables = isWorkbook(file)
      ? readSheets(source, file, reading)
      : isParquet(file)
        ? readParquet(source, file, reading)
        : readCsv(source, file, reading);
    for await (const table of tables) {
      refuseLongCells(table);
      reading.onRows(table.rows.length);
      yield table;
    }
  }
}

function refuseLongCells({ file, columns, rows }: TableRows): void {
  for (const { rowNumber, cells } of rows)
    for (let at = 0; at < cells.length; at += 1)
      if ((cells[at]?.length ?? 0) > LONGEST_CELL && columns[at])
        throw new SourceError(
          `${file}: row ${rowNumber} has ${cells[at]?.length.toLocaleString('en-US')} characters under ${columns[at]}; the desk reads up to ${LONGEST_CELL.toLocaleString('en-US')} in a cell. Is a quote not closed?`,
        );
}

/**
 * Yields the rows one by one, by column name. A cell's link comes as `<column>_link` if the source names that column.
 */
export async function* eachRow(source: Source, reading: Reading): AsyncGenerator<RawRow> {
  const harmless = harmlessOf(reading.seen);
  for await (const { file, sheet, columns, rows } of readTables(source, reading)) {
    for (const { rowNumber, cells, links } of rows) {
      const fields: Record<string, string> = {};
      columns.forEach((column, at) => {
        if (column === '') return;
        const text = cells[at] ?? '';
        fields[column] = harmless(text);
        if (fields[column] !== text) reading.seen.withheld += 1;
        const link = links?.get(at);
        if (link && source.columns.includes(`${column}_link`)) fields[`${column}_link`] = link;
      });
      yield { file, rowNumber, fields, ...(sheet === undefined ? {} : { sheet }) };
    }
  }
}

/** Of each import, what was looked at already: the files of a folder repeat each other. */
const looked = new WeakMap<Seen, (text: string) => string>();
function harmlessOf(seen: Seen): (text: string) => string {
  const known = looked.get(seen) ?? once(withoutPersons);
  looked.set(seen, known);
  return known;
}

/** Columns repeat their values: each is looked at once, up to so many. */
function once(read: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const value = known.get(text) ?? read(text);
    if (known.size < 50_000) known.set(text, value);
    return value;
  };
}

/** Rows of every sheet that has the source's header among its first lines. */
async function* readSheets(source: Source, file: string, { seen, onBytes }: Reading): AsyncGenerator<TableRows> {
  const name = basename(file);
  let sheet: string | undefined;
  let columns: string[] | undefined;
  const header = createHeaderSearch(source);
  let looked = 0;
  const { readXlsx } = await import('./read-xlsx.ts');
  for await (const some of readXlsx(file, onBytes)) {
    let rows = some;
    if (some[0]?.sheet !== sheet) {
      sheet = some[0]?.sheet;
      columns = undefined;
      looked = 0;
    }
    while (!columns && rows.length > 0) {
      looked += 1;
      if (looked > HEADER_WITHIN) break;
      const [row, ...others] = rows as [SheetRow, ...SheetRow[]];
      rows = others;
      columns = header.read(row, seen);
    }
    if (columns && rows.length > 0) yield { file: name, columns, rows, ...(sheet === undefined ? {} : { sheet }) };
  }
  header.refuseNone(name);
}

/** Looks for the row of a workbook that names the columns, and remembers which one came nearest to it. */
function createHeaderSearch(source: Source) {
  let nearest: { sheet: string; missing: string[] } | undefined;
  let found = false;
  return {
    /** The columns, when the row names all that are required. */
    read(row: SheetRow, seen: Seen): string[] | undefined {
      const named = columnsOf(source, row.cells);
      const missing = missingColumns(source, named);
      if (missing.length === 0) {
        found = true;
        noteColumns(seen, named, row.cells);
        return named;
      }
      if (missing.length < (nearest?.missing.length ?? Number.POSITIVE_INFINITY))
        nearest = { sheet: row.sheet, missing };
      return undefined;
    },
    /** Throws SourceError when no row of the file did. */
    refuseNone(name: string): void {
      if (found) return;
      throw new SourceError(
        nearest && nearest.missing.length < source.requiredColumns.length
          ? `${name} is not a file of the source ${source.id}: column ${nearest.missing.join(', ')} is missing on sheet "${nearest.sheet}".`
          : `${name} is not a file of the source ${source.id}: no sheet names the columns ${source.requiredColumns.join(', ')}.`,
      );
    },
  };
}
