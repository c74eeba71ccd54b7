import type { Progress } from '../sources/import.ts';

const BAR = 24;
/** Without a terminal, seconds between two lines. */
const LINE_SECONDS = 10;

interface Timed {
  done: number;
  seconds: number;
}

/** Shows the progress of an import or a download: a bar in a terminal, plain lines elsewhere. */
export function createProgress<T extends Timed>(
  out: { isTTY?: boolean; write(text: string): unknown },
  describe: (progress: T) => string,
) {
  let lastLine = 0;
  return {
    show(progress: T): void {
      const text = describe(progress);
      if (out.isTTY) {
        const full = Math.round(progress.done * BAR);
        out.write(`\r\x1b[K[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${text}`);
      } else if (progress.seconds - lastLine >= LINE_SECONDS) {
        lastLine = progress.seconds;
        out.write(`${text}\n`);
      }
    },
    /** Clears the bar. */
    end(): void {
      if (out.isTTY) out.write('\r\x1b[K');
    },
  };
}

/** '42 %, 252,000 rows, 21,000 rows/s, 17 s left'; once all is read, the work that remains. */
export function describeProgress({ rows, done, seconds }: Progress): string {
  const count = (value: number) => Math.round(value).toLocaleString('en-US');
  const speed = seconds > 0 ? `, ${count(rows / seconds)} rows/s` : '';
  const left =
    done >= 1
      ? ', read; comparing and counting'
      : done > 0.01
        ? `, ${count((seconds / done) * (1 - done))} s left`
        : '';
  return `${Math.floor(done * 100)} %, ${count(rows)} rows${speed}${left}`;
}

/** '12.5 MB of 27.9 MB'; without an announced length, what has arrived. */
export function describeBytes({ bytes, done }: Timed & { bytes: number }): string {
  const megabytes = (value: number) => `${(value / 2 ** 20).toFixed(1)} MB`;
  return done > 0 ? `${megabytes(bytes)} of ${megabytes(bytes / done)} fetched` : `${megabytes(bytes)} fetched`;
}
