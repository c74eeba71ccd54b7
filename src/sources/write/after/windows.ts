import { AFTER } from '../../../rules/after-detainer.ts';
import { bits52 } from '../../ice-detainers/content.ts';

const DAY_MS = 86_400_000;
/** Says that nothing was found. */
const NONE = -(2 ** 15);

/** 'YYYY-MM-DD' as a number of days. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

/** A detainer, and the days to each kind of event; null where none was found. */
export interface Followed {
  detainerId: number;
  days: (number | null)[];
}

/**
 * The time after each detainer of a release, by person. An event counts for the last detainer whose time has begun: from the
 * day before it to half a year after, and never into the time of the person's next detainer. Identifiers are kept as hashes,
 * in typed arrays: a release has hundreds of thousands.
 */
export function createWindows(kinds: number) {
  let size = 1024;
  let people = new Float64Array(size);
  let days = new Int32Array(size);
  let ids = new Int32Array(size);
  let count = 0;
  let found: Int16Array[] = [];
  let matched = new Uint8Array(0);
  const grow = () => {
    size *= 2;
    const [oldPeople, oldDays, oldIds] = [people, days, ids];
    people = new Float64Array(size);
    days = new Int32Array(size);
    ids = new Int32Array(size);
    people.set(oldPeople);
    days.set(oldDays);
    ids.set(oldIds);
  };
  /** Where a person's detainers begin; -1 for nobody's. */
  const find = (person: number): number => {
    let [from, to] = [0, count];
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((people[middle] as number) < person) from = middle + 1;
      else to = middle;
    }
    return from < count && people[from] === person ? from : -1;
  };
  return {
    count: () => count,
    add(identifier: string, day: string, detainerId: number): void {
      if (count === size) grow();
      people[count] = bits52(identifier);
      days[count] = dayNumber(day);
      ids[count] = detainerId;
      count += 1;
    },
    /** Sorts them: run it once, before the first `note`. */
    close(): void {
      const order = Int32Array.from({ length: count }, (_, at) => at).sort(
        (a, b) => (people[a] as number) - (people[b] as number) || (days[a] as number) - (days[b] as number) || a - b,
      );
      people = Float64Array.from(order, (at) => people[at] as number);
      days = Int32Array.from(order, (at) => days[at] as number);
      ids = Int32Array.from(order, (at) => ids[at] as number);
      found = Array.from({ length: kinds }, () => new Int16Array(count).fill(NONE));
      matched = new Uint8Array(count);
    },
    /** Notes the days of a person's events, one for each kind. False for a person without a detainer. */
    note(identifier: string, events: readonly (number | null)[]): boolean {
      const first = find(bits52(identifier));
      if (first < 0) return false;
      matched[first] = 1;
      events.forEach((day, kind) => {
        if (day === null) return;
        let last = first - 1;
        while (last + 1 < count && people[last + 1] === people[first] && (days[last + 1] as number) + AFTER.from <= day)
          last += 1;
        const noted = found[kind] as Int16Array;
        // Two detainers of one day are followed by the same event.
        for (let at = last; at >= first && days[at] === days[last]; at -= 1) {
          const after = day - (days[at] as number);
          if (after <= AFTER.to && (noted[at] === NONE || after < (noted[at] as number))) noted[at] = after;
        }
      });
      return true;
    },
    /** How many people have a detainer, and how many of these had a row noted. */
    people(): { all: number; matched: number } {
      let [all, some] = [0, 0];
      for (let at = 0; at < count; at += 1) {
        if (at === 0 || people[at] !== people[at - 1]) all += 1;
        some += matched[at] as number;
      }
      return { all, matched: some };
    },
    *results(): Generator<Followed> {
      for (let at = 0; at < count; at += 1)
        yield {
          detainerId: ids[at] as number,
          days: found.map((noted) => (noted[at] === NONE ? null : (noted[at] as number))),
        };
    },
  };
}
