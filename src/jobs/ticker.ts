import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import type { ClockWatch } from './clock-watch.ts';
import { jobs } from './index.ts';

const TICK_MS = 15_000;
const OUTBOX = 'outbox';

export interface Ticker {
  /** Resolves after the first run. */
  start(): Promise<void>;
  /** Runs every job once, then sends what is queued, in every desk. A call during a tick causes another tick after it. */
  tick(): Promise<void>;
  /** Prevents further ticks and waits for the current one. */
  stop(): Promise<void>;
}

/**
 * Runs the jobs every 15 seconds. There is no cron: a job looks up what is due and what is done, so it catches up by
 * itself. Jobs that post or delete wait while the clock is in doubt. A job that fails is logged and the others go on. One
 * that finds the database locked runs again at the next tick. Of several desks on one database only the leader runs them
 * by the clock; another one sends what a command has queued there.
 */
export function createTicker(
  context: Pick<Context, 'db' | 'now' | 'log' | 'zone' | 'auditDays'>,
  send: () => Promise<void>,
  clock?: Pick<ClockWatch, 'check'>,
  checkDisk: () => Promise<void> = async () => {},
  leads: () => boolean = () => true,
): Ticker {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let asked = false;
  const once = async () => {
    const sends = asked;
    asked = false;
    await checkDisk().catch((cause: unknown) => context.log.error({ err: cause }, 'the disk could not be checked'));
    const allowed = await clock?.check().catch((cause: unknown) => {
      context.log.error({ err: cause }, 'the clock could not be checked');
      return undefined;
    });
    for (const { name, needs, run } of [...jobs, { name: OUTBOX, needs: 'mayPost' as const, run: send }]) {
      if (!leads() && !(sends && name === OUTBOX)) continue;
      if (clock && !allowed?.[needs]) continue;
      try {
        await run(context);
      } catch (cause) {
        if (isBusy(cause)) context.log.info({ job: name }, 'database locked, runs again at the next tick');
        else context.log.error({ job: name, err: cause }, 'job failed');
      }
    }
  };
  const runAll = async () => {
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
      timer ??= setInterval(() => void runAll(), TICK_MS);
      return runAll();
    },
    tick() {
      asked = true;
      return runAll();
    },
    async stop() {
      clearInterval(timer);
      again = false;
      await running;
    },
  };
}
