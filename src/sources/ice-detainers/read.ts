import { readTables } from '../files/read-table.ts';
import type { Reading } from '../source.ts';
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
  for await (const table of readTables(iceDetainers, reading)) {
    const read = detainerReader(table, reading.seen, loaded);
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
