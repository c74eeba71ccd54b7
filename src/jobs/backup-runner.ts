import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { queueMessage } from '../db/outbox/threads.ts';
import { messageOf } from '../errors.ts';
import { findBackups } from '../operations/backup-names.ts';
import { parseEvery } from '../rules/freshness.ts';
import { createChildRun } from './child-run.ts';

const TICK_MS = 60_000;

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
  { db, now, log }: Pick<Context, 'db' | 'now' | 'log'>,
  {
    database,
    backup,
    opsChannel,
    command,
  }: {
    database: string;
    backup: { folder: string; every: string; keep: number } | undefined;
    /** Id of the channel that is notified, once a day, of a failed backup. */
    opsChannel?: string | undefined;
    command: readonly [string, ...string[]];
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
    { now, log },
    {
      name: 'backup',
      command: [...command, '--to', folder, '--keep', String(keep)],
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
      const newest = findBackups(database, folder)[0]?.madeAt.getTime() ?? Number.NEGATIVE_INFINITY;
      const age = now().getTime() - newest;
      // A negative age means that the clock was set back.
      if (age >= (parseEvery(every) ?? 86_400_000) || age < 0) run.start();
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
