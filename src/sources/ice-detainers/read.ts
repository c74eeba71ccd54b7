import { readTables } from '../files/read-table.ts';
import type { Reading } from '../source.ts';
import type { CellValue } from './cells.ts';
import { iceDetainers } from './index.ts';
import { detainerReader } from './schema.ts';

/** The usable rows of a release's files, some at a time, in the layout of schema.ts. The others are rejected. */
export async function* readDetainers(reading: Reading): AsyncGenerator<CellValue[][]> {
  for await (const table of readTables(iceDetainers, reading)) {
    const read = detainerReader(table, reading.seen);
    const rows: CellValue[][] = [];
    for (const raw of table.rows) {
      try {
        rows.push(read(raw));
      } catch (cause) {
        reading.reject(raw.rowNumber, cause);
      }
    }
    yield rows;
  }
}
