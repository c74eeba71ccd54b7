import { isObject, type JsonObject } from '../json.ts';
import type { Triggers } from '../triggers.ts';
import type { Message, Workspace } from '../workspace.ts';
import { LOCAL_IDS } from '../workspace.ts';

/** An error as the Web API returns it: Slack's code and, where Slack gives them, sentences on what is wrong. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: string[];

  constructor(code: string, details: string[] = []) {
    super(code);
    this.code = code;
    this.details = details.map((detail) => `[ERROR] ${detail}`);
  }
}

export interface Api {
  workspace: Workspace;
  triggers: Triggers;
  /** http://127.0.0.1:3000, without a final slash. */
  origin(): string;
}

export type ApiArgs = Record<string, string>;
export type Method = (api: Api, args: ApiArgs) => JsonObject;

/** Parses an argument that is JSON in a form field. Undefined if it is absent. Throws ApiError with `code`. */
export function parseArg(args: ApiArgs, name: string, code: string): unknown {
  const text = args[name];
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(code);
  }
}

/** The same, for an argument that must be an object. */
export function parseObjectArg(args: ApiArgs, name: string, code: string): JsonObject | undefined {
  const value = parseArg(args, name, code);
  if (value !== undefined && !isObject(value)) throw new ApiError(code, [`${name} must be an object`]);
  return value;
}

export function channelOf({ workspace }: Api, args: ApiArgs) {
  const channel = workspace.findChannel(args['channel'] ?? '');
  if (!channel) throw new ApiError('channel_not_found');
  return channel;
}

/** A channel that the bot may post to and read. */
export function joinedChannelOf(api: Api, args: ApiArgs) {
  const channel = channelOf(api, args);
  if (!channel.isMember) throw new ApiError('not_in_channel');
  return channel;
}

/** The thread that a message is posted to, if any. */
export function threadOf({ workspace }: Api, channel: string, args: ApiArgs): { threadTs?: string } {
  const ts = args['thread_ts'];
  if (!ts) return {};
  const parent = workspace.findMessage(channel, ts);
  if (!parent) throw new ApiError('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

/** A message as history, payloads and events show it. */
export const quoteMessage = (message: Message, withMetadata = false): JsonObject => ({
  type: 'message',
  ts: message.ts,
  text: message.text,
  ...(message.from === 'desk'
    ? { bot_id: LOCAL_IDS.bot, app_id: LOCAL_IDS.app, user: LOCAL_IDS.botUser }
    : { user: LOCAL_IDS.you }),
  team: LOCAL_IDS.team,
  ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
  ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
  ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
});
