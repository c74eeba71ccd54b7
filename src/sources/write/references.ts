import { referenceNumber, showReference } from '../../rules/reference.ts';
import type { CellValue } from '../ice-detainers/cells.ts';
import { naturalKey } from '../ice-detainers/content.ts';
import { AT } from '../ice-detainers/fields.ts';
import type { NumberTable } from './number-table.ts';

/** Gives each row the next free reference of its natural key: two rows with one key count up. */
export function createReferences(taken: NumberTable): (row: CellValue[]) => string {
  const next = new Map<string, number>();
  return (row) => {
    let number = row[AT.reference] as number;
    if (taken.has(number)) {
      const key = naturalKey(row);
      let ordinal = next.get(key) ?? 0;
      do {
        ordinal += 1;
        number = referenceNumber(key, ordinal);
      } while (taken.has(number));
      next.set(key, ordinal);
    }
    taken.add(number);
    return showReference(number);
  };
}
