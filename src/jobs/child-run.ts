import { type ChildProcess, spawn } from 'node:child_process';
import type { Context } from '../context.ts';

/** After a run that failed as a whole: no new one for so long. */
const PAUSE_MS = 10 * 60_000;
const KEPT_WORDS = 4000;

export interface ChildRun {
  /** True when a run may begin: none is under way, the last one did not just fail, nobody said stop. */
  isFree(): boolean;
  start(): void;
  /** No more runs; the one under way is asked to end, and is waited for. */
  stop(): Promise<void>;
}

/** Slow work beside a process that answers: a program of its own, one run at a time. */
export function createChildRun(
  { now, log }: Pick<Context, 'now' | 'log'>,
  {
    name,
    command,
    ended,
    expected = [],
  }: {
    /** Names the work in the log. */
    name: string;
    command: readonly [string, ...string[]];
    /** A run is over, and nobody said stop. */
    ended: (outcome: { ok: boolean; said: string }) => void;
    /** Exit codes that are no fault of the program. */
    expected?: readonly number[];
  },
): ChildRun {
  let run: { child: ChildProcess; over: Promise<void> } | undefined;
  let pausedUntil = 0;
  let stopped = false;
  return {
    isFree: () => !run && !stopped && now().getTime() >= pausedUntil,
    start() {
      const [program, ...args] = command;
      const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (piece: string) => {
        said = (said + piece).slice(-KEPT_WORDS);
      });
      const over = new Promise<void>((resolve) => {
        child.once('error', (cause) => {
          said = cause.message;
          resolve();
        });
        child.once('close', () => resolve());
      }).then(() => {
        run = undefined;
        const { exitCode, signalCode } = child;
        const isFault = !(exitCode === 0 || expected.includes(exitCode ?? -1));
        if (isFault) pausedUntil = now().getTime() + PAUSE_MS;
        if (exitCode !== 0 && !(stopped && signalCode === 'SIGTERM'))
          log[isFault ? 'error' : 'info']({ exitCode, signalCode, said: said.trim() }, `${name} ended`);
        if (!stopped) ended({ ok: exitCode === 0, said: said.trim() });
      });
      run = { child, over };
    },
    async stop() {
      stopped = true;
      run?.child.kill('SIGTERM');
      await run?.over;
    },
  };
}
