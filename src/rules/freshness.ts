import { createHash } from 'node:crypto';

const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const SHORTEST_MS = 5 * 60_000;
const LONGEST_MS = 31 * 86_400_000;
/** The wait after a first failure. It doubles with each further failure. */
const FIRST_WAIT_MS = 5 * 60_000;
/** The longest back-off, unless the entry's own interval is longer. */
const LONGEST_WAIT_MS = 6 * 3_600_000;
/** A site's Retry-After is respected for up to a day. */
const LONGEST_ASKED_MS = 86_400_000;

/**
 * Parses an interval into milliseconds: '6h' in minutes (m), hours (h) or days (d), from 5m to 31d; undefined for
 * anything else.
 */
export function parseEvery(text: string): number | undefined {
  const found = /^([1-9]\d{0,4})([mhd])$/.exec(text);
  const ms = Number(found?.[1]) * (UNIT_MS[found?.[2] ?? ''] ?? Number.NaN);
  return ms >= SHORTEST_MS && ms <= LONGEST_MS ? ms : undefined;
}

/**
 * When to check an entry next. After failures, the wait doubles from five minutes to six hours, or to the entry's own
 * interval if that is longer. `spread` (0 to 1) adds up to a tenth, at most five minutes, so that entries drift apart.
 */
export function nextCheck(
  now: Date,
  every: number,
  { failures, retryAfter = 0, spread }: { failures: number; retryAfter?: number | undefined; spread: number },
): Date {
  const backOff = Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20), Math.max(every, LONGEST_WAIT_MS));
  const asked = Math.min(retryAfter * 1000, LONGEST_ASKED_MS);
  const wait = failures > 0 ? Math.max(backOff, asked) : every;
  return new Date(now.getTime() + Math.round(wait + spread * Math.min(wait / 10, 5 * 60_000)));
}

/** A number from 0 to 1 that depends only on the text: jitter that a test can predict. */
export const spreadOf = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;

/** The parts of an entry's last check that its schedule needs. */
export interface Scheduled {
  target: string;
  every: string;
  last_checked_at: string | null;
  next_due_at: string;
  claimed_until: string | null;
}

/**
 * True when an entry is due: it was never checked, its time has come, its address or interval was edited, or the clock
 * was set back. An entry that a process is checking now is not due.
 */
export function isDue(check: Scheduled | undefined, entry: { target: string; every: string }, now: Date): boolean {
  if (!check) return true;
  const at = now.toISOString();
  if (check.claimed_until !== null && check.claimed_until > at) return false;
  const edited = check.target !== entry.target || check.every !== entry.every;
  return edited || check.next_due_at <= at || (check.last_checked_at ?? '') > at;
}
