import type { App } from '@slack/bolt';
import type { AppMentionEvent, GenericMessageEvent } from '@slack/types';
import { tidyMention } from '../../blocks/mention.ts';
import { type Caller, callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import type { HandlerContext, Origin } from '../handler-context.ts';
import { postReply, replyToWords } from '../posting/reply.ts';

/**
 * Answers a mention in its thread and a direct message where it was written. What else is written, and by bots, stops at
 * the door; a second copy of an event at the gate.
 */
export function addMessageHandlers(app: App, desk: HandlerContext, clients: Clients): void {
  app.event('app_mention', async ({ event, context }) => {
    await answerHeard(event, callerOf(context), event.thread_ts ?? event.ts);
  });
  app.event('message', async ({ event, context }) => {
    if (event.subtype === undefined) await answerHeard(event, callerOf(context), event.thread_ts);
  });

  async function answerHeard(
    heard: AppMentionEvent | GenericMessageEvent,
    came: Caller,
    thread: string | undefined,
  ): Promise<void> {
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
