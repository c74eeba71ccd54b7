import type { Message } from '../workspace.ts';
import { LOCAL_IDS } from '../workspace.ts';
import { type ApiArgs, ApiError, channelOf, type Method, quoteForError } from './args.ts';

const info: Method = (api, args) => {
  const channel = channelOf(api, args);
  return {
    channel: {
      id: channel.id,
      name: channel.name,
      is_channel: !channel.isDm,
      is_im: channel.isDm,
      is_private: channel.isDm,
      is_archived: false,
      is_member: channel.isMember,
      ...(channel.isDm ? { user: LOCAL_IDS.you } : {}),
    },
  };
};

const join: Method = (api, args) => {
  const channel = channelOf(api, args);
  if (channel.isDm) throw new ApiError('method_not_supported_for_channel_type');
  const already = channel.isMember;
  channel.isMember = true;
  return {
    channel: { id: channel.id, name: channel.name, is_member: true },
    ...(already ? { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } } : {}),
  };
};

const open: Method = (api, args) => {
  if (args['users'] !== LOCAL_IDS.you) throw new ApiError('user_not_found');
  return { channel: { id: api.workspace.channel(LOCAL_IDS.dm)?.id ?? LOCAL_IDS.dm } };
};

/** A page of messages: `limit` of them from the cursor on. */
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
      .map((message) => quoteForError(message, args['include_all_metadata'] === 'true')),
    has_more: more,
    response_metadata: { next_cursor: more ? Buffer.from(String(end)).toString('base64') : '' },
  };
}

function within(messages: Message[], args: ApiArgs): Message[] {
  const [oldest, latest] = [args['oldest'], args['latest']].map((text) => (text ? Number(text) : undefined));
  if (Number.isNaN(oldest)) throw new ApiError('invalid_ts_oldest');
  if (Number.isNaN(latest)) throw new ApiError('invalid_ts_latest');
  const inclusive = args['inclusive'] === 'true' || args['inclusive'] === '1';
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    const after = oldest === undefined || at > oldest || (inclusive && at === oldest);
    return after && (latest === undefined || at < latest || (inclusive && at === latest));
  });
}

const history: Method = (api, args) => {
  const channel = channelOf(api, args);
  if (!channel.isMember) throw new ApiError('not_in_channel');
  const seen = api.workspace.messages.filter(
    (each) => each.channel === channel.id && !each.ephemeral && !each.threadTs,
  );
  return pageOf(within(seen, args).reverse(), args, 999);
};

const replies: Method = (api, args) => {
  const channel = channelOf(api, args);
  if (!channel.isMember) throw new ApiError('not_in_channel');
  const ts = args['ts'] ?? '';
  const thread = api.workspace.messages.filter(
    (each) => each.channel === channel.id && !each.ephemeral && (each.ts === ts || each.threadTs === ts),
  );
  if (thread.length === 0) throw new ApiError('thread_not_found');
  return pageOf(within(thread, args), args, 1000);
};

export const conversations: Record<string, Method> = {
  'conversations.info': info,
  'conversations.join': join,
  'conversations.open': open,
  'conversations.history': history,
  'conversations.replies': replies,
};
