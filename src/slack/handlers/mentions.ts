import type { App } from '@slack/bolt';
import type {
  AppMentionEvent,
  FileShareMessageEvent,
  GenericMessageEvent,
  ThreadBroadcastMessageEvent,
} from '@slack/types';
import { tidyMention } from '../../blocks/mention.ts';
import { type Caller, callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import type { HandlerContext, Origin } from '../handler-context.ts';
import { postReply } from '../posting/deliver.ts';
import { replyToWords } from '../posting/reply.ts';
import type { AgentView } from './agent-view.ts';

const hasContext = (event: object): boolean => 'app_context' in event && event.app_context !== undefined;

/**
 * Answers a mention in its thread, and a direct message where it was written. The access middleware has dropped other
 * messages and those by bots; the gate has dropped repeated events.
 */
export function addMessageHandlers(app: App, desk: HandlerContext, clients: Clients, agent: AgentView): void {
  app.event('app_mention', async ({ event, context }) => {
    await answerMessage(event, callerOf(context), event.thread_ts ?? event.ts, context.botUserId);
  });
  app.event('message', async ({ event, context }) => {
    // A file or "also sent to the channel" may come with a question.
    if (event.subtype === undefined || event.subtype === 'file_share' || event.subtype === 'thread_broadcast')
      // In the agent view every message begins a thread of its own.
      await answerMessage(event, callerOf(context), event.thread_ts ?? (hasContext(event) ? event.ts : undefined));
  });

  async function answerMessage(
    event: AppMentionEvent | GenericMessageEvent | FileShareMessageEvent | ThreadBroadcastMessageEvent,
    caller: Caller,
    thread: string | undefined,
    botUserId?: string,
  ): Promise<void> {
    const viewing = agent.viewing(event);
    const to = { channel: event.channel, asked: event.ts, ...(thread ? { thread_ts: thread } : {}) };
    const origin: Origin = {
      channelId: event.channel,
      userId: event.user ?? '',
      visibility: 'in_channel',
      caller,
      posted: true,
      ...(thread ? { thread } : {}),
      ...(viewing ? { viewing } : {}),
    };
    for (const line of linesOf(tidyMention(event.text ?? '', botUserId), desk))
      await replyToWords(desk, clients, line, origin, (reply) => postReply(desk, clients, to, reply, origin.userId));
  }
}

const MOST_LINES = 5;

/** A message of several lines that all begin with a command is that many questions; any other is one. */
function linesOf(text: string, { describe }: Pick<HandlerContext, 'describe'>): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const several = lines.length > 1 && lines.length <= MOST_LINES && lines.every((line) => describe(line));
  return several ? lines : [text];
}
