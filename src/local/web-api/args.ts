import { isObject } from '../block-ids.ts';
import type { JsonObject } from '../json.ts';
import type { Triggers } from '../triggers.ts';
import type { Message, Workspace } from '../workspace.ts';
import { LOCAL_IDS } from '../workspace.ts';

/** An error as the Web API answers it: a code of Slack's, and sentences on what is wrong where it gives any. */
export class ApiError extends Error {
  readonly code: string;
  readonly details: string[];

  constructor(code: string, details: string[] = []) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export interface Api {
  workspace: Workspace;
  tickets: Triggers;
  /** http://127.0.0.1:3000, without a slash. */
  origin(): string;
}

export type ApiArgs = Record<string, string>;
export type Method = (api: Api, args: ApiArgs) => JsonObject;

/** An argument that is JSON in a form field. */
export function jsonOf(args: ApiArgs, name: string, code: string): unknown {
  const text = args[name];
  if (text === undefined || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(code);
  }
}

export function objectOf(args: ApiArgs, name: string, code = 'invalid_arguments'): JsonObject | undefined {
  const value = jsonOf(args, name, code);
  if (value !== undefined && !isObject(value)) throw new ApiError(code, [`${name} must be an object`]);
  return value;
}

export function channelOf(api: Api, args: ApiArgs) {
  const channel = api.workspace.channel(args['channel'] ?? '');
  if (!channel) throw new ApiError('channel_not_found');
  return channel;
}

/** A message as history and events show it. */
export function quoteForError(message: Message, metadata = false): JsonObject {
  const files = message.files?.map((file) => ({
    id: file.id,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
  }));
  return {
    type: 'message',
    ts: message.ts,
    text: message.text,
    ...(message.from === 'desk'
      ? { bot_id: LOCAL_IDS.bot, app_id: LOCAL_IDS.app, user: LOCAL_IDS.botUser }
      : { user: LOCAL_IDS.you }),
    team: LOCAL_IDS.team,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(files ? { files } : {}),
    ...(message.edited ? { edited: { user: LOCAL_IDS.botUser, ts: message.ts } } : {}),
    ...(metadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}
