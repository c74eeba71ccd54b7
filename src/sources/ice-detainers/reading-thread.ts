import { parentPort, workerData } from 'node:worker_threads';
import { SourceError } from '../../errors.ts';
import { BadRow, type Seen } from '../source.ts';
import { createPacker, type Packed } from './pack.ts';
import { readDetainers } from './read.ts';
import type { CellValue } from './schema.ts';

/** What the thread tells: some rows with what was met while reading them, or how it ended. */
export type FromThread =
  | { kind: 'rows'; packed: Packed; read: number; bytes: number; rejected: [number, string][] }
  | { kind: 'end'; seen: Seen }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; message: string };

/** Rows in a message; a workbook gives them by the dozen, and each message costs. */
const AT_ONCE = 1000;
/** Messages that may wait to be taken: the reader must not run ahead and fill the memory. */
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
  let told = { read: 0, bytes: 0, rejected: [] as [number, string][] };
  const rows = readDetainers({
    files,
    seen,
    onRows: (count) => {
      told.read += count;
    },
    onBytes: (count) => {
      told.bytes += count;
    },
    reject(rowNumber, cause) {
      if (!(cause instanceof BadRow)) throw cause;
      told.rejected.push([rowNumber, cause.message]);
    },
  });
  const send = async (some: CellValue[][]) => {
    const packed = pack(some);
    tell({ kind: 'rows', packed, ...told }, [packed.numbers.buffer as ArrayBuffer]);
    told = { read: 0, bytes: 0, rejected: [] };
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
  tell({ kind: 'end', seen });
}

const tell = (message: FromThread, moved: ArrayBuffer[] = []) => parentPort?.postMessage(message, moved);

read((workerData as { files: string[] }).files)
  .catch((cause: unknown) =>
    tell({
      kind: cause instanceof SourceError ? 'refused' : 'failed',
      message: cause instanceof Error ? cause.message : String(cause),
    }),
  )
  .finally(() => parentPort?.close());
