import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';
import type { LookupResult } from '../../jobs/outbox/poster.ts';
import { readFailure } from '../connection/read-failure.ts';

const MAX_PAGES = 20;

type PostedMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

/** Our message id from the metadata, if it is one of ours. */
function messageIdOf({ metadata }: PostedMessage): unknown {
  const payload = metadata?.event_payload;
  return payload && 'id' in payload ? payload.id : undefined;
}

/** Looks for one of our posts by its id, in a thread or in a channel from `oldest` on (a ts of Slack). */
export async function findPost(
  client: WebClient,
  {
    id,
    channel,
    thread,
    oldest,
  }: { id: string; channel: string; thread?: string | undefined; oldest?: string | undefined },
): Promise<LookupResult> {
  const ours = (each: PostedMessage) =>
    messageIdOf(each) === id || each.blocks?.some((block) => block.block_id === id) === true;
  let cursor: string | undefined;
  try {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const asked = { channel, include_all_metadata: true, limit: 200, ...(cursor ? { cursor } : {}) };
      const result = thread
        ? await client.conversations.replies({ ...asked, ts: thread })
        : await client.conversations.history({ ...asked, ...(oldest ? { oldest } : {}) });
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
