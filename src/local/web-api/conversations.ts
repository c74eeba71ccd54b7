import type { Message } from '../workspace.ts';
import { type ApiArgs, ApiError, channelOf, joinedChannelOf, type Method, quoteMessage } from './args.ts';

const join: Method = (api, args) => {
  const channel = channelOf(api, args);
  if (channel.isDm) throw new ApiError('method_not_supported_for_channel_type');
  channel.isMember = true;
  return { channel: { id: channel.id, name: channel.name, is_member: true } };
};

/** A page of messages: `limit` messages from the cursor on. */
function pageOf(messages: Message[], args: ApiArgs, most: number) {
  const limit = args['limit'] === undefined ? 100 : Number(args['limit']);
  if (!Number.isInteger(limit) || limit < 1) throw new ApiError('invalid_limit');
  const at = Buffer.from(args['cursor'] ?? '', 'base64').toString();
  if (args['cursor'] && !/^\d{1,9}$/.test(at)) throw new ApiError('invalid_cursor');
  const start = Number(at);
  const end = start + Math.min(limit, most);
  const more = end < messages.length;
  return {
    messages: messages
      .slice(start, end)
      .map((message) => quoteMessage(message, args['include_all_metadata'] === 'true')),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(String(end)).toString('base64') : '' },
  };
}

const history: Method = (api, args) => {
  const channel = joinedChannelOf(api, args);
  const oldest = Number(args['oldest'] ?? 0);
  if (Number.isNaN(oldest)) throw new ApiError('invalid_ts_oldest');
  const messages = api.workspace.messages.filter(
    (each) => each.channel === channel.id && !each.ephemeral && !each.threadTs && Number(each.ts) > oldest,
  );
  return pageOf(messages.reverse(), args, 999);
};

const replies: Method = (api, args) => {
  const channel = joinedChannelOf(api, args);
  const ts = args['ts'] ?? '';
  const thread = api.workspace.messages.filter(
    (each) => each.channel === channel.id && !each.ephemeral && (each.ts === ts || each.threadTs === ts),
  );
  if (thread.length === 0) throw new ApiError('thread_not_found');
  return pageOf(thread, args, 1000);
};

export const conversations: Record<string, Method> = {
  'conversations.join': join,
  'conversations.history': history,
  'conversations.replies': replies,
};
