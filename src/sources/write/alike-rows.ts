import type { CellValue } from '../ice-detainers/cells.ts';
import { AT } from '../ice-detainers/fields.ts';
import { createNumberTable } from './number-table.ts';

/** Counts rows without an identifier that say the same in every column: nothing shows whether they are copies. */
export function createAlikeCounter() {
  const met = createNumberTable();
  const twice = createNumberTable();
  let alike = 0;
  return {
    add(row: CellValue[]): void {
      if (row[AT.identifier] !== null) return;
      const content = row[AT.content] as number;
      if (!met.has(content)) met.add(content);
      else if (twice.has(content)) alike += 1;
      else {
        alike += 2;
        twice.add(content);
      }
    },
    describe: (): string[] =>
      alike === 0
        ? []
        : [
            `${alike.toLocaleString('en-US')} rows without an identifier are like another row in every column that the desk reads; each is counted.`,
          ],
  };
}
