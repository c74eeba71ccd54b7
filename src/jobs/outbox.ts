import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import { expireBelowFailed } from '../db/outbox/settle.ts';
import { findAllOpenMessages } from '../db/outbox.ts';
import { createLimit } from './outbox/limit.ts';
import type { Poster } from './outbox/poster.ts';
import { createSender } from './outbox/send-message.ts';

const PACE_MS = 1000; // Slack allows one message per second per channel
const CONCURRENT = 8;

export interface Outbox {
  /** Sends the messages that are due, of all channels or one. Resolves when nothing more can be sent now. */
  drain(channelId?: string): Promise<void>;
  /** Sends one message, whatever waits before it. */
  sendOne(messageId: string): Promise<unknown>;
}

export interface OutboxOptions {
  context: Pick<Context, 'db' | 'now' | 'log'>;
  poster: Poster;
  /** Slack's time in milliseconds, where it is known: claims are dated by it, so that all desks mean one time. */
  slackNow?: () => number | undefined;
  /** Replaced by tests. */
  wait?: (milliseconds: number) => Promise<unknown>;
  /** Identifies this process in its claims. */
  worker?: string;
}

/**
 * Sends the outbox. One process claims a message, posts it with our id in its metadata, and marks it with Slack's ts. If
 * it is unknown whether Slack took a message, the outbox looks for it in the channel before it sends it again. A problem
 * in one channel does not affect the others.
 */
export function createOutbox({
  context: { db, log, now: ownNow },
  poster,
  slackNow = () => undefined,
  wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  worker = randomBytes(6).toString('hex'),
}: OutboxOptions): Outbox {
  const now = () => new Date(slackNow() ?? ownNow().getTime());
  const send = createSender({ db, now, log }, poster, worker, wait);
  const lastSent = new Map<string, number>();
  const limited = createLimit(CONCURRENT);

  async function sendLane(place: string, ids: string[]): Promise<void> {
    for (const id of ids) {
      const waitMs = (lastSent.get(place) ?? 0) + PACE_MS - now().getTime();
      if (waitMs > 0) await wait(Math.min(waitMs, PACE_MS));
      const result = await limited(() => send(id));
      if (result === 'sent') lastSent.set(place, now().getTime());
      if (result === 'stop') return;
    }
  }

  return {
    sendOne: (messageId) => limited(() => send(messageId)),
    async drain(channelId) {
      const expired = await expireBelowFailed(db, now());
      if (expired > 0) log.warn({ messages: expired }, 'given up below a failed thread');
      // Two rounds: a message that failed in the first may have queued a notice to the person who subscribed.
      for (let round = 0; round < 2; round += 1) {
        const lanes = new Map<string, string[]>();
        for (const row of await findAllOpenMessages(db, now(), channelId)) {
          const place = `${row.workspace_id} ${row.channel_id}`;
          const lane = lanes.get(place);
          if (lane) lane.push(row.message_id);
          else lanes.set(place, [row.message_id]);
        }
        if (lanes.size === 0) break;
        const results = await Promise.allSettled([...lanes].map(([place, ids]) => sendLane(place, ids)));
        for (const result of results) if (result.status === 'rejected' && !isBusy(result.reason)) throw result.reason;
      }
    },
  };
}
