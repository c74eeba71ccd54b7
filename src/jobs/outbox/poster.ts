import type { SlackMessage } from '../../blocks/message.ts';
import type { OutboxMessage } from '../../db/outbox.ts';

/** Slack, as far as the outbox needs it; slack/posting/poster.ts implements it. Nothing throws. */
export interface Poster {
  /** Posts a message, in a thread where the parent's ts is given. */
  post(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'thread_of'>,
    post: { message: SlackMessage; plain: SlackMessage },
    parentTs: string | undefined,
  ): Promise<{ kind: 'posted'; ts: string } | Failure>;
  /** Looks for a message of ours in its channel, or in its thread. */
  find(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'thread_of' | 'created_at'>,
    parentTs: string | undefined,
  ): Promise<LookupResult>;
}

export type Failure =
  | { kind: 'limited'; error: string; retryAfter: number }
  /** No later try will do better. */
  | { kind: 'terminal'; error: string }
  /** The token is refused: nothing of the channel's doing. */
  | { kind: 'access'; error: string }
  /** Slack may have taken it. */
  | { kind: 'unsure'; error: string };

export type LookupResult =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** With retryAfter (seconds): ask again. Without: the channel cannot be read. */
  | { kind: 'unknown'; error: string; retryAfter?: number };
