import type { Context } from '../context.ts';
import { isBusy, isDiskFull } from '../db/connect.ts';
import { probeWrite } from '../db/health.ts';
import { countOverdue } from './count-overdue.ts';

export interface Check {
  check: 'slack' | 'database' | 'digests';
  ok: boolean;
  said: string;
}

/** An import holds the lock for minutes at most; longer than this, something hangs. */
const LONGEST_LOCK_MS = 15 * 60_000;
/** Whoever asks, however often: the checks are done at most so often. */
const KEEP_MS = 5000;

/** What `/healthz` says: a connection to Slack is up, the database takes writes, digests are on time. */
export function createChecks(
  { db, now }: Pick<Context, 'db' | 'now'>,
  connections: () => number,
): () => Promise<Check[]> {
  let lockedSince: number | undefined;

  const slack = (): Check => {
    const up = connections();
    return { check: 'slack', ok: up > 0, said: up > 0 ? `${up} up` : 'no connection to Slack is up' };
  };
  const database = async (): Promise<Check> => {
    try {
      await probeWrite(db);
      lockedSince = undefined;
      return { check: 'database', ok: true, said: 'takes writes' };
    } catch (cause) {
      if (!isBusy(cause)) {
        const said = isDiskFull(cause) ? 'no room on the disk' : `takes no writes (${wordsOf(cause)})`;
        return { check: 'database', ok: false, said };
      }
      lockedSince ??= now().getTime();
      const minutes = Math.floor((now().getTime() - lockedSince) / 60_000);
      return {
        check: 'database',
        ok: minutes * 60_000 < LONGEST_LOCK_MS,
        said: `locked by an import for ${minutes} min`,
      };
    }
  };
  const digests = async (): Promise<Check> => {
    try {
      const late = await countOverdue(db, now());
      return { check: 'digests', ok: late === 0, said: late === 0 ? 'on time' : `${late} more than 30 minutes late` };
    } catch (cause) {
      return { check: 'digests', ok: false, said: `cannot be told (${wordsOf(cause)})` };
    }
  };
  const slow = atMostEvery(KEEP_MS, now, async () => [await database(), await digests()]);
  return async () => [slack(), ...(await slow())];
}

/** Does the work at most once in so many milliseconds; in between, what it gave last. */
export function atMostEvery<T>(milliseconds: number, now: () => Date, work: () => Promise<T>): () => Promise<T> {
  let last: { at: number; result: Promise<T> } | undefined;
  return () => {
    const at = now().getTime();
    if (!last || Math.abs(at - last.at) >= milliseconds) last = { at, result: work() };
    return last.result;
  };
}

const wordsOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)).slice(0, 120);
