import { basename } from 'node:path';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type yauzl from 'yauzl';
import { SourceError } from '../../errors.ts';
import { firstBytes } from './first-bytes.ts';

/** Limits against zip bombs: unpacked bytes, growth over the file's size (real sheets: 8 to 60 times), entries. */
const MOST_UNPACKED = 4 * 2 ** 30;
const MOST_TIMES = 200;
const NEVER_A_BOMB = 64 * 2 ** 20;
const MOST_ENTRIES = 5000;

/** True when a file starts like a workbook: a zip archive, or the container of old and of protected ones. */
export const isWorkbook = (path: string): boolean => isZip(path) || isContainer(path);

const isZip = (path: string) => firstBytes(path, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]));

const isContainer = (path: string) =>
  firstBytes(path, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));

/** Throws SourceError for an .xls file, a protected workbook, or anything else that is not a workbook. */
export function refuseOldWorkbook(path: string): void {
  if (isContainer(path))
    throw new SourceError(
      `${basename(path)} is protected by a password, or is an old .xls workbook. Open it, remove the password, and save it as .xlsx.`,
    );
  if (!isZip(path)) throw new SourceError(`${basename(path)} is not an .xlsx workbook: it does not start like one.`);
}

/** Opens an archive. Throws SourceError when it is damaged. */
export async function openZip(file: string): Promise<yauzl.ZipFile> {
  const { default: yauzl } = await import('yauzl');
  return new Promise((resolve, reject) => {
    yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (error || !zip)
        reject(
          new SourceError(
            `${basename(file)} cannot be read as a workbook: it is damaged or cut off (${reason(error)}).`,
          ),
        );
      else resolve(zip);
    });
  });
}

/** The parts of an archive by name. Throws SourceError when they would unpack to more than a workbook does. */
export function listEntries(zip: yauzl.ZipFile, file: string, size: number): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    let unpacked = 0;
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: yauzl.Entry) => {
      unpacked += entry.uncompressedSize;
      entries.set(entry.fileName.replace(/^\//, ''), entry);
      if (unpacked > MOST_UNPACKED || entries.size > MOST_ENTRIES)
        reject(
          new SourceError(`${file} unpacks to more than the desk reads (${entries.size} parts); nothing was loaded.`),
        );
      else if (unpacked > Math.max(NEVER_A_BOMB, size * MOST_TIMES))
        reject(
          new SourceError(
            `${file} unpacks to more than ${MOST_TIMES} times its size, which real workbooks do not. Nothing was loaded. If it is a real one, save it as CSV.`,
          ),
        );
      else zip.readEntry();
    });
    zip.readEntry();
  });
}

/**
 * Opens a part as an unpacked stream. Throws SourceError when it is missing; the stream fails when it is larger than
 * declared.
 */
export async function openEntry(
  zip: yauzl.ZipFile,
  entries: Map<string, yauzl.Entry>,
  name: string,
  file: string,
): Promise<Readable> {
  const entry = entries.get(name);
  if (!entry) throw new SourceError(`${file} is not a complete workbook: ${name} is missing.`);
  const packed = await new Promise<Readable>((resolve, reject) => {
    const isDeflated = entry.compressionMethod === 8;
    const options = isDeflated ? { decompress: false } : {};
    zip.openReadStream(entry, options as yauzl.ZipFileOptions, (error, stream) =>
      error || !stream ? reject(error) : resolve(stream),
    );
  });
  if (entry.compressionMethod !== 8) return packed;
  // yauzl unpacks 16 KB at a time, which takes a tenth of the time of a large sheet. It would check the size, so we do.
  let left = entry.uncompressedSize;
  const check = new Transform({
    transform(piece: Buffer, _, done) {
      left -= piece.length;
      done(left < 0 ? new Error('a part is longer than the file says') : null, piece);
    },
    flush: (done) => done(left > 0 ? new Error('a part is shorter than the file says') : null),
  });
  // Failures reach the reader of the last stream.
  return pipeline(packed, createInflateRaw({ chunkSize: UNPACK_BYTES }), check, () => {});
}

const UNPACK_BYTES = 2 ** 18;

/** An error's message, shortened. */
export const reason = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : 'unknown reason').slice(0, 120);
