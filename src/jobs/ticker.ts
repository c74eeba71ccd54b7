import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import { jobs } from './index.ts';

const TICK_MS = 15_000;

export interface Ticker {
  start(): void;
  /** Runs every job once, then sends what is queued. A tick asked for during a tick follows it. */
  tick(): Promise<void>;
  /** No more ticks; resolves when the one under way is over. */
  stop(): Promise<void>;
}

/**
 * Runs the jobs by the clock: no cron, since a job asks what is due now and what was done, and so catches up by itself.
 * A job that fails is logged, the others go on; one that finds the database locked by an import comes again.
 */
export function createTicker(
  context: Pick<Context, 'db' | 'now' | 'log' | 'zone' | 'auditDays'>,
  send: () => Promise<void>,
): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  const once = async () => {
    for (const { name, run } of [...jobs, { name: 'outbox', run: send }]) {
      try {
        await run(context);
      } catch (cause) {
        if (isBusy(cause)) context.log.info({ job: name }, 'database locked, comes again');
        else context.log.error({ job: name, err: cause }, 'job failed');
      }
    }
  };
  const tick = async () => {
    if (running !== undefined) {
      again = true;
      return await running;
    }
    running = (async () => {
      do {
        again = false;
        await once();
      } while (again);
    })().finally(() => {
      running = undefined;
    });
    return await running;
  };
  return {
    start() {
      timer ??= setInterval(() => void tick(), TICK_MS);
      void tick();
    },
    tick,
    async stop() {
      clearInterval(timer);
      again = false;
      await running;
    },
  };
}
