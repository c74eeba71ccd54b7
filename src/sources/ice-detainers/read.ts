import { readTables } from '../files/read-table.ts';
import type { Reading, TableRows } from '../source.ts';
import type { CellValue } from './cells.ts';
import { iceDetainers } from './index.ts';
import { detainerReader } from './schema.ts';

/** Some rows of one file, in the layout of fields.ts, and the columns that the file has. */
export interface DetainerRows {
  columns: string[];
  rows: CellValue[][];
}

/** The compared columns of each earlier file that loaded rows come from. */
export type LoadedColumns = readonly (readonly string[])[];

/** The usable rows of a release's files, some at a time. The others are rejected. */
export async function* readDetainers(reading: Reading, loaded: LoadedColumns): AsyncGenerator<DetainerRows> {
  let last: { table: TableRows; read: ReturnType<typeof detainerReader> } | undefined;
  for await (const table of readTables(iceDetainers, reading)) {
    // A table comes in many pieces.
    if (!last || !isSameTable(last.table, table))
      last = { table: { ...table, rows: [] }, read: detainerReader(table, reading.seen, loaded) };
    const { read } = last;
    const rows: CellValue[][] = [];
    for (const raw of table.rows) {
      try {
        rows.push(read(raw));
      } catch (cause) {
        reading.reject(raw.rowNumber, cause);
      }
    }
    yield { columns: table.columns, rows };
  }
}

const isSameTable = (a: TableRows, b: TableRows): boolean =>
  a.file === b.file && a.sheet === b.sheet && a.columns === b.columns;
