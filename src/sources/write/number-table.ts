/** A table of whole numbers under 2 ** 53, in typed arrays: a release has hundreds of thousands of keys. */
export interface NumberTable {
  has(key: number): boolean;
  /** Adds a key with a value. A key may be present several times. */
  add(key: number, value?: number): void;
  /** Removes one entry of a key and returns its value; undefined when there is none left. */
  take(key: number): number | undefined;
}

const FREE = -1;
const TAKEN = -2;
const FULL = 0.75;

/** A hash table with open addressing, 12 bytes per slot. It doubles when it is nearly full. */
export function createNumberTable(expected = 0): NumberTable {
  let size = 2 ** Math.max(10, Math.ceil(Math.log2(expected / FULL + 1)));
  let keys = new Float64Array(size).fill(FREE);
  let values = new Int32Array(size);
  let used = 0;
  // Keys are hashes: their low bits are as good as any.
  const first = (key: number) => key % size;
  const put = (key: number, value: number) => {
    let at = first(key);
    while (keys[at] !== FREE) at = (at + 1) % size;
    keys[at] = key;
    values[at] = value;
    used += 1;
  };
  const grow = () => {
    const [oldKeys, oldValues] = [keys, values];
    size *= 2;
    used = 0;
    keys = new Float64Array(size).fill(FREE);
    values = new Int32Array(size);
    oldKeys.forEach((key, at) => {
      if (key >= 0) put(key, oldValues[at] as number);
    });
  };
  const find = (key: number): number => {
    let at = first(key);
    while (keys[at] !== FREE) {
      if (keys[at] === key) return at;
      at = (at + 1) % size;
    }
    return -1;
  };
  return {
    has: (key) => find(key) >= 0,
    add(key, value = 0) {
      if (used > size * FULL) grow();
      put(key, value);
    },
    take(key) {
      const at = find(key);
      if (at < 0) return undefined;
      keys[at] = TAKEN;
      return values[at];
    },
  };
}
