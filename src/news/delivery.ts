import type { Delivery } from '../db/subscriptions.ts';
import { formatHour, localTime } from '../rules/schedule.ts';

/** Describes the outcome of a delivery. */

export function describeDelivery(last: Delivery, zone: string): string {
  if (last.message_id === null) return 'nothing was new, so nothing was posted.';
  if (last.state === 'sent')
    return `posted at ${formatHour(localTime(new Date(last.sent_at ?? last.composed_at), zone).time)}.`;
  if (last.state === 'failed' && last.sent_at !== null)
    return `posted, but not all of its thread: ${last.error ?? 'unknown error'}. It comes again with the next.`;
  if (last.state === 'failed') return `not posted: ${last.error ?? 'unknown error'}. What it held comes with the next.`;
  return `on its way${last.error ? ` (${last.error})` : ''}.`;
}
/** What a person can do about a Slack error in a channel, by its id. */

export function remedyFor(error: string, channelId = ''): string {
  if (/^[DU]/.test(channelId) && /not_in_channel|channel_not_found/.test(error))
    return 'It is a direct message: open the app under Apps in Slack and write to it once.';
  if (/not_in_channel|channel_not_found/.test(error)) return 'In the channel, type: /invite @Detainer Desk';
  if (/is_archived/.test(error)) return 'The channel is archived: unarchive it, or set the digest up in another.';
  if (/restricted/.test(error)) return "The workspace's rules keep the desk from posting here: ask an administrator.";
  if (/token|auth|account/.test(error))
    return 'The desk has lost its access to Slack: whoever runs it must install it again.';
  return 'It is tried again on the next day.';
}
