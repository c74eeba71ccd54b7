import type { Context } from '../context.ts';
import { findSubscription } from '../db/subscriptions.ts';
import { formatDate, parsePeriod } from '../rules/dates.ts';
import { dayOf } from '../rules/moment.ts';
import { DATE_KEYS } from './parse.ts';
import type { Args, Asker, Subcommand } from './subcommand.ts';

/** A day, and the zone in which it is today. */
export interface Today {
  day: string;
  zone: string;
}

/**
 * The asker's day: in the zone of the channel's digest, otherwise in the person's own zone, otherwise in the desk's
 * (DESK_TIME_ZONE, or the machine's).
 */
export async function todayOf(
  { db, now, zone: deskZone }: Pick<Context, 'db' | 'now' | 'zone'>,
  asker: Pick<Asker, 'channelId' | 'zone'>,
): Promise<Today> {
  const digest = await findSubscription(db, asker.channelId);
  const zone = (digest?.ended_at === null ? digest.zone : undefined) ?? asker.zone ?? deskZone;
  return { day: dayOf(now().toISOString(), zone), zone };
}

/**
 * Says which day an answer took for today; undefined where that is the day by UTC too, or where the answer would be the
 * same on both.
 */
export function describeToday(
  { day, zone }: Today,
  now: Date,
  { isOfToday }: Pick<Subcommand, 'isOfToday'>,
  args: Args,
): string | undefined {
  const utcDay = dayOf(now.toISOString(), 'UTC');
  if (day === utcDay || !(isOfToday?.(args) || countsFromToday(args, utcDay))) return undefined;
  return `Today is taken as ${formatDate(day)}, the day in ${zone}.`;
}

/** True when a time that was typed, such as `30d`, is another time on another day. */
const countsFromToday = ({ filters, today }: Args, otherDay: string): boolean =>
  Object.entries(filters)
    .filter(([key]) => DATE_KEYS.has(key))
    .some(([, values]) => values.some((text) => !isSame(parsePeriod(text, today), parsePeriod(text, otherDay))));

const isSame = (a: ReturnType<typeof parsePeriod>, b: ReturnType<typeof parsePeriod>): boolean =>
  a?.from === b?.from && a?.to === b?.to;
