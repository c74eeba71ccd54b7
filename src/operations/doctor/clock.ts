import { findClockFacts } from '../../db/clock.ts';
import type { Db } from '../../db/connect.ts';
import { isPlausibleSince, judgeClock } from '../../rules/clock.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** Compares this machine's clock with the newest instant in the database, and with the desk's last run. */
export async function checkClock(db: Db, now: Date): Promise<Finding> {
  const check = 'clock and database';
  const { seenAt, newest } = await findClockFacts(db);
  const at = now.getTime();
  const { problems } = judgeClock({
    now: at,
    newest: newest === undefined ? undefined : Date.parse(newest),
    settlesIn: 0,
  });
  if (problems.length > 0)
    return fail(check, `${problems.join(' ')} Set the clock. A desk in Slack then mends what a wrong clock wrote.`);
  if (seenAt && !isPlausibleSince(at, Date.parse(seenAt)))
    return warn(check, `the desk last ran at ${seenAt}: was it off for so long, or is the clock wrong?`);
  return ok(check, 'the clock fits what the database holds');
}
