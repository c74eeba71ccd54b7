import { randomBytes } from 'node:crypto';
import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import { expireBelowFailed } from '../db/outbox/settle.ts';
import { findAllOpenMessages } from '../db/outbox.ts';
import { createLimit } from './outbox/limit.ts';
import type { Poster } from './outbox/poster.ts';
import { createSender } from './outbox/send-message.ts';

const PACE_MS = 1000; // Slack: one message a second and channel
const AT_ONCE = 8;

export interface Outbox {
  /** Sends what is open and due, of one channel if given; resolves when nothing more can be sent now. */
  drain(channelId?: string): Promise<void>;
}

export interface OutboxOptions {
  context: Pick<Context, 'db' | 'now' | 'log'>;
  poster: Poster;
  /** Waits so many milliseconds; tests give their own. */
  wait?: (milliseconds: number) => Promise<unknown>;
  /** Names this process in its claims. */
  worker?: string;
}

/**
 * Sends the outbox: a message is claimed by one process, posted with our id in its metadata and marked with Slack's ts.
 * When it is not known whether Slack took one, it is looked for in the channel before it is sent again. One channel's
 * trouble is never another's.
 */
export function createOutbox({
  context,
  poster,
  wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  worker = randomBytes(6).toString('hex'),
}: OutboxOptions): Outbox {
  const { db, now, log } = context;
  const send = createSender(context, poster, worker);
  const lastSent = new Map<string, number>();
  const limited = createLimit(AT_ONCE);

  async function sendLane(channelId: string, ids: string[]): Promise<void> {
    for (const id of ids) {
      const early = (lastSent.get(channelId) ?? 0) + PACE_MS - now().getTime();
      if (early > 0) await wait(Math.min(early, PACE_MS));
      const result = await limited(() => send(id));
      if (result === 'sent') lastSent.set(channelId, now().getTime());
      if (result === 'stop') return;
    }
  }

  return {
    async drain(channelId) {
      const expired = await expireBelowFailed(db, now());
      if (expired > 0) log.warn({ messages: expired }, 'given up below a failed thread');
      // Twice: what was given up in the first round may have left a word for the person who subscribed.
      for (let round = 0; round < 2; round += 1) {
        const lanes = new Map<string, string[]>();
        for (const row of await findAllOpenMessages(db, now(), channelId)) {
          const lane = lanes.get(row.channel_id);
          if (lane) lane.push(row.message_id);
          else lanes.set(row.channel_id, [row.message_id]);
        }
        if (lanes.size === 0) break;
        const results = await Promise.allSettled([...lanes].map(([channel, ids]) => sendLane(channel, ids)));
        for (const result of results) if (result.status === 'rejected' && !isBusy(result.reason)) throw result.reason;
      }
    },
  };
}
