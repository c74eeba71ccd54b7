import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { queueMessage } from '../db/outbox/threads.ts';
import { messageOf } from '../errors.ts';
import { findNewestBackup } from '../operations/backup-names.ts';
import { parseEvery } from '../rules/freshness.ts';
import { createChildRun } from './child-run.ts';

const TICK_MS = 60_000;
const KEEP_ALL = 9999;
const LONGEST_MS = 2 * 3_600_000;

export interface BackupRunner {
  start(): void;
  /** Starts the program when the newest backup is old enough and none is running. */
  tick(): void;
  stop(): Promise<void>;
}

/**
 * Schedules backups without slowing the process that answers: it checks the age of the newest backup and starts `command`
 * (the `backup` program) when one is due. Nothing else is stored, so a restart loses nothing.
 */
export function createBackupRunner(
  { db, now, steady, log }: Pick<Context, 'db' | 'now' | 'steady' | 'log'>,
  {
    database,
    backup,
    opsChannel,
    command,
    mayDelete = () => true,
  }: {
    database: string;
    backup: { folder: string; every: string; keep: number } | undefined;
    /** Id of the channel that is notified, once a day, of a failed backup. */
    opsChannel?: string | undefined;
    command: readonly [string, ...string[]];
    /** False while the clock is in doubt. */
    mayDelete?: () => boolean;
  },
): BackupRunner {
  let timer: NodeJS.Timeout | undefined;
  let lastProblem = '';
  const { folder, every, keep } = backup ?? { folder: '', every: '1d', keep: 1 };
  const notifyOperators = async (output: string) => {
    const at = now();
    const messageId = `backup-failed-${at.toISOString().slice(0, 10)}`;
    if (opsChannel)
      await queueMessage(db, { messageId, channelId: opsChannel, post: { answer: failureNotice(output) } }, at);
  };
  const run = createChildRun(
    { elapsed: steady ?? (() => now().getTime()), log },
    {
      name: 'backup',
      longestMs: LONGEST_MS,
      command: [...command, '--to', folder],
      onEnd({ ok, output }) {
        if (ok) log.info('database backed up');
        else
          notifyOperators(output).catch((cause: unknown) =>
            log.error({ err: cause }, 'operators could not be notified'),
          );
      },
    },
  );
  const tick = (): void => {
    if (!backup || !run.isFree()) return;
    try {
      const { newest } = findNewestBackup(database, folder, now());
      const age = now().getTime() - (newest?.madeAt.getTime() ?? Number.NEGATIVE_INFINITY);
      // While the clock is in doubt nothing is deleted, backups neither.
      if (age >= (parseEvery(every) ?? 86_400_000)) run.start(['--keep', String(mayDelete() ? keep : KEEP_ALL)]);
      lastProblem = '';
    } catch (cause) {
      const problem = messageOf(cause);
      if (problem !== lastProblem) log.error({ reason: problem }, 'backups cannot be listed');
      lastProblem = problem;
    }
  };
  return {
    start() {
      if (!backup) return;
      timer ??= setInterval(tick, TICK_MS);
      timer.unref();
      tick();
    },
    tick,
    async stop() {
      clearInterval(timer);
      await run.stop();
    },
  };
}

const failureNotice = (output: string): Notice => ({
  kind: 'notice',
  title: 'The database was not backed up',
  summary: `${output.slice(0, 600)} The desk tries again every ten minutes and reports this once a day.`,
  parts: [],
  followUps: [],
  words: 'sources',
});
