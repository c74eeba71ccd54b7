import type { Context } from '../context.ts';
import { findSubscription } from '../db/subscriptions.ts';
import { localTime } from '../rules/schedule.ts';
import type { Asker } from './subcommand.ts';

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
  { db, now, zone: deskZone = 'UTC' }: Pick<Context, 'db' | 'now' | 'zone'>,
  asker: Pick<Asker, 'channelId' | 'zone'>,
): Promise<Today> {
  const digest = await findSubscription(db, asker.channelId);
  const zone = (digest?.ended_at === null ? digest.zone : undefined) ?? asker.zone ?? deskZone;
  return { day: localTime(now(), zone).date, zone };
}
