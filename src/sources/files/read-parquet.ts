import { basename } from 'node:path';
import type { FileMetaData } from 'hyparquet';
import { SourceError } from '../../errors.ts';
import type { Reading, Source, TableRow, TableRows } from '../source.ts';
import { type CodedColumn, createColumn } from './column-codes.ts';
import { columnsOf, missingColumns, noteColumns } from './columns.ts';
import { openSlices } from './file-slices.ts';
import { firstBytes } from './first-bytes.ts';

const PIECE = 1000;
/**
 * Rows that are decoded at once of a column of long values: all of them would take the memory of the rest. A column of few
 * values is one page, which would be decoded again for each slice: it is read whole.
 */
const SLICE = 100_000;
/** Bytes of a value on the average, up to which a column is read whole. */
const SMALL = 8;
/** Cells of a row group, which is held in memory at once, at two bytes or so: six times the largest release. */
const MOST_CELLS = 200_000_000;

/** True when a file starts like Parquet. */
export const isParquet = (path: string): boolean => firstBytes(path, 4).toString('latin1') === 'PAR1';

/**
 * Streams the rows of a Parquet file, with only the columns that the source names. A row group, which may be the whole
 * file, is read column by column into codes. The packages are optional: throws SourceError with what to install when
 * they are missing.
 */
export async function* readParquet(
  source: Source,
  path: string,
  { seen, onBytes }: Reading,
): AsyncGenerator<TableRows> {
  const file = basename(path);
  const { parquetMetadataAsync, parquetRead, parquetSchema, compressors } = await reader(file);
  const buffer = openSlices(path);
  try {
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
      const packed = Number(group.total_compressed_size ?? buffer.byteLength / metadata.row_groups.length);
      const coded: CodedColumn[] = [];
      for (const name of wanted) {
        coded.push(await readColumn(parquetRead, { file: buffer, metadata, compressors }, name, group, start));
        onBytes(packed / wanted.length / 2);
      }
      for (let from = 0; from < count; from += PIECE) {
        const rows: TableRow[] = [];
        for (let at = from; at < Math.min(count, from + PIECE); at += 1)
          // Count as a spreadsheet does: the header is row 1.
          rows.push({ rowNumber: start + at + 2, cells: coded.map((column) => column.textAt(at)) });
        onBytes((packed / 2 / count) * rows.length);
        yield { file, columns, rows };
      }
      start += count;
    }
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new SourceError(`${file} cannot be read as Parquet: it is damaged or cut off (${reason.slice(0, 120)}).`);
  } finally {
    buffer.close();
  }
}

type Parquet = Awaited<ReturnType<typeof reader>>;
type Opened = Pick<Parameters<Parquet['parquetRead']>[0], 'file' | 'compressors'> & { metadata: FileMetaData };

/** Decodes a column of a row group, which begins at row `start` of the file, into codes. */
async function readColumn(
  parquetRead: Parquet['parquetRead'],
  opened: Opened,
  name: string,
  { columns, num_rows }: FileMetaData['row_groups'][number],
  start: number,
): Promise<CodedColumn> {
  const count = Number(num_rows);
  const column = createColumn(count);
  const described = columns.find(({ meta_data: of }) => of?.path_in_schema[0] === name)?.meta_data;
  const atOnce = Number(described?.total_uncompressed_size ?? 0) > count * SMALL ? SLICE : Math.max(1, count);
  for (let from = start; from < start + count; from += atOnce) {
    const to = Math.min(start + count, from + atOnce);
    const onChunk = (chunk: Chunk) => addChunk(column, chunk, from, to);
    await parquetRead({ ...opened, columns: [name], rowStart: from, rowEnd: to, onChunk });
  }
  if (column.count() !== count) throw new Error('a column has fewer rows than the file says');
  return column;
}

interface Chunk {
  columnData: ArrayLike<unknown>;
  rowStart: number;
}

/** Adds the rows of a chunk that lie between two others. */
function addChunk(column: CodedColumn, { columnData, rowStart }: Chunk, from: number, to: number): void {
  column.add(columnData, Math.max(0, from - rowStart), Math.min(columnData.length, Math.max(0, to - rowStart)));
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
