import type { App } from '@slack/bolt';
import { tidyMention } from '../blocks/mention.ts';
import type { Clients } from './clients.ts';
import { converse, postReply } from './converse.ts';
import type { Desk, Origin } from './desk.ts';
import { type Came, cameIn } from './door.ts';
import type { Heard } from './visit.ts';

/**
 * Answers a mention in its thread and a direct message where it was written. What else is written, and by bots, stops at
 * the door; a second copy of an event at the gate.
 */
export function addTalk(app: App, desk: Desk, clients: Clients): void {
  app.event('app_mention', async ({ event, context }) => {
    const heard = event as unknown as Heard;
    await answerHeard(heard, cameIn(context), heard.thread_ts ?? heard.ts);
  });
  app.event('message', async ({ event, context }) => {
    const heard = event as unknown as Heard;
    await answerHeard(heard, cameIn(context), heard.thread_ts);
  });

  async function answerHeard(heard: Heard, came: Came, thread: string | undefined): Promise<void> {
    const to = { channel: heard.channel, ...(thread ? { thread_ts: thread } : {}) };
    const origin: Origin = {
      channelId: heard.channel,
      userId: heard.user ?? '',
      visibility: 'in_channel',
      came,
      posted: true,
    };
    await converse(desk, clients, tidyMention(heard.text ?? ''), origin, (reply) =>
      postReply(desk, clients, to, reply),
    );
  }
}
