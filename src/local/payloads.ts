import type { JsonObject } from './json.ts';
import { quoteForError } from './web-api/args.ts';
import { shownView } from './web-api/views.ts';
import type { Channel, Message, View } from './workspace.ts';
import { LOCAL_IDS } from './workspace.ts';

/** Slack's payloads, in the shapes in which it sends them to an app. */
const TOKEN = 'local-verification';
const team = { id: LOCAL_IDS.team, domain: 'local' };
const user = { id: LOCAL_IDS.you, username: 'you', name: 'you', team_id: LOCAL_IDS.team };
const common = { api_app_id: LOCAL_IDS.app, token: TOKEN, team, user, enterprise: null, is_enterprise_install: false };

const nameOf = (channel: Channel) => (channel.isDm ? 'directmessage' : channel.name);
const channelRef = (channel: Channel) => ({ id: channel.id, name: nameOf(channel) });

export const slashCommand = (channel: Channel, text: string, triggerId: string, responseUrl: string): JsonObject => ({
  token: TOKEN,
  team_id: LOCAL_IDS.team,
  team_domain: 'local',
  channel_id: channel.id,
  channel_name: nameOf(channel),
  user_id: LOCAL_IDS.you,
  user_name: 'you',
  command: '/detainer',
  text,
  api_app_id: LOCAL_IDS.app,
  is_enterprise_install: 'false',
  response_url: responseUrl,
  trigger_id: triggerId,
});

interface Click {
  action: JsonObject;
  triggerId: string;
  values: JsonObject;
}

export const messageActions = (
  message: Message,
  channel: Channel,
  responseUrl: string,
  { action, triggerId, values }: Click,
): JsonObject => ({
  type: 'block_actions',
  ...common,
  container: {
    type: 'message',
    message_ts: message.ts,
    channel_id: channel.id,
    is_ephemeral: message.ephemeral,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  },
  trigger_id: triggerId,
  channel: channelRef(channel),
  // Slack shows an app no ephemeral message again.
  ...(message.ephemeral ? {} : { message: quoteForError(message) }),
  state: { values },
  response_url: responseUrl,
  actions: [action],
});

export const viewActions = (view: View, { action, triggerId, values }: Click): JsonObject => ({
  type: 'block_actions',
  ...common,
  container: { type: 'view', view_id: view.id },
  trigger_id: triggerId,
  view: shownView(view, values),
  actions: [action],
});

export const viewSubmission = (view: View, values: JsonObject, triggerId: string): JsonObject => ({
  type: 'view_submission',
  ...common,
  trigger_id: triggerId,
  view: shownView(view, values),
  response_urls: [],
});

export const viewClosed = (view: View, isCleared: boolean): JsonObject => ({
  type: 'view_closed',
  ...common,
  view: shownView(view),
  is_cleared: isCleared,
});

export const blockSuggestion = (
  place: { view: View } | { message: Message; channel: Channel },
  asked: { blockId: string; actionId: string; value: string },
): JsonObject => ({
  type: 'block_suggestion',
  ...common,
  container:
    'view' in place
      ? { type: 'view', view_id: place.view.id }
      : { type: 'message', message_ts: place.message.ts, channel_id: place.channel.id },
  action_id: asked.actionId,
  block_id: asked.blockId,
  value: asked.value,
  ...('view' in place
    ? { view: shownView(place.view) }
    : {
        channel: channelRef(place.channel),
        ...(place.message.ephemeral ? {} : { message: quoteForError(place.message) }),
      }),
});

export const globalShortcut = (callbackId: string, triggerId: string, ts: string): JsonObject => ({
  type: 'shortcut',
  ...common,
  action_ts: ts,
  callback_id: callbackId,
  trigger_id: triggerId,
});

export const messageShortcut = (
  callbackId: string,
  message: Message,
  channel: Channel,
  made: { triggerId: string; responseUrl: string; ts: string },
): JsonObject => ({
  type: 'message_action',
  ...common,
  action_ts: made.ts,
  callback_id: callbackId,
  trigger_id: made.triggerId,
  response_url: made.responseUrl,
  message_ts: message.ts,
  channel: channelRef(channel),
  message: quoteForError(message),
});

/** An event in its envelope. */
export const eventCallback = (event: JsonObject, eventId: string, seconds: number): JsonObject => ({
  token: TOKEN,
  team_id: LOCAL_IDS.team,
  api_app_id: LOCAL_IDS.app,
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: seconds,
  authorizations: [
    {
      enterprise_id: null,
      team_id: LOCAL_IDS.team,
      user_id: LOCAL_IDS.botUser,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
});

export const appHomeOpened = (home: View | undefined, ts: string): JsonObject => ({
  type: 'app_home_opened',
  user: LOCAL_IDS.you,
  channel: LOCAL_IDS.dm,
  tab: 'home',
  event_ts: ts,
  ...(home ? { view: shownView(home) } : {}),
});

/** What a person wrote: in the channel with the desk's name, or in the direct message. */
export const messageEvent = (message: Message, isDm: boolean): JsonObject => ({
  type: isDm ? 'message' : 'app_mention',
  user: LOCAL_IDS.you,
  text: message.text,
  ts: message.ts,
  channel: message.channel,
  event_ts: message.ts,
  team: LOCAL_IDS.team,
  ...(isDm ? { channel_type: 'im' } : {}),
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
});
