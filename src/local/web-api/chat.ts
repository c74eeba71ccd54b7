import type { JsonObject } from '../json.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type Api, type ApiArgs, ApiError, channelOf, jsonOf, type Method, objectOf, quoteForError } from './args.ts';
import { checkBlocks } from './check-blocks.ts';

const TEXT_MOST = 40_000;
const BLOCKS_MOST = 13_200;

/** Text and blocks as Slack takes them; throws its error codes. */
export function contentOf(args: ApiArgs): { text: string; blocks: JsonObject[] } {
  const text = args['text'] ?? '';
  if (text.length > TEXT_MOST) throw new ApiError('msg_too_long');
  const blocks = jsonOf(args, 'blocks', 'invalid_blocks_format') ?? [];
  const problems = checkBlocks(blocks, 'message');
  if (problems.length > 0) throw new ApiError('invalid_blocks', problems);
  if (JSON.stringify(blocks).length > BLOCKS_MOST) throw new ApiError('msg_blocks_too_long');
  const attachments = jsonOf(args, 'attachments', 'invalid_attachments');
  if (text.trim() === '' && (blocks as JsonObject[]).length === 0 && !attachments) throw new ApiError('no_text');
  return { text, blocks: blocks as JsonObject[] };
}

function threadOf(api: Api, channel: string, args: ApiArgs): { threadTs?: string } {
  const ts = args['thread_ts'];
  if (!ts) return {};
  const parent = api.workspace.find(channel, ts);
  if (!parent) throw new ApiError('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

const postMessage: Method = (api, args) => {
  const channel = channelOf(api, args);
  if (!channel.isMember) throw new ApiError('not_in_channel');
  const content = contentOf(args);
  const metadata = objectOf(args, 'metadata', 'invalid_metadata_format');
  const thread = threadOf(api, channel.id, args);
  const message = api.workspace.add({
    channel: channel.id,
    from: 'desk',
    ephemeral: false,
    ...content,
    ...thread,
    ...(metadata ? { metadata } : {}),
  });
  return { channel: channel.id, ts: message.ts, message: quoteForError(message) };
};

const postEphemeral: Method = (api, args) => {
  const channel = channelOf(api, args);
  if (!channel.isMember) throw new ApiError('not_in_channel');
  if (args['user'] !== LOCAL_IDS.you) throw new ApiError('user_not_in_channel');
  const message = api.workspace.add({
    channel: channel.id,
    from: 'desk',
    ephemeral: true,
    ...contentOf(args),
    ...threadOf(api, channel.id, args),
  });
  return { message_ts: message.ts };
};

/** A message of the desk's own; throws Slack's code when it is another's. */
function ownMessage(api: Api, args: ApiArgs, code: string) {
  const message = api.workspace.find(channelOf(api, args).id, args['ts'] ?? '');
  if (!message || message.ephemeral) throw new ApiError('message_not_found');
  if (message.from !== 'desk') throw new ApiError(code);
  return message;
}

const update: Method = (api, args) => {
  const message = ownMessage(api, args, 'cant_update_message');
  const [text, blocks] = [args['text'], args['blocks']];
  // Text alone takes the place of the blocks; blocks alone, or neither, leave the text.
  const content = text === undefined && blocks === undefined ? {} : contentOf({ ...args, text: text ?? message.text });
  const metadata = objectOf(args, 'metadata', 'invalid_metadata_format');
  const edited = message.edited || blocks === undefined;
  api.workspace.edit(message, { ...content, edited, ...(metadata ? { metadata } : {}) });
  return { channel: message.channel, ts: message.ts, text: message.text, message: quoteForError(message) };
};

const remove: Method = (api, args) => {
  const message = ownMessage(api, args, 'cant_delete_message');
  api.workspace.remove(message);
  return { channel: message.channel, ts: message.ts };
};

const getPermalink: Method = (api, args) => {
  const channel = channelOf(api, args);
  const message = api.workspace.find(channel.id, args['message_ts'] ?? '');
  if (!message) throw new ApiError('message_not_found');
  return { channel: channel.id, permalink: `${api.origin()}/#${channel.id}-${message.ts}` };
};

export const chat: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': update,
  'chat.delete': remove,
  'chat.getPermalink': getPermalink,
};
