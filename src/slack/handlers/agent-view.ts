import type { App } from '@slack/bolt';
import type { AppHomeOpenedEvent, GenericMessageEvent } from '@slack/types';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';
import { describeError, type HandlerContext } from '../handler-context.ts';

/** What the person looks at beside the agent view, as Slack tells it with a message or an opening. */
type AppContext = NonNullable<GenericMessageEvent['app_context']>;

/** Threads of the assistant container whose channel beside it is remembered. */
const MOST = 1000;
const MOST_PROMPTS = 4;

export interface AgentView {
  /** Offers prompts when the agent view is opened. */
  opened(event: AppHomeOpenedEvent): Promise<void>;
  /** The channel that the person looks at beside a message of theirs. */
  viewing(message: { channel: string; thread_ts?: string; app_context?: AppContext }): string | undefined;
}

/**
 * Slack's agent view: four prompts when it is opened, in the older container and in the newer one. Where a workspace's plan
 * has none, Slack sends none of these events; where Slack refuses the prompts, the desk stops offering them.
 */
export function addAgentView(app: App, desk: HandlerContext, clients: Clients): AgentView {
  const beside = new Map<string, string>();
  let isRefused = false;

  app.event('assistant_thread_started', async ({ event, context }) => {
    const { channel_id: channel, thread_ts: thread, user_id: user } = event.assistant_thread;
    const viewing = event.assistant_thread.context?.channel_id;
    remember(channel, thread, viewing);
    // The caller is checked by the access middleware; the prompts do not depend on the role.
    if (callerOf(context)) await offer(user, viewing ?? channel, { channel_id: channel, thread_ts: thread });
  });
  app.event('assistant_thread_context_changed', ({ event }) => {
    const { channel_id: channel, thread_ts: thread } = event.assistant_thread;
    remember(channel, thread, event.assistant_thread.context?.channel_id);
    return Promise.resolve();
  });

  function remember(channel: string, thread: string, viewing: string | undefined): void {
    const key = `${channel} ${thread}`;
    beside.delete(key);
    if (!viewing) return;
    beside.set(key, viewing);
    const [oldest] = beside.keys();
    if (beside.size > MOST && oldest !== undefined) beside.delete(oldest);
  }

  /** Prompts of an agent view have no thread: with one, Slack shows none. */
  async function offer(user: string, viewing: string, to: { channel_id: string; thread_ts?: string }): Promise<void> {
    if (isRefused || !desk.prompts) return;
    try {
      const prompts = (await desk.prompts(user, viewing)).slice(0, MOST_PROMPTS);
      await clients.replies.assistant.threads.setSuggestedPrompts({ ...to, title: 'For example', prompts });
    } catch (cause) {
      // A missing scope or feature stays missing; what is slow or busy may pass.
      isRefused = ['terminal', 'access'].includes(readFailure(cause).kind);
      desk.log.warn({ cause: describeError(cause) }, 'prompts could not be offered in the agent view');
    }
  }

  return {
    opened: async ({ user, channel, context }) => offer(user, channelIn(context) ?? channel, { channel_id: channel }),
    viewing: ({ channel, thread_ts, app_context }) =>
      channelIn(app_context) ?? (thread_ts ? beside.get(`${channel} ${thread_ts}`) : undefined),
  };
}

/** The channel among what is looked at; the entities come in the order of their weight. */
function channelIn(context: AppContext | undefined): string | undefined {
  for (const each of context?.entities ?? []) {
    if (each.type === 'slack#/types/channel_id') return each.value;
    if (each.type === 'slack#/types/message_context') return each.value.channel_id;
  }
  return undefined;
}
