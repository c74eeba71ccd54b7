import type { Progress } from '../sources/import.ts';

const BAR = 24;
/** Without a terminal a line each so many seconds is enough for a log. */
const LINE_SECONDS = 10;

/** Shows how far an import is: a bar that is drawn over itself in a terminal, plain lines elsewhere. */
export function createProgress(out: { isTTY?: boolean; write(text: string): unknown }) {
  let lastLine = 0;
  return {
    show(progress: Progress): void {
      const said = describeProgress(progress);
      if (out.isTTY) {
        const full = Math.round(progress.done * BAR);
        out.write(`\r\x1b[K[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${said}`);
      } else if (progress.seconds - lastLine >= LINE_SECONDS) {
        lastLine = progress.seconds;
        out.write(`${said}\n`);
      }
    },
    /** Takes the bar away. */
    end(): void {
      if (out.isTTY) out.write('\r\x1b[K');
    },
  };
}

/** '42 %, 252,000 rows, 21,000 rows/s, 17 s left'; when all is read, what is still to do. */
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
