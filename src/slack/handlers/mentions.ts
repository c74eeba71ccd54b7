import type { App } from '@slack/bolt';
import { tidyMention } from '../../blocks/mention.ts';
import { type Caller, callerOf } from '../access/caller.ts';
import type { MessageEvent } from '../access/request.ts';
import type { Clients } from '../connection/clients.ts';
import type { HandlerContext, Origin } from '../handler-context.ts';
import { postReply, replyToWords } from '../posting/reply.ts';

/**
 * Answers a mention in its thread and a direct message where it was written. What else is written, and by bots, stops at
 * the door; a second copy of an event at the gate.
 */
export function addMessageHandlers(app: App, desk: HandlerContext, clients: Clients): void {
  app.event('app_mention', async ({ event, context }) => {
    const heard = event as unknown as MessageEvent;
    await answerHeard(heard, callerOf(context), heard.thread_ts ?? heard.ts);
  });
  app.event('message', async ({ event, context }) => {
    const heard = event as unknown as MessageEvent;
    await answerHeard(heard, callerOf(context), heard.thread_ts);
  });

  async function answerHeard(heard: MessageEvent, came: Caller, thread: string | undefined): Promise<void> {
    const to = { channel: heard.channel, ...(thread ? { thread_ts: thread } : {}) };
    const origin: Origin = {
      channelId: heard.channel,
      userId: heard.user ?? '',
      visibility: 'in_channel',
      came,
      posted: true,
    };
    await replyToWords(desk, clients, tidyMention(heard.text ?? ''), origin, (reply) =>
      postReply(desk, clients, to, reply),
    );
  }
}
