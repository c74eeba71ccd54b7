import type { CellValue } from '../ice-detainers/cells.ts';
import { bits52 } from '../ice-detainers/content.ts';
import { AT, positionOf } from '../ice-detainers/fields.ts';
import { createNumberTable } from './number-table.ts';

const FORM = positionOf('detainer_type');
const DAY_MS = 86_400_000;

/**
 * Finds likely copies. The publisher's `duplicate_drop_row` decides where a file has it. With the older mark
 * `duplicate_likely`, the first row of a day and identifier counts. In a file without a mark the publisher's rule of
 * August 2026 applies: of one identifier's rows that are no more than a day apart, the first of each form and facility
 * counts.
 */
export function createCopyFinder() {
  const met = createNumberTable();
  const episodes = createEpisodes();
  return {
    /** True for a copy that shows at once; others come from `late`. */
    isCopy(row: CellValue[], columns: readonly string[], detainerId: number): boolean {
      if (columns.includes('duplicate_drop_row')) return String(row[AT.dropped]).toUpperCase() === 'TRUE';
      const key = row[AT.copy] as number | null;
      if (key === null) return false;
      if (!columns.includes('duplicate_likely')) {
        episodes.add(row, detainerId);
        return false;
      }
      if (met.has(key)) return true;
      met.add(key);
      return false;
    },
    /** Row ids of the copies that only the whole file shows. */
    late: (): number[] => episodes.findCopies(),
  };
}

/** Rows with an identifier: typed arrays, since a release has hundreds of thousands of them. */
function createEpisodes() {
  let size = 1024;
  let people = new Float64Array(size);
  let days = new Int32Array(size);
  let kinds = new Int32Array(size);
  let ids = new Int32Array(size);
  let count = 0;
  const known = new Map<string, number>();
  const grow = () => {
    size *= 2;
    const grown = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    people = grown(people, new Float64Array(size));
    days = grown(days, new Int32Array(size));
    kinds = grown(kinds, new Int32Array(size));
    ids = grown(ids, new Int32Array(size));
  };
  return {
    add(row: CellValue[], detainerId: number): void {
      if (count === size) grow();
      const kind = `${row[FORM]}\u0001${row[AT.facilityId]}`;
      if (!known.has(kind)) known.set(kind, known.size);
      people[count] = bits52(String(row[AT.identifier]));
      days[count] = Date.parse(`${row[AT.preparedOn]}T00:00:00Z`) / DAY_MS;
      kinds[count] = known.get(kind) as number;
      ids[count] = detainerId;
      count += 1;
    },
    findCopies(): number[] {
      const order = Int32Array.from({ length: count }, (_, at) => at).sort(
        (a, b) => (people[a] as number) - (people[b] as number) || (days[a] as number) - (days[b] as number) || a - b,
      );
      const copies: number[] = [];
      let met = new Set<number>();
      for (let at = 0; at < count; at += 1) {
        const [row, before] = [order[at] as number, order[at - 1]];
        const isSameEpisode =
          before !== undefined &&
          people[before] === people[row] &&
          (days[row] as number) - (days[before] as number) <= 1;
        if (!isSameEpisode) met = new Set();
        if (met.has(kinds[row] as number)) copies.push(ids[row] as number);
        met.add(kinds[row] as number);
      }
      return copies;
    },
  };
}
