import type { AnyMiddlewareArgs, EnvelopedEvent, SlashCommand } from '@slack/bolt';
import type { AppMentionEvent, GenericMessageEvent, MessageEvent } from '@slack/types';
import { readOrigin } from '../../blocks/search-view.ts';
import type { Request } from '../../rules/access.ts';
import { isStep, POLICY_STEP, WORKFLOW } from '../handlers/steps.ts';

type Body = AnyMiddlewareArgs['body'];
type EventBody = Extract<Body, EnvelopedEvent>;
/** A click, a form, a shortcut or a typeahead. */
type Interaction = Exclude<Body, SlashCommand | EnvelopedEvent>;

/** What is read from a body. Slack's types promise more than a real body may hold, so each value is checked. */
interface Parts {
  way: string;
  userId: unknown;
  channelId: unknown;
  workspaceIds: unknown[];
  homeId: unknown;
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const isCommand = (body: Body): body is SlashCommand => 'command' in body && text(body.command) !== undefined;
const isEvent = (body: Body): body is EventBody => 'event' in body && Boolean(body.event);

/** Who asks, how and from where. Undefined for a payload that the desk ignores. `way` may be an unlisted one. */
export function requestOf(body: Body, botUserId: string | undefined): Request | undefined {
  const parts = isCommand(body)
    ? partsOfCommand(body)
    : isEvent(body)
      ? partsOfEvent(body, botUserId)
      : partsOfInteraction(body);
  const [userId, channelId, homeId] = [text(parts?.userId), text(parts?.channelId), text(parts?.homeId)];
  if (!parts || !userId) return undefined;
  return {
    way: parts.way,
    userId,
    workspaceIds: parts.workspaceIds.flatMap((id) => text(id) ?? []),
    ...(homeId ? { homeId } : {}),
    ...(channelId ? { channelId } : {}),
  };
}

const partsOfCommand = (body: SlashCommand): Parts => ({
  way: `command ${body.command}`,
  userId: body.user_id,
  channelId: body.channel_id,
  workspaceIds: [body.team_id, body.enterprise_id],
  homeId: undefined,
});

/** Undefined except for what a person wrote to the desk and for the opening of the home tab. */
function partsOfEvent(body: EventBody, botUserId: string | undefined): Parts | undefined {
  const { event } = body;
  const way = wayOfEvent(event, botUserId);
  if (!way) return undefined;
  const { team_id, enterprise_id } = body.authorizations?.[0] ?? body;
  const homeId = ('user_team' in event && event.user_team) || ('team' in event && event.team);
  return {
    way,
    userId: isStep(event)
      ? WORKFLOW
      : isOfAssistant(event)
        ? event.assistant_thread.user_id
        : 'user' in event
          ? event.user
          : undefined,
    channelId: isOfAssistant(event)
      ? event.assistant_thread.channel_id
      : way !== 'home' && 'channel' in event
        ? event.channel
        : undefined,
    workspaceIds: [team_id, enterprise_id],
    homeId,
  };
}

function wayOfEvent(event: EventBody['event'], botUserId: string | undefined): string | undefined {
  // The messages tab has a context in the agent view alone.
  if (event.type === 'app_home_opened')
    return event.tab === 'home' ? 'home' : event.tab === 'messages' && event.context ? 'agent view' : undefined;
  if (isOfAssistant(event)) return 'agent view';
  if (isStep(event)) return event.function.callback_id === POLICY_STEP ? 'workflow step' : undefined;
  if (event.type === 'app_mention') return isWritten(event, botUserId) ? 'mention' : undefined;
  if (event.type !== 'message' || !isWritten(event, botUserId)) return undefined;
  return event.channel_type === 'im' ? 'direct message' : undefined;
}

type OfAssistant = Extract<EventBody['event'], { assistant_thread: { user_id: string } }>;
const isOfAssistant = (event: EventBody['event']): event is OfAssistant =>
  (event.type === 'assistant_thread_started' || event.type === 'assistant_thread_context_changed') &&
  typeof event.assistant_thread === 'object';

/** A question may come with a file, or be sent from a thread to the conversation too. */
const WRITTEN: ReadonlySet<string | undefined> = new Set([undefined, 'file_share', 'thread_broadcast']);

/** True for a new message by a person. False for bots (this one included), edits and other subtypes. */
function isWritten(event: AppMentionEvent | MessageEvent, botUserId: string | undefined): boolean {
  const { subtype, hidden, user, bot_id, edited } = event as Partial<GenericMessageEvent> & {
    subtype?: string;
    hidden?: boolean;
  };
  return WRITTEN.has(subtype) && !hidden && Boolean(user) && user !== botUserId && !bot_id && !edited;
}

const partsOfInteraction = (body: Interaction): Parts => ({
  way: wayOfInteraction(body),
  userId: body.user?.id,
  channelId: ('channel' in body && text(body.channel?.id)) || channelOfForm(body),
  workspaceIds: [body.team?.id, body.enterprise?.id],
  homeId: body.user?.team_id,
});

function wayOfInteraction(body: Interaction): string {
  switch (body.type) {
    case 'block_actions': {
      const id = text(body.actions?.[0]?.action_id) ?? '';
      return `button ${id.startsWith('words:') ? 'words:' : id.replace(/^(open-set-up):.*/, '$1')}`;
    }
    case 'shortcut':
    case 'message_action':
      return `shortcut ${body.callback_id}`;
    case 'view_submission':
      return `form ${text(body.view?.callback_id)}`;
    case 'view_closed':
      return `closed ${text(body.view?.callback_id)}`;
    case 'block_suggestion':
      return `typeahead ${body.action_id}`;
    default:
      return text(body.type) ?? 'unknown';
  }
}

/** The channel where a form was opened, from our metadata, or else the conversation chosen in it. */
function channelOfForm(body: Interaction): string | undefined {
  const opened = 'view' in body ? readOrigin(text(body.view?.private_metadata)).channelId : undefined;
  return text(opened) ?? ('response_urls' in body ? text(body.response_urls?.[0]?.channel_id) : undefined);
}
