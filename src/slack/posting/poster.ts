import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackMessage } from '../../blocks/message.ts';
import type { SlackConfig } from '../../config.ts';
import type { LookupResult, Poster } from '../../jobs/outbox/poster.ts';
import { createClient } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';

/**
 * Posting to Slack for the outbox. Its own client, apart from the one that answers: a 429 pauses a whole client, and no
 * request may be repeated behind our back, since a post that timed out may have been taken.
 */
export function createPoster(slack: Pick<SlackConfig, 'botToken' | 'apiUrl'>, log: Logger): Poster {
  const client = createClient(slack, 15_000, log);
  return {
    post: async (...asked) => {
      try {
        return { kind: 'posted', ts: await postMessage(client, asked) };
      } catch (cause) {
        return readFailure(cause);
      }
    },
    find: (...asked) => findPosted(client, asked),
  };
}

const EVENT = 'detainer_desk_post';
/** How far our clock and Slack's may differ when a message is looked for. */
const SKEW_S = 600;

/** Errors after which a smaller, plainer message may be taken. */
const BLOCKS = /^(invalid_blocks|invalid_blocks_format|msg_too_long|msg_blocks_too_long|block_mismatch)$/;
/**
 * Posts with our id in the metadata and on the first block; plain where Slack refuses the blocks. No mentions, no
 * unfurls, a reply never into the channel. Returns Slack's ts.
 */
async function postMessage(client: WebClient, [message, post, parentTs]: Parameters<Poster['post']>): Promise<string> {
  const send = async ({ text, blocks }: SlackMessage) => {
    const result = await client.chat.postMessage({
      channel: message.channel_id,
      text,
      blocks: blocks.map((block, at) => (at === 0 ? { ...block, block_id: message.message_id } : block)),
      metadata: { event_type: EVENT, event_payload: { id: message.message_id } },
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      parse: 'none',
      ...(message.thread_of && parentTs ? { thread_ts: parentTs, reply_broadcast: false } : {}),
    });
    return String(result.ts);
  };
  try {
    return await send(post.message);
  } catch (cause) {
    if (!BLOCKS.test(readFailure(cause).error)) throw cause;
    return send(post.plain);
  }
}

type PostedMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

/** Our id in the metadata of a message. */
function messageIdOf({ metadata }: PostedMessage): unknown {
  const payload = metadata?.event_payload;
  return payload && 'id' in payload ? payload.id : undefined;
}

/** Looks for a message of ours in its channel, or in its thread. */
async function findPosted(client: WebClient, [message, parentTs]: Parameters<Poster['find']>): Promise<LookupResult> {
  const oldest = String(Math.floor(Date.parse(message.created_at) / 1000) - SKEW_S);
  const ours = (each: PostedMessage) =>
    messageIdOf(each) === message.message_id || each.blocks?.some((block) => block.block_id === message.message_id);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < 20; page += 1) {
      const asked = {
        channel: message.channel_id,
        include_all_metadata: true,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      };
      const result =
        message.thread_of && parentTs
          ? await client.conversations.replies({ ...asked, ts: parentTs })
          : await client.conversations.history({ ...asked, oldest });
      const found = result.messages?.find(ours);
      if (found?.ts) return { kind: 'found', ts: found.ts };
      cursor = result.response_metadata?.next_cursor || undefined;
      if (!cursor) return { kind: 'absent' };
    }
    return { kind: 'absent' };
  } catch (cause) {
    const failure = readFailure(cause);
    if (failure.kind === 'limited') return { kind: 'unknown', error: failure.error, retryAfter: failure.retryAfter };
    if (failure.kind === 'terminal') return { kind: 'unknown', error: failure.error };
    return { kind: 'unknown', error: failure.error, retryAfter: 60 };
  }
}
