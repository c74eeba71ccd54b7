import type { CellValue } from './cells.ts';
import { AT } from './fields.ts';

/** Rows in transit between two threads: most values are numbers into a dictionary that both sides keep. */
export interface Packed {
  /** True when the dictionary starts over. */
  restarted: boolean;
  /** Values new to the dictionary, in the order of their numbers. */
  fresh: CellValue[];
  numbers: Int32Array;
  /** Values that differ in nearly every row. */
  own: CellValue[];
  width: number;
}

const OWN = new Set<number>([AT.identifier, AT.rowNumber, AT.flags, AT.content, AT.reference, AT.copy]);
/** Behind the facility, each row has contents of its own. */
const isOwn = (at: number): boolean => OWN.has(at) || at > AT.facility + 3;
const MOST_KNOWN = 200_000;

/**
 * Packs rows. A release repeats a few thousand values, and copying their texts between threads takes longer than
 * reading them.
 */
export function createPacker(): (rows: CellValue[][]) => Packed {
  const known = new Map<CellValue, number>();
  return (rows) => {
    const restarted = known.size > MOST_KNOWN;
    if (restarted) known.clear();
    const width = rows[0]?.length ?? 0;
    const shared = Array.from({ length: width }, (_, at) => at).filter((at) => !isOwn(at)).length;
    const numbers = new Int32Array(rows.length * shared);
    const fresh: CellValue[] = [];
    const own: CellValue[] = [];
    let put = 0;
    for (const row of rows) {
      for (let at = 0; at < width; at += 1) {
        const value = row[at] as CellValue;
        if (isOwn(at)) {
          own.push(value);
          continue;
        }
        let number = known.get(value);
        if (number === undefined) {
          number = known.size;
          known.set(value, number);
          fresh.push(value);
        }
        numbers[put] = number;
        put += 1;
      }
    }
    return { restarted, fresh, numbers, own, width };
  };
}

/** Unpacks rows. */
export function createUnpacker(): (packed: Packed) => CellValue[][] {
  let known: CellValue[] = [];
  return ({ restarted, fresh, numbers, own, width }) => {
    if (restarted) known = [];
    for (const value of fresh) known.push(value);
    const rows: CellValue[][] = [];
    let taken = 0;
    let owned = 0;
    while (taken < numbers.length) {
      const row: CellValue[] = [];
      for (let at = 0; at < width; at += 1) {
        if (isOwn(at)) row.push(own[owned++] as CellValue);
        else row.push(known[numbers[taken++] as number] as CellValue);
      }
      rows.push(row);
    }
    return rows;
  };
}
