import type { Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import { findClockFacts, mendFutureInstants, saveClockSeen } from '../db/clock.ts';
import { isBusy } from '../db/connect.ts';
import { queueMessage } from '../db/outbox/threads.ts';
import { APART_MS, type ClockVerdict, isPlausibleSince, judgeClock, SETTLES_MS } from '../rules/clock.ts';

export interface ClockWatch {
  /** Compares the clock and returns what may be done by it. Notifies operators when that changes. */
  check(): Promise<ClockVerdict>;
  /** The last verdict. */
  last(): ClockVerdict;
}

/** Slack's time is asked for when the last answer is older, in milliseconds. */
const FRESH_MS = 5 * 60_000;
const FRESH_IN_DOUBT_MS = 10_000;
const SAVE_EVERY_MS = 60_000;

export interface ClockWatchOptions {
  /** A clock in milliseconds that never jumps. */
  steady: () => number;
  /** Slack's time from its answers; without it, the desk is local. */
  slack?: { now(): number | undefined; age(): number; ask(): Promise<unknown> };
  /** Id of the channel that is notified. */
  opsChannel?: string | undefined;
  /** Sends a queued message at once: the outbox waits while the clock is wrong. */
  send?: (messageId: string) => Promise<unknown>;
}

/** Compares this machine's clock with Slack's, with a steady one and with the database, at every tick. */
export function createClockWatch(
  { db, now, log }: Pick<Context, 'db' | 'now' | 'log'>,
  { steady, slack, opsChannel, send }: ClockWatchOptions,
): ClockWatch {
  let verdict: ClockVerdict = { mayPost: true, mayDelete: true, problems: [] };
  let previous: { now: number; steady: number } | undefined;
  let settledAt = 0;
  let savedAt = Number.NEGATIVE_INFINITY;

  /** Notices a jump: at the start against the last run, later against the steady clock. */
  const lookForJump = (at: number, seenAt: number | undefined) => {
    const tick = steady();
    const ranOn = previous && at - previous.now - (tick - previous.steady);
    if (ranOn === undefined || Math.abs(ranOn) > APART_MS)
      settledAt = isPlausibleSince(at, seenAt) ? tick : tick + SETTLES_MS;
    previous = { now: at, steady: tick };
  };
  const judge = async () => {
    const at = now().getTime();
    const { seenAt, newest } = await findClockFacts(db);
    const parse = (instant: string | undefined) => (instant === undefined ? undefined : Date.parse(instant));
    lookForJump(at, parse(seenAt ?? newest));
    return judgeClock({
      now: at,
      slack: slack?.now(),
      newest: parse(newest),
      settlesIn: Math.max(0, settledAt - steady()),
    });
  };
  const notify = async ({ problems, mayPost }: ClockVerdict) => {
    if (problems.length > 0) log.error({ problems }, 'the clock is in doubt');
    else log.info('the clock is right again');
    if (!opsChannel || !slack) return;
    // By Slack's time, as the outbox sends: two desks with two wrong clocks have one claim on one notice.
    const at = new Date(slack.now() ?? now().getTime());
    const messageId = `clock-${problems.length > 0 ? 'wrong' : 'right'}-${at.toISOString().slice(0, 13)}`;
    const post = { answer: problems.length > 0 ? wrongNotice(problems, mayPost) : RIGHT_NOTICE };
    if (await queueMessage(db, { messageId, channelId: opsChannel, post }, at)) await send?.(messageId);
  };

  return {
    last: () => verdict,
    async check() {
      const before = verdict;
      verdict = await judge();
      if (slack && slack.age() > (verdict.problems.length > 0 ? FRESH_IN_DOUBT_MS : FRESH_MS)) {
        await slack.ask().catch(() => undefined);
        verdict = await judge();
      }
      try {
        if (slack?.now() !== undefined && verdict.mayPost && verdict.problems.length > 0) {
          // Slack confirms the clock, so the instants ahead of it were written while it was wrong.
          log.warn({ problems: verdict.problems }, 'instants written by a clock that was ahead are set to now');
          await mendFutureInstants(db, now());
          verdict = await judge();
        }
        if (before.problems.length > 0 !== verdict.problems.length > 0) await notify(verdict);
        if (verdict.mayPost && verdict.problems.length === 0 && steady() - savedAt >= SAVE_EVERY_MS) {
          await saveClockSeen(db, now());
          savedAt = steady();
        }
      } catch (cause) {
        // What was not told is told at the next tick.
        verdict = { ...verdict, problems: before.problems };
        if (!isBusy(cause)) log.error({ err: cause }, 'what was found about the clock could not be stored');
      }
      return verdict;
    },
  };
}

function wrongNotice(problems: readonly string[], mayPost: boolean): Notice {
  const waits = mayPost ? '' : ' Until it is right, the desk posts nothing by the clock and deletes nothing.';
  return notice("The desk's clock is in doubt", `${problems.join(' ')}${waits} Set the clock and run ntpd or chronyd.`);
}

const RIGHT_NOTICE = notice("The desk's clock is right again", 'Posts and deletions go on.');

function notice(title: string, summary: string): Notice {
  return { kind: 'notice', title, summary, parts: [], followUps: [], words: 'sources' };
}
