import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import type { ClockWatch } from './clock-watch.ts';
import { jobs } from './index.ts';

const TICK_MS = 15_000;

export interface Ticker {
  start(): void;
  /** Runs every job once, then sends what is queued. A call during a tick causes another tick after it. */
  tick(): Promise<void>;
  /** Prevents further ticks and waits for the current one. */
  stop(): Promise<void>;
}

/**
 * Runs the jobs every 15 seconds. There is no cron: a job looks up what is due and what is done, so it catches up by
 * itself. Jobs that post or delete wait while the clock is in doubt. A job that fails is logged and the others go on. One
 * that finds the database locked runs again at the next tick.
 */
export function createTicker(
  context: Pick<Context, 'db' | 'now' | 'log' | 'zone' | 'auditDays'>,
  send: () => Promise<void>,
  clock?: Pick<ClockWatch, 'check'>,
  checkDisk: () => Promise<void> = async () => {},
): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  const once = async () => {
    await checkDisk().catch((cause: unknown) => context.log.error({ err: cause }, 'the disk could not be checked'));
    const allowed = await clock?.check().catch((cause: unknown) => {
      context.log.error({ err: cause }, 'the clock could not be checked');
      return undefined;
    });
    for (const { name, needs, run } of [...jobs, { name: 'outbox', needs: 'mayPost' as const, run: send }]) {
      if (clock && !allowed?.[needs]) continue;
      try {
        await run(context);
      } catch (cause) {
        if (isBusy(cause)) context.log.info({ job: name }, 'database locked, runs again at the next tick');
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
