import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { SlackMessage } from '../../blocks/message.ts';
import type { SlackConfig } from '../../config.ts';
import type { Failure, LookupResult, Poster } from '../../jobs/outbox/poster.ts';
import { boltLogger } from '../connection/connections.ts';

/**
 * Posting to Slack for the outbox. Its own client, apart from the one that answers: a 429 pauses a whole client, and no
 * request may be repeated behind our back, since a post that timed out may have been taken.
 */
export function createPoster(slack: Pick<SlackConfig, 'botToken' | 'apiUrl'>, log: Logger): Poster {
  const client = new WebClient(slack.botToken, {
    ...(slack.apiUrl ? { slackApiUrl: slack.apiUrl } : {}),
    timeout: 15_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLogger(log) as never,
  });
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
const ACCESS =
  /^(invalid_auth|not_authed|token_revoked|token_expired|account_inactive|team_access_not_granted|ekm_access_denied)$/;
/** Slack's own troubles: it may have taken the message all the same. */
const SLACKS = /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/;

interface WebApiError {
  code?: string;
  message?: string;
  retryAfter?: number;
  statusCode?: number;
  data?: { error?: string };
}

/** What an error of the Web API means for a message. */
export function readFailure(cause: unknown): Failure {
  const { code, data, retryAfter, statusCode, message } = cause as WebApiError;
  const error = data?.error ?? (statusCode ? `HTTP ${statusCode}` : (message ?? 'no answer').slice(0, 120));
  if (code === 'slack_webapi_rate_limited_error' || error === 'ratelimited' || error === 'rate_limited')
    return { kind: 'limited', error: 'rate limited by Slack', retryAfter: Math.max(1, retryAfter ?? 30) };
  if (/429|rate.?limit/i.test(error)) return { kind: 'limited', error: 'rate limited by Slack', retryAfter: 30 };
  if (data?.error === undefined || SLACKS.test(data.error)) return { kind: 'unsure', error };
  return { kind: ACCESS.test(data.error) ? 'access' : 'terminal', error };
}

/**
 * Posts with our id in the metadata and on the first block; plain where Slack refuses the blocks. No mentions, no
 * unfurls, a reply never into the channel. Returns Slack's ts.
 */
async function postMessage(client: WebClient, [message, post, parentTs]: Parameters<Poster['post']>): Promise<string> {
  const send = async ({ text, blocks }: SlackMessage) => {
    const [first, ...rest] = blocks;
    const result = await client.chat.postMessage({
      channel: message.channel_id,
      text,
      blocks: [{ ...first, block_id: message.message_id }, ...rest] as never,
      metadata: { event_type: EVENT, event_payload: { id: message.message_id } },
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      parse: 'none',
      ...(message.thread_of && parentTs ? { thread_ts: parentTs, reply_broadcast: false } : {}),
    } as never);
    return String(result.ts);
  };
  try {
    return await send(post.message);
  } catch (cause) {
    if (!BLOCKS.test((cause as WebApiError).data?.error ?? '')) throw cause;
    return send(post.plain);
  }
}

interface Seen {
  ts?: string;
  metadata?: { event_payload?: { id?: unknown } };
  blocks?: { block_id?: unknown }[];
}

/** Looks for a message of ours in its channel, or in its thread. */
async function findPosted(client: WebClient, [message, parentTs]: Parameters<Poster['find']>): Promise<LookupResult> {
  const oldest = String(Math.floor(Date.parse(message.created_at) / 1000) - SKEW_S);
  const ours = (each: Seen) =>
    each.metadata?.event_payload?.id === message.message_id ||
    each.blocks?.some((block) => block.block_id === message.message_id);
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
      const found = ((result.messages ?? []) as Seen[]).find(ours);
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
