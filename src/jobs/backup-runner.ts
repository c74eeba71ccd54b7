import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { queueMessage } from '../db/outbox/threads.ts';
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
 * Backs the database up beside a process that answers: it only looks how old the newest backup is, and then starts
 * `command` (the `backup` program). The backups themselves are the schedule, so a restart forgets nothing.
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
    /** Slack's id of the channel that is told, once a day, that a backup failed. */
    opsChannel?: string | undefined;
    command: readonly [string, ...string[]];
  },
): BackupRunner {
  let timer: NodeJS.Timeout | undefined;
  let complaint = '';
  const { folder, every, keep } = backup ?? { folder: '', every: '1d', keep: 1 };
  const told = async (said: string) => {
    const at = now();
    const messageId = `backup-failed-${at.toISOString().slice(0, 10)}`;
    if (opsChannel) await queueMessage(db, { messageId, channelId: opsChannel, post: { answer: notice(said) } }, at);
  };
  const run = createChildRun(
    { now, log },
    {
      name: 'backup',
      command: [...command, '--to', folder, '--keep', String(keep)],
      ended({ ok, said }) {
        if (ok) log.info('database backed up');
        else told(said).catch((cause: unknown) => log.error({ err: cause }, 'operators not told'));
      },
    },
  );
  const tick = (): void => {
    if (!backup || !run.isFree()) return;
    try {
      const newest = findBackups(database, folder)[0]?.madeAt.getTime() ?? Number.NEGATIVE_INFINITY;
      const age = now().getTime() - newest;
      // A backup of the future: the clock was set back.
      if (age >= (parseEvery(every) ?? 86_400_000) || age < 0) run.start();
      complaint = '';
    } catch (cause) {
      const words = cause instanceof Error ? cause.message : String(cause);
      if (words !== complaint) log.error({ reason: words }, 'backups cannot be listed');
      complaint = words;
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

const notice = (said: string): Notice => ({
  kind: 'notice',
  title: 'The database was not backed up',
  summary: `${said.slice(0, 600)} It is tried again every ten minutes; you are told once a day.`,
  parts: [],
  followUps: [],
  words: 'sources',
});
