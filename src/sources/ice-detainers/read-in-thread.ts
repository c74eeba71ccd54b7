import { on } from 'node:events';
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { SourceError } from '../../errors.ts';
import { isParquet } from '../files/read-parquet.ts';
import { BadRow, type Reading } from '../source.ts';
import { createUnpacker } from './pack.ts';
import { type DetainerRows, type LoadedColumns, readDetainers } from './read.ts';
import type { FromThread, ThreadWork } from './reading-thread.ts';

/** For a smaller file, starting a thread takes longer than it saves. */
const WORTH_A_THREAD = 16 * 2 ** 20;
/** Lower for Parquet: it packs far more into a byte, and a thread has more memory. */
const PARQUET_WORTH_A_THREAD = 2 ** 20;

/** Reads rows as `readDetainers` does. Large files are read in their own thread, while SQLite writes in this one. */
export function readRelease(reading: Reading, loaded: LoadedColumns): AsyncIterable<DetainerRows> {
  const bytes = reading.files.reduce((sum, file) => sum + statSync(file).size, 0);
  const worth = reading.files.some(isParquet) ? PARQUET_WORTH_A_THREAD : WORTH_A_THREAD;
  return bytes < worth ? readDetainers(reading, loaded) : readInThread(reading, loaded);
}

async function* readInThread(
  { files, seen, onBytes, onRows, reject }: Reading,
  loaded: LoadedColumns,
): AsyncGenerator<DetainerRows> {
  const thread = new Worker(new URL('./reading-thread.js', import.meta.url), {
    workerData: { files, loaded } satisfies ThreadWork,
    // Cells live briefly: a larger young generation saves collections, within 300 MB in all. A workbook's shared
    // strings stay; the columns of a Parquet file stay outside the heap.
    resourceLimits: files.some(isParquet)
      ? { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 256 }
      : { maxYoungGenerationSizeMb: 96, maxOldGenerationSizeMb: 1024 },
  });
  const unpack = createUnpacker();
  try {
    for await (const [message] of on(thread, 'message') as AsyncIterable<[FromThread]>) {
      if (message.kind === 'refused') throw new SourceError(message.message);
      if (message.kind === 'failed') throw new Error(message.message);
      if (message.kind === 'end') {
        for (const name of ['columns', 'unread', 'notes'] as const)
          for (const each of message.seen[name]) seen[name].add(each);
        seen.withheld += message.seen.withheld;
        seen.shortened += message.seen.shortened;
        return;
      }
      onBytes(message.bytes);
      onRows(message.read);
      for (const [rowNumber, reason] of message.rejected) reject(rowNumber, new BadRow(reason));
      yield { columns: message.columns, rows: unpack(message.packed) };
      thread.postMessage('more');
    }
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw cause;
    throw new SourceError(
      'The file needs more memory than the desk allows for one file. Save it as CSV, which is read piece by piece.',
    );
  } finally {
    await thread.terminate();
  }
}
