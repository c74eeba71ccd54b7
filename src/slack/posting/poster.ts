import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackMessage } from '../../blocks/message.ts';
import type { Failure, Poster } from '../../jobs/outbox/poster.ts';
import type { Sending } from '../../rules/sendings.ts';
import { type Access, createClient } from '../connection/clients.ts';
import { isAboutForm, readFailure } from '../connection/read-failure.ts';
import { findPost } from './find-post.ts';

/**
 * Posts to Slack for the outbox. It has its own client, because a 429 pauses a whole client and answers must not wait.
 * The client never retries by itself: Slack may have taken a post that timed out. `slackNow` is Slack's time, if known;
 * `onResult` hears how Slack answered each post.
 */
export function createPoster(
  slack: Access,
  log: Logger,
  {
    slackNow = () => undefined,
    onResult = () => {},
  }: { slackNow?: () => number | undefined; onResult?: (sending: Sending) => void } = {},
): Poster {
  const client = createClient(slack, 15_000, log);
  const heard = async (
    place: string,
    work: () => Promise<string>,
  ): Promise<{ kind: 'posted'; ts: string } | Failure> => {
    try {
      const ts = await work();
      onResult({ way: 'post', place });
      return { kind: 'posted', ts };
    } catch (cause) {
      const failure = readFailure(cause);
      onResult({ way: 'post', place, failure });
      return failure;
    }
  };
  return {
    post: (...asked) => heard(asked[0].channel_id, () => postMessage(client, asked)),
    edit: (...asked) => heard(asked[0].channel_id, () => updateMessage(client, asked)),
    find: (message, parentTs) =>
      findPost(client, {
        id: message.message_id,
        channel: message.channel_id,
        thread: message.thread_of ? parentTs : undefined,
        oldest: oldestOf(message.created_at, slackNow()),
      }),
  };
}

const EVENT = 'detainer_desk_post';
/** Allowed difference between our clock and Slack's when looking for a message. */
const SKEW_MS = 600_000;
/** Longer than a message waits to be sent. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

/**
 * Posts with our id in the metadata and as the first block's id, or the plain version if Slack refuses the blocks.
 * Nothing is parsed for mentions or unfurled, and a reply stays in its thread. Returns Slack's ts.
 */
function postMessage(client: WebClient, [message, post, parentTs]: Parameters<Poster['post']>): Promise<string> {
  return orPlain(post, async (content) => {
    const result = await client.chat.postMessage({
      ...contentOf(message, content),
      unfurl_links: false,
      unfurl_media: false,
      ...(message.thread_of && parentTs ? { thread_ts: parentTs, reply_broadcast: false } : {}),
    });
    return String(result.ts);
  });
}

/** Replaces the text of a message. Slack removes what is left out, so our id goes with it again. */
const updateMessage = (client: WebClient, [message, post, ts]: Parameters<Poster['edit']>): Promise<string> =>
  orPlain(post, async (content) => {
    await client.chat.update({ ...contentOf(message, content), ts });
    return ts;
  });

const contentOf = (
  { message_id, channel_id }: { message_id: string; channel_id: string },
  { text, blocks }: SlackMessage,
) => ({
  channel: channel_id,
  text,
  blocks: blocks.map((block, at) => (at === 0 ? { ...block, block_id: message_id } : block)),
  metadata: { event_type: EVENT, event_payload: { id: message_id } },
  link_names: false,
  parse: 'none' as const,
});

async function orPlain(
  { message, plain }: { message: SlackMessage; plain: SlackMessage },
  send: (content: SlackMessage) => Promise<string>,
): Promise<string> {
  try {
    return await send(message);
  } catch (cause) {
    if (!isAboutForm(readFailure(cause))) throw cause;
    return send(plain);
  }
}

/**
 * Since when a message may stand in its channel, as Slack's ts. Our clock may have been ahead when it was queued, so
 * Slack's clock has its say; without it, the whole channel is read.
 */
function oldestOf(createdAt: string, slackNow: number | undefined): string | undefined {
  if (slackNow === undefined) return undefined;
  const since = Math.min(Date.parse(createdAt), slackNow - LONGEST_WAIT_MS) - SKEW_MS;
  return String(Math.floor(since / 1000));
}
