/** Two clocks that differ by more than this are not the same time. */
export const APART_MS = 120_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Without Slack, a desk that was off for longer than this cannot tell its absence from a wrong clock. */
const LONGEST_ABSENCE_MS = 2 * DAY_MS;
/** Without Slack, a clock that jumped is trusted again after running on for so long. */
export const SETTLES_MS = DAY_MS;

/** What this machine's clock is compared with: milliseconds since 1970, as far as they are known. */
export interface ClockReadings {
  now: number;
  /** Slack's time, from its last answer. */
  slack?: number | undefined;
  /** The newest instant in the database. */
  newest?: number | undefined;
  /** Milliseconds until a clock that jumped is trusted without Slack; 0 when it did not jump. */
  settlesIn: number;
}

export interface ClockVerdict {
  /** Posts by the clock may go out. */
  mayPost: boolean;
  /** What has expired by this clock may be deleted. */
  mayDelete: boolean;
  /** Sentences for operators; empty when all is well. */
  problems: string[];
}

/** Judges this machine's clock. Slack's time decides where it is known; the database alone makes it suspect. */
export function judgeClock({ now, slack, newest, settlesIn }: ClockReadings): ClockVerdict {
  const problems: string[] = [];
  const isOff = slack !== undefined && Math.abs(now - slack) > APART_MS;
  if (isOff)
    problems.push(`This machine's clock is ${formatSpan(now - slack)} ${now > slack ? 'ahead of' : 'behind'} Slack's.`);
  const isBehind = newest !== undefined && newest - now > APART_MS;
  if (isBehind)
    problems.push(`The database holds an instant that is ${formatSpan(newest - now)} ahead of this machine's clock.`);
  const isUnsettled = slack === undefined && settlesIn > 0;
  if (isUnsettled)
    problems.push(
      `This machine's clock jumped, or the desk was off for more than two days, and Slack's time is not known. What has expired is deleted in ${formatSpan(settlesIn)}.`,
    );
  const trusted = !isOff && !isUnsettled && !(isBehind && slack === undefined);
  return { mayPost: trusted, mayDelete: trusted, problems };
}

/** True when a clock that shows `now` may simply have run on since it was last seen. */
export const isPlausibleSince = (now: number, seen: number | undefined): boolean =>
  seen === undefined || (now - seen >= -APART_MS && now - seen <= LONGEST_ABSENCE_MS);

/** A length of time in its largest whole unit: '10 years', '1 day', '3 minutes'. */
export function formatSpan(milliseconds: number): string {
  const length = Math.abs(milliseconds);
  const units: [string, number][] = [
    ['year', 365 * DAY_MS],
    ['day', DAY_MS],
    ['hour', HOUR_MS],
    ['minute', 60_000],
  ];
  const [unit, size] = units.find(([, each]) => length >= each) ?? (['second', 1000] as const);
  const count = Math.round(length / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
