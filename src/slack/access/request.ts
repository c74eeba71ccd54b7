import { readOrigin } from '../../blocks/search-view.ts';
import type { Request } from '../../rules/access.ts';

type Json = Record<string, unknown>;
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const idOf = (value: unknown): string | undefined => text((value as { id?: unknown } | null | undefined)?.id);

/** What a person wrote in a channel or directly, as Slack sends it. */
export interface MessageEvent {
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

/** True for what a person wrote just now; bots (this one too), edits and other subtypes are not heard. */
const isWritten = ({ user, subtype, bot_id, edited, hidden }: MessageEvent, botUserId: string | undefined): boolean =>
  Boolean(user) && user !== botUserId && !subtype && !bot_id && !edited && !hidden;

/** Who comes in, how and from where; undefined for what is meant for nobody here. `way` may be one that is not listed. */
export function requestOf(body: Json, botUserId: string | undefined): Request | undefined {
  if (text(body['command']))
    return visitBy(`command ${body['command']}`, body, text(body['user_id']), text(body['channel_id']));
  const event = body['event'] as (Json & MessageEvent) | undefined;
  if (event) return eventVisit(body, event, botUserId);
  return visitBy(wayOf(body), body, idOf(body['user']), idOf(body['channel']) ?? channelOfForm(body));
}

/** Where a form was opened, as we wrote into it, or else the conversation that was chosen in it. */
function channelOfForm(body: Json): string | undefined {
  const view = body['view'] as Json | undefined;
  const chosen = (body['response_urls'] as Json[] | undefined)?.[0];
  return text(readOrigin(text(view?.['private_metadata'])).channelId) ?? text(chosen?.['channel_id']);
}

function wayOf(body: Json): string {
  const type = text(body['type']) ?? 'unknown';
  const view = text((body['view'] as Json | undefined)?.['callback_id']);
  if (type === 'block_actions') {
    const id = text((body['actions'] as Json[] | undefined)?.[0]?.['action_id']) ?? '';
    return `button ${id.startsWith('words:') ? 'words:' : id}`;
  }
  if (type === 'shortcut' || type === 'message_action') return `shortcut ${body['callback_id']}`;
  if (type === 'view_submission') return `form ${view}`;
  if (type === 'view_closed') return `closed ${view}`;
  if (type === 'block_suggestion') return `typeahead ${body['action_id']}`;
  return type;
}

/** Only what a person wrote to the desk, and the opening of the home tab. */
function eventVisit(body: Json, event: Json & MessageEvent, botUserId: string | undefined): Request | undefined {
  const home = text(event['user_team']) ?? text(event['team']);
  const by = (way: string, channel: string | undefined) => visitBy(way, body, text(event['user']), channel, home);
  const type = event['type'];
  if (type === 'app_home_opened') return event['tab'] === 'home' ? by('home', undefined) : undefined;
  if (!isWritten(event, botUserId)) return undefined;
  if (type === 'app_mention') return by('mention', event.channel);
  if (type === 'message' && event.channel_type === 'im') return by('direct message', event.channel);
  return undefined;
}

function visitBy(
  way: string,
  body: Json,
  userId: string | undefined,
  channelId: string | undefined,
  home = text((body['user'] as Json | undefined)?.['team_id']),
): Request | undefined {
  if (!userId) return undefined;
  const authorized = (body['authorizations'] as Json[] | undefined)?.[0];
  const ids = authorized
    ? [authorized['team_id'], authorized['enterprise_id']]
    : [body['team_id'], body['enterprise_id'], idOf(body['team']), idOf(body['enterprise'])];
  return {
    way,
    userId,
    workspaceIds: ids.flatMap((id) => text(id) ?? []),
    ...(home ? { homeId: home } : {}),
    ...(channelId ? { channelId } : {}),
  };
}
