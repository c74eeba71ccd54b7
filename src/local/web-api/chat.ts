import { checkBlocks, LIMITS } from '../../blocks/limits.ts';
import type { JsonObject } from '../json.ts';
import { ApiError, joinedChannelOf, type Method, parseArg, parseObjectArg, quoteMessage, threadOf } from './args.ts';

/** Text and blocks of a message, checked as Slack does. Throws ApiError. */
export function contentOf(text: unknown, blocks: unknown): { text: string; blocks: JsonObject[] } {
  const { message } = LIMITS;
  const content = { text: typeof text === 'string' ? text : '', blocks: (blocks ?? []) as JsonObject[] };
  if (content.text.length > message.text) throw new ApiError('msg_too_long');
  const problems = checkBlocks(content.blocks, message.blocks);
  if (problems.length > 0) throw new ApiError('invalid_blocks', problems);
  if (JSON.stringify(content.blocks).length > message.json) throw new ApiError('msg_blocks_too_long');
  if (content.text.trim() === '' && content.blocks.length === 0) throw new ApiError('no_text');
  return content;
}

const postMessage: Method = (api, args) => {
  const channel = joinedChannelOf(api, args);
  const content = contentOf(args['text'], parseArg(args, 'blocks', 'invalid_blocks_format'));
  const metadata = parseObjectArg(args, 'metadata', 'invalid_metadata_format');
  const message = api.workspace.addMessage({
    channel: channel.id,
    from: 'desk',
    ephemeral: false,
    ...content,
    ...threadOf(api, channel.id, args),
    ...(metadata ? { metadata } : {}),
  });
  return { channel: channel.id, ts: message.ts, message: quoteMessage(message) };
};

const update: Method = (api, args) => {
  const channel = joinedChannelOf(api, args);
  const content = contentOf(args['text'], parseArg(args, 'blocks', 'invalid_blocks_format'));
  const metadata = parseObjectArg(args, 'metadata', 'invalid_metadata_format');
  const message = api.workspace.findMessage(channel.id, args['ts'] ?? '');
  if (!message) throw new ApiError('message_not_found');
  if (message.from !== 'desk') throw new ApiError('cant_update_message');
  api.workspace.changeMessage(message, { ...content, ...(metadata ? { metadata } : {}) });
  return { channel: channel.id, ts: message.ts, text: content.text, message: quoteMessage(message) };
};

const postEphemeral: Method = (api, args) => {
  const channel = joinedChannelOf(api, args);
  const message = api.workspace.addMessage({
    channel: channel.id,
    from: 'desk',
    ephemeral: true,
    ...contentOf(args['text'], parseArg(args, 'blocks', 'invalid_blocks_format')),
    ...threadOf(api, channel.id, args),
  });
  return { message_ts: message.ts };
};

export const chat: Record<string, Method> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.postEphemeral': postEphemeral,
};
