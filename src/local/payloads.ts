import type { JsonObject } from './json.ts';
import { quoteMessage } from './web-api/args.ts';
import { quoteView } from './web-api/views.ts';
import type { Channel, Message, View } from './workspace.ts';
import { LOCAL_IDS } from './workspace.ts';

/** Slack's payloads, in the shapes in which it sends them to an app. */
const TOKEN = 'local-verification';
const user = { id: LOCAL_IDS.you, username: 'you', name: 'you', team_id: LOCAL_IDS.team };
const common = {
  api_app_id: LOCAL_IDS.app,
  token: TOKEN,
  team: { id: LOCAL_IDS.team, domain: 'local' },
  user,
  enterprise: null,
  is_enterprise_install: false,
};

const nameOf = (channel: Channel) => (channel.isDm ? 'directmessage' : channel.name);

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

/** The message that a payload is about. Slack does not show an app an ephemeral message again. */
const aboutMessage = (message: Message, channel: Channel): JsonObject => ({
  channel: { id: channel.id, name: nameOf(channel) },
  ...(message.ephemeral ? {} : { message: quoteMessage(message) }),
});

export const messageClick = (
  message: Message,
  channel: Channel,
  action: JsonObject,
  triggerId: string,
  responseUrl: string,
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
  ...aboutMessage(message, channel),
  state: { values: {} },
  response_url: responseUrl,
  actions: [action],
});

export const viewClick = (view: View, action: JsonObject, triggerId: string): JsonObject => ({
  type: 'block_actions',
  ...common,
  container: { type: 'view', view_id: view.id },
  trigger_id: triggerId,
  view: quoteView(view),
  actions: [action],
});

export const viewSubmission = (
  view: View,
  values: JsonObject,
  triggerId: string,
  responseUrls: JsonObject[],
): JsonObject => ({
  type: 'view_submission',
  ...common,
  trigger_id: triggerId,
  view: quoteView(view, values),
  response_urls: responseUrls,
});

export const blockSuggestion = (view: View, blockId: string, actionId: string, value: string): JsonObject => ({
  type: 'block_suggestion',
  ...common,
  container: { type: 'view', view_id: view.id },
  action_id: actionId,
  block_id: blockId,
  value,
  view: quoteView(view),
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
  { triggerId, responseUrl, ts }: { triggerId: string; responseUrl: string; ts: string },
): JsonObject => ({
  type: 'message_action',
  ...common,
  action_ts: ts,
  callback_id: callbackId,
  trigger_id: triggerId,
  response_url: responseUrl,
  message_ts: message.ts,
  ...aboutMessage(message, channel),
});

/** An event in its envelope. */
export const eventCallback = (event: JsonObject, eventId: string): JsonObject => ({
  token: TOKEN,
  team_id: LOCAL_IDS.team,
  api_app_id: LOCAL_IDS.app,
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: Math.floor(Number(event['event_ts'])),
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
  ...(home ? { view: quoteView(home) } : {}),
});

/** A message that the person wrote: in the channel a mention of the desk, or a direct message. */
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
