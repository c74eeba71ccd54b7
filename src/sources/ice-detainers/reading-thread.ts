import { parentPort, workerData } from 'node:worker_threads';
import { SourceError } from '../../errors.ts';
import { BadRow, nothingSeen, type Seen } from '../source.ts';
import type { CellValue } from './cells.ts';
import { createPacker, type Packed } from './pack.ts';
import { type LoadedColumns, readDetainers } from './read.ts';

/** A message from the thread: some rows with what was found while reading them, or how the reading ended. */
export type FromThread =
  | { kind: 'rows'; columns: string[]; packed: Packed; read: number; bytes: number; rejected: [number, string][] }
  | { kind: 'end'; seen: Seen }
  | { kind: 'refused'; message: string }
  | { kind: 'failed'; message: string };

/** Rows per message. A workbook yields dozens at a time, and each message has a cost. */
const AT_ONCE = 1000;
/** Messages that may wait unread: the reader must not run ahead and fill the memory. */
const AHEAD = 4;

/** What a thread is asked to read. */
export interface ThreadWork {
  files: string[];
  loaded: LoadedColumns;
}

async function read({ files, loaded }: ThreadWork): Promise<void> {
  const pack = createPacker();
  let waiting = 0;
  let go = () => {};
  parentPort?.on('message', () => {
    waiting -= 1;
    go();
  });
  const seen = nothingSeen();
  let progress = { read: 0, bytes: 0, rejected: [] as [number, string][] };
  const reading = {
    files,
    seen,
    onRows: (count: number) => {
      progress.read += count;
    },
    onBytes: (count: number) => {
      progress.bytes += count;
    },
    reject(rowNumber: number, cause: unknown) {
      if (!(cause instanceof BadRow)) throw cause;
      progress.rejected.push([rowNumber, cause.message]);
    },
  };
  const send = async (columns: string[], some: CellValue[][]) => {
    const packed = pack(some);
    post({ kind: 'rows', columns, packed, ...progress }, [packed.numbers.buffer as ArrayBuffer]);
    progress = { read: 0, bytes: 0, rejected: [] };
    waiting += 1;
    while (waiting >= AHEAD)
      await new Promise<void>((resolve) => {
        go = resolve;
      });
  };
  let some: CellValue[][] = [];
  let of: string[] = [];
  for await (const { columns, rows } of readDetainers(reading, loaded)) {
    if (some.length >= AT_ONCE || (some.length > 0 && columns.join() !== of.join())) {
      await send(of, some);
      some = [];
    }
    of = columns;
    for (const row of rows) some.push(row);
  }
  await send(of, some);
  post({ kind: 'end', seen });
}

const post = (message: FromThread, moved: ArrayBuffer[] = []) => parentPort?.postMessage(message, moved);

read(workerData as ThreadWork)
  .catch((cause: unknown) =>
    post({
      kind: cause instanceof SourceError ? 'refused' : 'failed',
      message: cause instanceof Error ? cause.message : String(cause),
    }),
  )
  .finally(() => parentPort?.close());
