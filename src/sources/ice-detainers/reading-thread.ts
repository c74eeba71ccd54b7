import { parentPort, workerData } from 'node:worker_threads';
import { SourceError } from '../../errors.ts';
import { BadRow, type Seen } from '../source.ts';
import type { CellValue } from './cells.ts';
import { createPacker, type Packed } from './pack.ts';
import { readDetainers } from './read.ts';

/** A message from the thread: some rows with what was found while reading them, or how the reading ended. */
export type FromThread =
  | { kind: 'rows'; packed: Packed; read: number; bytes: number; rejected: [number, string][] }
  | { kind: 'end'; seen: Seen }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; message: string };

/** Rows per message. A workbook yields dozens at a time, and each message has a cost. */
const AT_ONCE = 1000;
/** Messages that may wait unread: the reader must not run ahead and fill the memory. */
const AHEAD = 4;

async function read(files: string[]): Promise<void> {
  const pack = createPacker();
  let waiting = 0;
  let go = () => {};
  parentPort?.on('message', () => {
    waiting -= 1;
    go();
  });
  const seen: Seen = { absent: [], withheld: 0 };
  let progress = { read: 0, bytes: 0, rejected: [] as [number, string][] };
  const rows = readDetainers({
    files,
    seen,
    onRows: (count) => {
      progress.read += count;
    },
    onBytes: (count) => {
      progress.bytes += count;
    },
    reject(rowNumber, cause) {
      if (!(cause instanceof BadRow)) throw cause;
      progress.rejected.push([rowNumber, cause.message]);
    },
  });
  const send = async (some: CellValue[][]) => {
    const packed = pack(some);
    post({ kind: 'rows', packed, ...progress }, [packed.numbers.buffer as ArrayBuffer]);
    progress = { read: 0, bytes: 0, rejected: [] };
    waiting += 1;
    while (waiting >= AHEAD)
      await new Promise<void>((resolve) => {
        go = resolve;
      });
  };
  let some: CellValue[][] = [];
  for await (const few of rows) {
    for (const row of few) some.push(row);
    if (some.length < AT_ONCE) continue;
    await send(some);
    some = [];
  }
  await send(some);
  post({ kind: 'end', seen });
}

const post = (message: FromThread, moved: ArrayBuffer[] = []) => parentPort?.postMessage(message, moved);

read((workerData as { files: string[] }).files)
  .catch((cause: unknown) =>
    post({
      kind: cause instanceof SourceError ? 'refused' : 'failed',
      message: cause instanceof Error ? cause.message : String(cause),
    }),
  )
  .finally(() => parentPort?.close());
