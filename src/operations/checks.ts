import { statSync } from 'node:fs';
import type { Context } from '../context.ts';
import { describeFailure, isBusy, isDiskFull } from '../db/connect.ts';
import { probeWrite } from '../db/health.ts';
import { messageOf } from '../errors.ts';
import { describeLeader, findLeader } from '../replicas/lead.ts';
import type { ClockVerdict } from '../rules/clock.ts';
import { countOverdue } from './count-overdue.ts';
import type { SlackStanding } from './slack-standing.ts';

/** What the desk knows of itself at this moment. */
export interface HealthState {
  /** The number of connections to Slack that are up. */
  connections: () => number;
  /** False while the desk starts and while it stops. */
  isReady: () => boolean;
  /** What is wrong with this machine's clock. */
  clock?: () => Pick<ClockVerdict, 'problems'>;
  /** What Slack refuses, in a sentence; undefined when it takes what is sent. */
  slackError?: () => string | undefined;
  /** What did not arrive in Slack since the start. */
  slackFailures?: SlackStanding['counts'];
  /** True while this desk leads; where several may run. */
  leads?: () => boolean;
  /** How many audit rows could not be written. */
  auditLost?: () => number;
}

export interface Check {
  check: 'slack' | 'database' | 'digests' | 'clock' | 'audit' | 'lead';
  ok: boolean;
  detail: string;
}

/** An import holds the lock for minutes at most. If it is locked longer than this, something hangs. */
const LONGEST_LOCK_MS = 15 * 60_000;
/** A desk that ends without leaving the lead is followed within 20 seconds. */
const LONGEST_UNLED_S = 60;
/** The checks run at most this often, however often they are requested. */
const KEEP_MS = 5000;

/** The checks of `/healthz`: a connection to Slack is up and Slack takes what is sent, the clock is right, the database is writable, digests are on time. */
export function createChecks(
  { db, now }: Pick<Context, 'db' | 'now'>,
  {
    connections,
    clock = () => ({ problems: [] }),
    auditLost = () => 0,
    leads,
    slackError = () => undefined,
    database: file,
  }: Omit<HealthState, 'isReady' | 'slackFailures'> & { database: string },
): () => Promise<Check[]> {
  let lockedSince: number | undefined;
  const opened = inodeOf(file);

  const slack = (): Check => {
    const up = connections();
    const error = slackError();
    const detail = up > 0 ? `${up} up` : 'no connection to Slack is up';
    return {
      check: 'slack',
      ok: up > 0 && !error,
      detail: error ? `${detail}; ${error}` : detail,
    };
  };
  const time = (): Check => {
    const { problems } = clock();
    return { check: 'clock', ok: problems.length === 0, detail: problems.join(' ') || 'right' };
  };
  const database = async (): Promise<Check> => {
    if (inodeOf(file) !== opened)
      return {
        check: 'database',
        ok: false,
        detail: 'the database file was moved, deleted or replaced while the desk runs: restart the desk',
      };
    try {
      await probeWrite(db);
      lockedSince = undefined;
      return { check: 'database', ok: true, detail: 'writable' };
    } catch (cause) {
      if (!isBusy(cause)) {
        return {
          check: 'database',
          ok: false,
          detail: isDiskFull(cause) ? 'the disk is full' : `not writable (${describeFailure(cause)})`,
        };
      }
      lockedSince ??= now().getTime();
      const minutes = Math.floor((now().getTime() - lockedSince) / 60_000);
      return {
        check: 'database',
        ok: minutes * 60_000 < LONGEST_LOCK_MS,
        detail: `locked by an import for ${minutes} min`,
      };
    }
  };
  const digests = async (): Promise<Check> => {
    try {
      const late = await countOverdue(db, now());
      return { check: 'digests', ok: late === 0, detail: late === 0 ? 'on time' : `${late} more than 30 minutes late` };
    } catch (cause) {
      return { check: 'digests', ok: false, detail: `could not be checked (${messageOf(cause, 120)})` };
    }
  };
  const audit = (): Check => {
    const lost = auditLost();
    return { check: 'audit', ok: lost === 0, detail: lost === 0 ? 'complete' : `${lost} rows lost since the start` };
  };
  const lead = async (): Promise<Check[]> => {
    if (!leads) return [];
    if (leads()) return [{ check: 'lead', ok: true, detail: 'this desk leads the schedules' }];
    try {
      const leader = await findLeader(db);
      const ok = leader !== undefined && leader.overdue < LONGEST_UNLED_S;
      return [{ check: 'lead', ok, detail: describeLeader(leader) }];
    } catch (cause) {
      return [{ check: 'lead', ok: false, detail: `could not be checked (${messageOf(cause, 120)})` }];
    }
  };
  const slow = atMostEvery(KEEP_MS, now, async () => [await database(), await digests(), ...(await lead())]);
  return async () => [slack(), time(), ...(await slow()), audit()];
}

/** The number of a file on its disk; undefined for a database in memory, or a file that is gone. */
const inodeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.ino;

/** Runs the work at most once per interval, and returns the last result in between. */
export function atMostEvery<T>(milliseconds: number, now: () => Date, work: () => Promise<T>): () => Promise<T> {
  let last: { at: number; result: Promise<T> } | undefined;
  return () => {
    const at = now().getTime();
    if (!last || Math.abs(at - last.at) >= milliseconds) last = { at, result: work() };
    return last.result;
  };
}
