import type { Context } from '../../context.ts';
import { isBusy } from '../../db/connect.ts';
import { findAllSyncChecks } from '../../db/sync-checks.ts';
import { isDue } from '../../rules/freshness.ts';
import type { SourceEntry } from '../../sources/sources-file.ts';
import { createChildRun } from '../child-run.ts';

const TICK_MS = 60_000;

export interface SyncRunner {
  start(): void;
  /** Starts the program when something is due and none is running; resolves when it is started, or not needed. */
  tick(): Promise<void>;
  /** No more runs; the one under way is asked to end, and is not waited for longer than it needs. */
  stop(): Promise<void>;
}

/**
 * Keeps sources fresh beside a process that answers: it only looks whether something is due, and then starts `command`
 * (the `sync` program, with its own connection), one at a time. `entries` is asked each time, so that an edited file
 * counts at once; when it throws, the earlier entries stay and the words are logged once.
 */
export function createSyncRunner(
  { db, now, log }: Pick<Context, 'db' | 'now' | 'log'>,
  {
    entries,
    command,
    ended = () => {},
  }: {
    entries: () => readonly SourceEntry[];
    command: readonly [string, ...string[]];
    /** A run is over: there may be news to post. */
    ended?: () => void;
  },
): SyncRunner {
  let timer: NodeJS.Timeout | undefined;
  let complaint = '';
  // Exit code 2: a check failed, which is recorded, and shown by `sources`.
  const run = createChildRun({ now, log }, { name: 'sync', command, ended, expected: [2] });

  const tick = async (): Promise<void> => {
    if (!run.isFree()) return;
    try {
      const listed = entries();
      complaint = '';
      const checks = await findAllSyncChecks(db);
      const at = now();
      const due = listed.some((entry) =>
        isDue(
          checks.find((check) => check.entry === entry.name),
          entry,
          at,
        ),
      );
      const gone = checks.some((check) => !listed.some((entry) => entry.name === check.entry));
      if ((due || gone) && run.isFree()) run.start();
    } catch (cause) {
      if (isBusy(cause)) return;
      const words = cause instanceof Error ? cause.message : String(cause);
      if (words !== complaint) log.error({ reason: words }, 'sources are not checked');
      complaint = words;
    }
  };

  return {
    start() {
      timer ??= setInterval(() => void tick(), TICK_MS);
      timer.unref();
      void tick();
    },
    tick,
    async stop() {
      clearInterval(timer);
      await run.stop();
    },
  };
}
