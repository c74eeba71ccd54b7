import type { SlackMessage } from '../../blocks/message.ts';
import type { OutboxMessage } from '../../db/outbox.ts';

/** The part of Slack that the outbox needs, implemented by slack/posting/poster.ts. Never throws. */
export interface Poster {
  /** Posts a message, in a thread if the parent's ts is given. */
  post(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'thread_of' | 'workspace_id'>,
    post: { message: SlackMessage; plain: SlackMessage },
    parentTs: string | undefined,
  ): Promise<{ kind: 'posted'; ts: string } | Failure>;
  /** Gives a sent message of ours, by its id and ts, another text. Doing so twice does no harm. */
  edit(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'workspace_id'>,
    post: { message: SlackMessage; plain: SlackMessage },
    ts: string,
  ): Promise<{ kind: 'posted'; ts: string } | Failure>;
  /** Looks for one of our messages in its channel or thread. */
  find(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'thread_of' | 'created_at' | 'workspace_id'>,
    parentTs: string | undefined,
  ): Promise<LookupResult>;
}

export type Failure =
  | { kind: 'limited'; error: string; retryAfter: number }
  /** Retrying will not help. */
  | { kind: 'terminal'; error: string }
  /** Slack refused the token; the channel is not to blame. */
  | { kind: 'access'; error: string }
  /** Slack may have taken the message. */
  | { kind: 'unsure'; error: string };

export type LookupResult =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** Look again after `retryAfter` seconds. Without it, the channel cannot be read. */
  | { kind: 'unknown'; error: string; retryAfter?: number };
