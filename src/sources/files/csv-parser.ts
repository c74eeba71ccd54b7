import { SourceError } from '../../errors.ts';

const QUOTE = 34;
const NEWLINE = 10;
const RETURN = 13;
const SLOTS = 2 ** 14;
const LONGEST_KNOWN = 80;

/** Whole records parsed from the front of some bytes, and where the rest begins. */
export interface ParsedChunk {
  records: string[][];
  rest: number;
  /** What is wrong with the record after those. */
  problem?: string;
}

/**
 * Parses CSV (RFC 4180, UTF-8, either line end, any separator of one byte) into records. A release repeats a few thousand values millions of
 * times, and making strings took most of the time of a large file, so recent values are reused. `wants` marks the
 * columns whose text is needed; the others come as ''.
 */
export function createCsvParser(separator = ','): (bytes: Buffer, isLast: boolean, wants?: boolean[]) => ParsedChunk {
  const textOf = createTexts();
  const COMMA = separator.charCodeAt(0);
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one loop without calls, since each byte of 290 MB goes through it
  return (bytes, isLast, wants) => {
    const records: string[][] = [];
    const end = bytes.length;
    let rest = 0;
    let at = 0;
    while (at < end) {
      const cells: string[] = [];
      let byte = COMMA;
      while (byte === COMMA) {
        const wanted = wants === undefined || wants[cells.length] === true;
        let from = at;
        let to = at;
        let hash = 0;
        let doubled = false;
        if (at < end && bytes[at] === QUOTE) {
          from += 1;
          at += 1;
          for (;;) {
            while (at < end) {
              byte = bytes[at] as number;
              if (byte === QUOTE) break;
              hash = (Math.imul(hash, 31) + byte) | 0;
              at += 1;
            }
            // A quote at the end of the piece may be the first half of a doubled one.
            if (at >= end || (at + 1 === end && !isLast))
              return { records, rest, ...(isLast ? { problem: OPEN } : {}) };
            if (at + 1 === end || bytes[at + 1] !== QUOTE) break;
            doubled = true;
            at += 2;
          }
          to = at;
          at += 1;
          if (at < end && bytes[at] === RETURN && (at + 1 === end || bytes[at + 1] === NEWLINE)) at += 1;
          if (at < end && bytes[at] !== COMMA && bytes[at] !== NEWLINE) return { records, rest, problem: AFTER };
        } else {
          while (at < end) {
            byte = bytes[at] as number;
            if (byte === COMMA || byte === NEWLINE) break;
            hash = (Math.imul(hash, 31) + byte) | 0;
            at += 1;
          }
          to = at;
          if (to > from && bytes[to - 1] === RETURN && (at === end || byte === NEWLINE)) {
            to -= 1;
            hash = -1;
          }
        }
        if (at >= end && !isLast) return { records, rest };
        if (!wanted) cells.push('');
        else if (doubled) cells.push(bytes.toString('utf8', from, to).replaceAll('""', '"'));
        else cells.push(textOf(bytes, from, to, hash));
        byte = at < end ? (bytes[at] as number) : NEWLINE;
        at += 1;
      }
      records.push(cells);
      rest = Math.min(at, end);
    }
    return { records, rest };
  };
}

/** The records of a small CSV text, a byte order mark left out. Throws SourceError where its quoting is broken. */
export function parseCsv(text: string): string[][] {
  const { records, problem } = createCsvParser()(Buffer.from(text.replace(/^\uFEFF/, '')), true);
  if (problem) throw new SourceError(`row ${records.length + 1} ${problem}`);
  return records;
}

/** The same with the header's names as keys; a cell that is missing is ''. */
export function parseCsvRows(text: string): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])));
}

const OPEN = 'has a quote that is not closed';
const AFTER = 'has text after a closing quote; a quote inside a cell is written twice';

/** Interns the texts of bytes, by a hash of the bytes and by the bytes themselves. */
function createTexts() {
  const short = new Array<string | undefined>(2 ** 17);
  const met = new Array<{ hash: number; bytes: Buffer; text: string } | undefined>(SLOTS);
  // Intern a value when it appears for the second time, so that row numbers and identifiers do not evict the others.
  const once = new Int32Array(SLOTS);
  return (bytes: Buffer, from: number, to: number, hash: number): string => {
    const length = to - from;
    if (length === 0) return '';
    if (length <= 2) {
      const key =
        length === 1 ? (bytes[from] as number) : 2 ** 16 + (bytes[from] as number) * 256 + (bytes[from + 1] as number);
      const known = short[key];
      if (known !== undefined) return known;
      const text = bytes.toString('utf8', from, to);
      short[key] = text;
      return text;
    }
    const slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
    const found = met[slot];
    if (found !== undefined && found.hash === hash && isSame(found.bytes, bytes, from, length)) return found.text;
    const text = bytes.toString('utf8', from, to);
    if (once[slot] === hash && length <= LONGEST_KNOWN)
      met[slot] = { hash, bytes: Buffer.from(bytes.subarray(from, to)), text };
    once[slot] = hash;
    return text;
  };
}

function isSame(known: Buffer, bytes: Buffer, from: number, length: number): boolean {
  if (known.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (known[at] !== bytes[from + at]) return false;
  return true;
}
