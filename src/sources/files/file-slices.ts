import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Byte ranges of a file, as the Parquet reader asks for them. Keeps the last one, which is asked for again and again. */
export function openSlices(path: string) {
  const handle = openSync(path, 'r');
  const { size } = fstatSync(handle);
  let last = { start: -1, end: -1, bytes: new ArrayBuffer(0) };
  return {
    byteLength: size,
    slice(start: number, end = size): ArrayBuffer {
      if (last.start === start && last.end === end) return last.bytes;
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      for (let at = 0; at < bytes.length; ) {
        const count = readSync(handle, bytes, at, bytes.length - at, start + at);
        if (count === 0) throw new Error('the file ends too early');
        at += count;
      }
      last = { start, end, bytes: bytes.buffer };
      return last.bytes;
    },
    close: () => closeSync(handle),
  };
}
