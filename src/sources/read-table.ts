import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { SourceError } from '../errors.ts';
import { columnsOf, missingColumns } from './columns.ts';
import { readCsv } from './read-csv.ts';
import { isWorkbook, readXlsx } from './read-xlsx.ts';
import type { RawRow, Source } from './source.ts';

/** A header may stand below a title: ICE puts six lines above it. */
const HEADER_WITHIN = 30;

/** The files that a path names: the file, or the .csv and .xlsx files of the folder in name order. Throws SourceError. */
export function tableFiles(path: string): string[] {
  if (!existsSync(path)) throw new SourceError(`There is no file or folder ${path}. Check the path.`);
  if (!statSync(path).isDirectory()) return [path];
  const files = readdirSync(path)
    .filter((name) => /\.(csv|xlsx)$/i.test(name) && !name.startsWith('~$'))
    .sort()
    .map((name) => join(path, name));
  if (files.length === 0) throw new SourceError(`The folder ${path} has no .csv or .xlsx file.`);
  return files;
}

/** SHA-256 over the files' bytes, in order, hex. */
export async function fingerprint(files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}

/** Streams the rows of a source's file, CSV or workbook, by column name. Throws SourceError when it is not that source. */
export async function* readTable(source: Source, file: string, seen: { absent: string[] }): AsyncGenerator<RawRow> {
  if (isWorkbook(file)) yield* readSheets(source, file, seen);
  else yield* readCsv(source, file, seen);
}

/**
 * Rows of every sheet that has the source's header somewhere in its first lines. A cell's link comes as `<column>_link`
 * where the source names that column.
 */
async function* readSheets(source: Source, file: string, seen: { absent: string[] }): AsyncGenerator<RawRow> {
  const name = basename(file);
  let sheet: string | undefined;
  let columns: string[] | undefined;
  let nearest: { sheet: string; missing: string[] } | undefined;
  let looked = 0;
  let found = false;
  for await (const row of readXlsx(file)) {
    if (row.sheet !== sheet) {
      sheet = row.sheet;
      columns = undefined;
      looked = 0;
    }
    if (!columns) {
      looked += 1;
      if (looked > HEADER_WITHIN) continue;
      const named = columnsOf(source, row.cells);
      const missing = missingColumns(source, named);
      if (missing.length > 0) {
        if (missing.length < (nearest?.missing.length ?? Number.POSITIVE_INFINITY)) nearest = { sheet, missing };
        continue;
      }
      columns = named;
      found = true;
      seen.absent = source.columns.filter((column) => !named.includes(column) && !column.endsWith('_link'));
      continue;
    }
    const fields: Record<string, string> = {};
    columns.forEach((column, at) => {
      if (column) fields[column] = row.cells[at] ?? '';
      const link = row.links.get(at);
      if (link && source.columns.includes(`${column}_link`)) fields[`${column}_link`] = link;
    });
    yield { file: name, sheet: row.sheet, rowNumber: row.rowNumber, fields };
  }
  if (found) return;
  throw new SourceError(
    nearest && nearest.missing.length < source.requiredColumns.length
      ? `${name} is not a file of the source ${source.id}: column ${nearest.missing.join(', ')} is missing on sheet "${nearest.sheet}".`
      : `${name} is not a file of the source ${source.id}: no sheet names the columns ${source.requiredColumns.join(', ')}.`,
  );
}
