import type { Context } from '../../context.ts';
import { findSubscription } from '../../db/subscriptions.ts';
import { describePlaces, ruleOf } from '../../news/digest-rule.ts';
import { formatHour } from '../../rules/schedule.ts';

/** What a channel's digest is set to, for the form that changes it; {} where there is none. */
export async function setUpOf({ db }: Pick<Context, 'db'>, channelId: string | undefined) {
  const row = channelId ? await findSubscription(db, channelId) : undefined;
  if (!row || row.ended_at !== null) return {};
  const rule = ruleOf(row);
  return {
    exists: true,
    at: formatHour(rule.at),
    zone: rule.zone,
    places: describePlaces(rule.scopes),
    weekdays: rule.days.length === 5,
  };
}
