import type { Context } from '../../context.ts';
import { isBusy } from '../../db/connect.ts';
import { findAllSyncChecks } from '../../db/sync-checks.ts';
import { messageOf } from '../../errors.ts';
import { isDue } from '../../rules/freshness.ts';
import type { SourceEntry } from '../../sources/sources-file.ts';
import { createChildRun } from '../child-run.ts';

const TICK_MS = 60_000;
/** Longer than the claim of a check: the next run reports the check that did not finish. */
const LONGEST_MS = 100 * 60_000;

export interface SyncRunner {
  start(): void;
  /** Starts the program if an entry is due and no run is in progress. Resolves when that is decided. */
  tick(): Promise<void>;
  /** Prevents further runs, asks the current one to end and waits for it. */
  stop(): Promise<void>;
}

/**
 * Keeps sources fresh without slowing the process that answers: it looks whether an entry is due, and then starts
 * `command` (the `sync` program), one run at a time. `entries` is called each time, so an edited SOURCES_FILE takes effect
 * at once. If it throws, the problem is logged once and nothing is checked.
 */
export function createSyncRunner(
  { db, now, steady, log }: Pick<Context, 'db' | 'now' | 'steady' | 'log'>,
  {
    entries,
    command,
    onEnd = () => {},
    leads = () => true,
    longestMs = LONGEST_MS,
  }: {
    entries: () => readonly SourceEntry[];
    command: readonly [string, ...string[]];
    /** Called after a run: there may be news to post. */
    onEnd?: () => void;
    /** False while another desk on the same database starts the runs. */
    leads?: () => boolean;
    longestMs?: number;
  },
): SyncRunner {
  let timer: NodeJS.Timeout | undefined;
  let lastProblem = '';
  // Exit code 2 means that a check failed; it is recorded, and `sources` shows it.
  const run = createChildRun(
    { elapsed: steady ?? (() => now().getTime()), log },
    { name: 'sync', command, onEnd, expected: [2], longestMs },
  );

  const tick = async (): Promise<void> => {
    if (!run.isFree() || !leads()) return;
    try {
      const listed = entries();
      lastProblem = '';
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
      const problem = messageOf(cause);
      if (problem !== lastProblem) log.error({ reason: problem }, 'sources are not checked');
      lastProblem = problem;
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
