import { isAscii, isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { SourceError } from '../../errors.ts';
import { shownFileName } from '../../rules/private-text.ts';
import type { Reading } from '../source.ts';
import { firstBytes } from './first-bytes.ts';

const PIECE = 2 ** 19;
const HEAD = 2 ** 16;
const NEWLINE = 10;
const RETURN = 13;
/** No line is longer; a longer one is passed on in parts. */
const LONGEST_LINE = 2 ** 22;
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * A text file as UTF-8, in pieces of whole lines that end with a newline. Reads UTF-8, UTF-16 with its mark, and
 * Windows-1252, which is noted; and files whose lines end with a carriage return alone. Throws SourceError for a file
 * that is no text, or mixes encodings.
 */
export async function* readTextPieces(
  file: string,
  name: string,
  { seen, onBytes }: Pick<Reading, 'seen' | 'onBytes'>,
): AsyncGenerator<Buffer> {
  const head = firstBytes(file, HEAD);
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : '';
  if (utf16 === '' && head.includes(0)) throw new SourceError(`${name} is not text. A CSV file in UTF-8 was expected.`);
  const pieces = utf16 === '' ? readPieces(file, onBytes) : decode(file, utf16, onBytes);
  const text = utf16 === '' ? head : Buffer.from(new TextDecoder(utf16).decode(head));
  const toUtf8 = createToUtf8(name, seen.notes);
  for await (const lines of wholeLines(pieces, text.includes(RETURN) && !text.includes(NEWLINE))) yield toUtf8(lines);
}

async function* readPieces(file: string, onBytes: Reading['onBytes']): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const piece of createReadStream(file, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    onBytes(piece.length);
    yield isFirst && piece.subarray(0, 3).equals(MARK) ? piece.subarray(3) : piece;
    isFirst = false;
  }
}

async function* decode(file: string, encoding: string, onBytes: Reading['onBytes']): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of createReadStream(file, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
    onBytes(piece.length);
    yield Buffer.from(decoder.decode(piece, { stream: true }));
  }
}

/** Cuts pieces at the ends of lines, so that no letter of several bytes is cut. */
async function* wholeLines(pieces: AsyncIterable<Buffer>, endsWithReturn: boolean): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece;
    if (endsWithReturn) {
      let at = bytes.indexOf(RETURN);
      for (; at >= 0; at = bytes.indexOf(RETURN, at + 1)) bytes[at] = NEWLINE;
    }
    const end = bytes.lastIndexOf(NEWLINE) + 1;
    rest = bytes.subarray(end);
    if (end > 0) yield bytes.subarray(0, end);
    if (rest.length <= LONGEST_LINE) continue;
    yield rest;
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0) yield rest;
}

/** Turns whole lines into UTF-8. What is no UTF-8 is taken for Windows-1252, which older spreadsheets write. */
function createToUtf8(name: string, notes: Set<string>): (lines: Buffer) => Buffer {
  const decoder = new TextDecoder('windows-1252');
  let encoding: 'ascii' | 'utf-8' | 'windows-1252' = 'ascii';
  return (lines) => {
    if (isAscii(lines)) return lines;
    const found = isUtf8(lines) ? 'utf-8' : 'windows-1252';
    if (encoding !== 'ascii' && encoding !== found)
      throw new SourceError(
        `${name} mixes two encodings, UTF-8 and Windows-1252, so that some letters would come out wrong. Save it again as "CSV UTF-8".`,
      );
    encoding = found;
    if (found === 'utf-8') return lines;
    notes.add(
      `${shownFileName(name)} is not in UTF-8: it was read as Windows-1252. Look at letters with accents, or save it as "CSV UTF-8".`,
    );
    return Buffer.from(decoder.decode(lines));
  };
}
