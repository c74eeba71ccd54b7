import { type Logger, LogLevel } from '@slack/bolt';
import { type FetchFunction, WebClient } from '@slack/web-api';
import type { Logger as Pino } from 'pino';
import type { SlackConfig } from '../../config.ts';
import { boltLogger } from './connections.ts';
import { readFailure } from './read-failure.ts';

/** `noteDate` takes the `Date` header of each answer. */
export type Access = Pick<SlackConfig, 'botToken' | 'apiUrl'> & { noteDate?: (date: string | null) => void };

const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};

/**
 * Creates every Web API client; `timeout` is in milliseconds. A client tries once, since Slack may have accepted a call
 * that timed out, and a 429 pauses no other client. Without `log`, warnings are dropped.
 */
export const createClient = ({ botToken, apiUrl, noteDate }: Access, timeout: number, log?: Pino): WebClient =>
  new WebClient(botToken, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout,
    ...(noteDate ? { fetch: noting(noteDate) } : {}),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: log ? boltLogger(log) : silent,
  });

const noting =
  (noteDate: (date: string | null) => void): FetchFunction =>
  async (...asked) => {
    const response = await fetch(...asked);
    noteDate(response.headers.get('date'));
    return response;
  };

/** Separate clients, so that a 429 or a slow call in one does not delay the others. */
export interface Clients {
  /** Opens and publishes views. A trigger_id expires after three seconds. */
  views: WebClient;
  /** Replies in threads and direct messages. */
  replies: WebClient;
  files: WebClient;
  /** Joins a public channel. Returns Slack's error, or undefined when the bot is a member. */
  join(channelId: string): Promise<string | undefined>;
}

/** The clients of the handlers; Bolt uses one of its own. */
export function createClients(access: Access): Clients {
  const joining = createClient(access, 1500); // Slack allows three seconds for the whole answer
  return {
    views: createClient(access, 2000),
    replies: createClient(access, 10_000),
    files: createClient(access, 30_000),
    async join(channel) {
      try {
        await joining.conversations.join({ channel });
        return undefined;
      } catch (cause) {
        return readFailure(cause).error;
      }
    },
  };
}
