import { basename } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { SourceError } from '../../errors.ts';
import type { Reading, Source, TableRow, TableRows } from '../source.ts';
import { columnsOf, missingColumns, noteColumns } from './columns.ts';
import { firstBytes } from './first-bytes.ts';

const PIECE = 1000;
/** The number of cells in a row group, which is held in memory at once: 8 bytes each, plus their texts. */
const MOST_CELLS = (0.25 * Math.min(getHeapStatistics().heap_size_limit, 2 ** 30)) / 8;

/** True when a file starts like Parquet. */
export const isParquet = (path: string): boolean => firstBytes(path, 4).toString('latin1') === 'PAR1';

/**
 * Streams the rows of a Parquet file, one row group at a time, with only the columns that the source names. Memory
 * grows with the row groups of the file. The packages are optional: throws SourceError with what to install when they
 * are missing.
 */
export async function* readParquet(
  source: Source,
  path: string,
  { seen, onBytes }: Reading,
): AsyncGenerator<TableRows> {
  const file = basename(path);
  const { asyncBufferFromFile, parquetMetadataAsync, parquetRead, parquetSchema, compressors } = await reader(file);
  try {
    const buffer = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(buffer);
    const written = parquetSchema(metadata).children.map(({ element }) => element.name);
    const named = columnsOf(source, written);
    const missing = missingColumns(source, named);
    if (missing.length > 0)
      throw new SourceError(
        `${file} is not a file of the source ${source.id}: column ${missing.join(', ')} is missing.`,
      );
    noteColumns(seen, named, written);
    const wanted = written.filter((_, at) => named[at] !== '');
    const columns = named.filter((name) => name !== '');
    let start = 0;
    for (const group of metadata.row_groups) {
      const count = Number(group.num_rows);
      if (!(count >= 0 && count * wanted.length <= MOST_CELLS))
        throw new SourceError(
          `${file} has a row group of ${count.toLocaleString('en-US')} rows, more than the desk takes into memory. Write it with smaller row groups, or save it as CSV.`,
        );
      const values = new Map(wanted.map((name) => [name, new Array<unknown>(count)]));
      await parquetRead({
        file: buffer,
        metadata,
        columns: wanted,
        rowStart: start,
        rowEnd: start + count,
        compressors,
        onChunk({ columnName, columnData, rowStart }) {
          const column = values.get(columnName);
          for (let at = 0; at < columnData.length; at += 1) if (column) column[rowStart - start + at] = columnData[at];
        },
      });
      onBytes(Number(group.total_compressed_size ?? buffer.byteLength / metadata.row_groups.length));
      for (let from = 0; from < count; from += PIECE) {
        const rows: TableRow[] = [];
        for (let at = from; at < Math.min(count, from + PIECE); at += 1)
          // Count as a spreadsheet does: the header is row 1.
          rows.push({ rowNumber: start + at + 2, cells: wanted.map((name) => textOf(values.get(name)?.[at])) });
        yield { file, columns, rows };
      }
      start += count;
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError(`${file} cannot be read as Parquet: it is damaged or cut off (${reason.slice(0, 120)}).`);
  }
}

async function reader(file: string) {
  try {
    const [parquet, { compressors }] = await Promise.all([import('hyparquet'), import('hyparquet-compressors')]);
    return { ...parquet, compressors };
  } catch {
    throw new SourceError(
      `${file} is a Parquet file, and the optional packages that read it are not installed. Run: npm install --include=optional, or save the file as CSV.`,
    );
  }
}

/** A value as cell text: dates and instants as ISO, booleans as R writes them, null as ''. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}
