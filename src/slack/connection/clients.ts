import { type Logger, LogLevel } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Logger as Pino } from 'pino';
import type { SlackConfig } from '../../config.ts';
import { boltLogger } from './connections.ts';
import { readFailure } from './read-failure.ts';

type Access = Pick<SlackConfig, 'botToken' | 'apiUrl'>;

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
 * The one maker of clients; `timeout` in milliseconds. A client tries once, since a call that timed out may have been
 * taken, and a 429 pauses no other client. Without a log its warnings are dropped.
 */
export const createClient = ({ botToken, apiUrl }: Access, timeout: number, log?: Pino): WebClient =>
  new WebClient(botToken, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: log ? boltLogger(log) : silent,
  });

/** One client for each thing that must not wait for another. */
export interface Clients {
  /** Opens and publishes views: a trigger lives for three seconds. */
  views: WebClient;
  /** Replies in threads and direct messages. */
  replies: WebClient;
  files: WebClient;
  /** Makes the bot a member of a public channel: undefined when it is one now, else Slack's error. */
  join(channelId: string): Promise<string | undefined>;
}

/** The clients of the desk's handlers, apart from the one that Bolt answers with. */
export function createClients(access: Access): Clients {
  const joining = createClient(access, 1500); // the asker has three seconds
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
