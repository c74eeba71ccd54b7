import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackMessage } from '../../blocks/message.ts';
import type { LookupResult, Poster } from '../../jobs/outbox/poster.ts';
import { type Access, createClient } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';

/**
 * Posts to Slack for the outbox. It has its own client, because a 429 pauses a whole client and answers must not wait.
 * The client never retries by itself: Slack may have taken a post that timed out. `slackNow` is Slack's time, if known.
 */
export function createPoster(slack: Access, log: Logger, slackNow: () => number | undefined = () => undefined): Poster {
  const client = createClient(slack, 15_000, log);
  return {
    post: async (...asked) => {
      try {
        return { kind: 'posted', ts: await postMessage(client, asked) };
      } catch (cause) {
        return readFailure(cause);
      }
    },
    find: (...asked) => findPosted(client, asked, slackNow()),
  };
}

const EVENT = 'detainer_desk_post';
/** Allowed difference between our clock and Slack's when looking for a message. */
const SKEW_MS = 600_000;
/** Longer than a message waits to be sent. */
const LONGEST_WAIT_MS = 24 * 3_600_000;
const MAX_PAGES = 20;

/** Errors after which Slack may accept the plain version. */
const BLOCK_ERRORS = /^(invalid_blocks|invalid_blocks_format|msg_too_long|msg_blocks_too_long|block_mismatch)$/;
/**
 * Posts with our id in the metadata and as the first block's id, or the plain version if Slack refuses the blocks.
 * Nothing is parsed for mentions or unfurled, and a reply stays in its thread. Returns Slack's ts.
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
    if (!BLOCK_ERRORS.test(readFailure(cause).error)) throw cause;
    return send(post.plain);
  }
}

type PostedMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

/** Our message id from the metadata, if it is one of ours. */
function messageIdOf({ metadata }: PostedMessage): unknown {
  const payload = metadata?.event_payload;
  return payload && 'id' in payload ? payload.id : undefined;
}

/**
 * Since when a message may stand in its channel, as Slack's ts. Our clock may have been ahead when it was queued, so
 * Slack's clock has its say; without it, the whole channel is read.
 */
function oldestOf(createdAt: string, slackNow: number | undefined): { oldest?: string } {
  if (slackNow === undefined) return {};
  const since = Math.min(Date.parse(createdAt), slackNow - LONGEST_WAIT_MS) - SKEW_MS;
  return { oldest: String(Math.floor(since / 1000)) };
}

/** Looks for one of our messages in its channel or thread. */
async function findPosted(
  client: WebClient,
  [message, parentTs]: Parameters<Poster['find']>,
  slackNow: number | undefined,
): Promise<LookupResult> {
  const since = oldestOf(message.created_at, slackNow);
  const ours = (each: PostedMessage) =>
    messageIdOf(each) === message.message_id || each.blocks?.some((block) => block.block_id === message.message_id);
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const asked = {
        channel: message.channel_id,
        include_all_metadata: true,
        limit: 200,
        ...(cursor ? { cursor } : {}),
      };
      const result =
        message.thread_of && parentTs
          ? await client.conversations.replies({ ...asked, ts: parentTs })
          : await client.conversations.history({ ...asked, ...since });
      const found = result.messages?.find(ours);
      if (found?.ts) return { kind: 'found', ts: found.ts };
      cursor = result.response_metadata?.next_cursor || undefined;
      if (!cursor) return { kind: 'absent' };
    }
    return { kind: 'unknown', error: 'too many messages have been posted since' };
  } catch (cause) {
    const failure = readFailure(cause);
    if (failure.kind === 'limited') return { kind: 'unknown', error: failure.error, retryAfter: failure.retryAfter };
    if (failure.kind === 'terminal') return { kind: 'unknown', error: failure.error };
    return { kind: 'unknown', error: failure.error, retryAfter: 60 };
  }
}
