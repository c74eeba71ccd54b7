/** A column of a table in little memory: the text of each row's cell. */
export interface CodedColumn {
  /** Adds values in the order of the rows. */
  add(values: ArrayLike<unknown>, from: number, to: number): void;
  /** How many rows it has. */
  count(): number;
  textAt(row: number): string;
}

const MOST_SMALL = 2 ** 8;
/** Distinct values that a code of two bytes can tell apart. */
const MOST_CODES = 2 ** 16;

/**
 * Codes the values of a column: each distinct value is turned into a text once. A column of values that differ from row
 * to row (identifiers, row numbers) is kept as the bytes of its texts.
 */
export function createColumn(rows: number): CodedColumn {
  let codes: Uint8Array | Uint16Array = new Uint8Array(rows);
  let bytes: TextColumn | undefined;
  const known = new Map<unknown, number>();
  let texts: string[] = [];
  let count = 0;
  const newCode = (key: unknown, value: unknown): number => {
    if (texts.length === MOST_SMALL) codes = Uint16Array.from(codes);
    known.set(key, texts.length);
    return texts.push(textOf(value)) - 1;
  };
  const keepTexts = (): TextColumn => {
    const kept = createTexts(rows);
    for (let row = 0; row < count; row += 1) kept.add(texts[codes[row] as number] as string);
    known.clear();
    texts = [];
    codes = new Uint8Array(0);
    return kept;
  };
  return {
    add(values, from, to) {
      for (let at = from; at < to; at += 1) {
        const value = values[at];
        // Two dates of a day are two objects.
        const key = value instanceof Date ? value.getTime() : value;
        if (bytes === undefined && texts.length === MOST_CODES && !known.has(key)) bytes = keepTexts();
        if (bytes) bytes.add(textOf(value));
        else {
          // First the code: a new one may replace the array.
          const code = known.get(key) ?? newCode(key, value);
          codes[count] = code;
        }
        count += 1;
      }
    },
    count: () => count,
    textAt: (row) => bytes?.textAt(row) ?? (texts[codes[row] as number] as string),
  };
}

type TextColumn = ReturnType<typeof createTexts>;

/** Texts as bytes, end by end. */
function createTexts(rows: number) {
  const ends = new Uint32Array(rows);
  let bytes = Buffer.allocUnsafeSlow(2 ** 16);
  let end = 0;
  let count = 0;
  return {
    add(text: string): void {
      if (end + text.length * 3 > bytes.length) {
        // At the first growth, enough for all rows if they are as long as those so far.
        const all = count === 0 ? 0 : Math.ceil((end / count) * rows * 1.02);
        bytes = Buffer.concat(
          [bytes.subarray(0, end)],
          Math.max(all, Math.ceil(bytes.length * 1.25), end + text.length * 3),
        );
      }
      end += bytes.write(text, end);
      ends[count] = end;
      count += 1;
    },
    textAt: (row: number): string => bytes.toString('utf8', row === 0 ? 0 : ends[row - 1], ends[row]),
  };
}

/** A value as cell text: dates and instants as ISO, booleans as R writes them, null as ''. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}
