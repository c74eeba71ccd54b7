import { type ChildProcess, spawn } from 'node:child_process';
import type { Context } from '../context.ts';

/** No new run for this long after one that failed. */
const PAUSE_MS = 10 * 60_000;
const MAX_OUTPUT = 4000;
/** A program that was asked to end and does not is ended after this. */
const END_WITHIN_MS = 7000;

export interface ChildRun {
  /** True when a run may start: none is running, the last one did not just fail, and stop was not called. */
  isFree(): boolean;
  /** Starts the program, with more arguments if given. */
  start(more?: readonly string[]): void;
  /** Prevents further runs, asks the current one to end and waits for it. */
  stop(): Promise<void>;
}

/** Runs a program in a child process, one run at a time, so that slow work does not block answers. */
export function createChildRun(
  { elapsed, log }: Pick<Context, 'log'> & { elapsed: () => number },
  {
    name,
    command,
    onEnd,
    expected = [],
    longestMs,
    endWithinMs = END_WITHIN_MS,
  }: {
    /** Names the work in the log. */
    name: string;
    command: readonly [string, ...string[]];
    /** Called after a run, unless stop was called. `output` is the end of its stderr. */
    onEnd: (outcome: { ok: boolean; output: string }) => void;
    /** Exit codes other than 0 that are not a fault of the program. */
    expected?: readonly number[];
    /** A run that takes longer hangs, for example on a network folder that is gone: it is ended. */
    longestMs: number;
    endWithinMs?: number;
  },
): ChildRun {
  let run: { child: ChildProcess; over: Promise<void> } | undefined;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  let stopped = false;
  return {
    isFree: () => !run && !stopped && elapsed() >= pausedUntil,
    start(more = []) {
      const [program, ...args] = command;
      const child = spawn(program, [...args, ...more], { stdio: ['ignore', 'ignore', 'pipe'] });
      const timer = setTimeout(() => {
        output = `It was ended after ${Math.round(longestMs / 60_000)} minutes. ${output}`;
        child.kill('SIGKILL');
      }, longestMs);
      timer.unref();
      let output = '';
      child.stderr.setEncoding('utf8').on('data', (piece: string) => {
        output = (output + piece).slice(-MAX_OUTPUT);
      });
      const over = new Promise<void>((resolve) => {
        child.once('error', (cause) => {
          output = cause.message;
          resolve();
        });
        child.once('close', () => resolve());
      }).then(() => {
        clearTimeout(timer);
        run = undefined;
        const { exitCode, signalCode } = child;
        const isFault = !(exitCode === 0 || expected.includes(exitCode ?? -1));
        if (isFault) pausedUntil = elapsed() + PAUSE_MS;
        if (exitCode !== 0 && !(stopped && signalCode === 'SIGTERM'))
          log[isFault ? 'error' : 'info']({ exitCode, signalCode, output: output.trim() }, `${name} ended`);
        if (!stopped) onEnd({ ok: exitCode === 0, output: output.trim() });
      });
      run = { child, over };
    },
    async stop() {
      stopped = true;
      const { child, over } = run ?? {};
      child?.kill('SIGTERM');
      const timer = setTimeout(() => child?.kill('SIGKILL'), endWithinMs);
      await over;
      clearTimeout(timer);
    },
  };
}
