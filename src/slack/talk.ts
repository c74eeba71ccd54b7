import type { App } from '@slack/bolt';
import { tidyMention } from '../blocks/mention.ts';
import type { Clients } from './clients.ts';
import { converse, postReply } from './converse.ts';
import type { Desk, Origin } from './desk.ts';

interface Heard {
  channel: string;
  channel_type?: string;
  subtype?: string;
  bot_id?: string;
  user?: string;
  text?: string;
  ts: string;
  thread_ts?: string;
  edited?: unknown;
  hidden?: boolean;
}

/**
 * Answers a mention in its thread and a direct message where it was written. What bots write (this one too), edits and
 * other subtypes are not heard; a second copy of an event is stopped by the gate.
 */
export function addTalk(app: App, desk: Desk, clients: Clients): void {
  app.event('app_mention', async ({ event, context }) => {
    const heard = event as unknown as Heard;
    await answerHeard(heard, context.botUserId, heard.thread_ts ?? heard.ts);
  });
  app.event('message', async ({ event, context }) => {
    const heard = event as unknown as Heard;
    if (heard.channel_type === 'im') await answerHeard(heard, context.botUserId, heard.thread_ts);
  });

  async function answerHeard(heard: Heard, botUserId: string | undefined, thread: string | undefined): Promise<void> {
    const { user, subtype, bot_id, edited, hidden } = heard;
    if (!user || user === botUserId || subtype || bot_id || edited || hidden) return;
    const to = { channel: heard.channel, ...(thread ? { thread_ts: thread } : {}) };
    const origin: Origin = { channelId: heard.channel, userId: user, visibility: 'in_channel', posted: true };
    await converse(desk, clients, tidyMention(heard.text ?? ''), origin, (reply) =>
      postReply(desk, clients, to, reply),
    );
  }
}
