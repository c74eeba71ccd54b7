import { HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Logger as Pino } from 'pino';
import { Agent } from 'undici';
import type { SlackConfig } from '../../config.ts';

const TIMEOUT_MS = 10_000;
const DEAD_AFTER_MS = 30_000;

/** Bolt's log lines through ours; Bolt's debug lines carry payloads and are left out. */
export function boltLogger(log: Pino): Logger {
  const line =
    (level: 'info' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      log[level](
        { from: 'bolt' },
        parts
          .map((part) => (part instanceof Error ? `${part.name}: ${part.message}` : String(part)))
          .join(' ')
          .slice(0, 500),
      );
  return {
    debug: () => {},
    info: () => {},
    warn: line('warn'),
    error: line('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/**
 * A Socket Mode connection. It has its own client options, since Bolt writes into the object that it is given; retries
 * go on for ever with a ceiling; a stalled handshake ends after eight seconds instead of five minutes.
 */
export function createSocketReceiver(appToken: string, apiUrl: string | undefined, log: Pino): SocketModeReceiver {
  return new SocketModeReceiver({
    appToken,
    logger: boltLogger(log),
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelopeId: envelope_id }),
    dispatcher: new Agent({ headersTimeout: 8000, connect: { timeout: 5000 } }),
    installerOptions: {
      clientOptions: {
        ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
        timeout: TIMEOUT_MS,
        retryConfig: { forever: true, factor: 1.5, minTimeout: 500, maxTimeout: 15_000, randomize: true },
      },
    },
  });
}

/** The HTTP receiver: signed requests on /slack/events. */
export function createHttpReceiver(mode: Extract<SlackConfig['mode'], { kind: 'http' }>, log: Pino): HTTPReceiver {
  return new HTTPReceiver({
    signingSecret: mode.signingSecret,
    logger: boltLogger(log),
    port: mode.port,
    customPropertiesExtractor: ({ headers }) => ({ signature: headers['x-slack-signature'] }),
  });
}

/** Options of the client that answers: no endless retries, and a time limit on respond() too. */
export function answeringClient(apiUrl: string | undefined) {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 2, minTimeout: 300 },
    fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) =>
      fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) }),
  };
}

/** Calls `onDead` when no connection has been up for thirty seconds. Tells how many are up, and how to stop watching. */
export function watchConnections(
  receivers: SocketModeReceiver[],
  log: Pino,
  onDead: (reason: string) => void,
): { up(): number; stop(): void } {
  const up = new Set<SocketModeReceiver>();
  let timer: NodeJS.Timeout | undefined;
  let watching = true;
  const look = () => {
    if (up.size > 0 || !watching) {
      clearTimeout(timer);
      timer = undefined;
    } else
      timer ??= setTimeout(
        () => onDead('No connection to Slack for 30 seconds; stopping so that a supervisor can start the desk anew.'),
        DEAD_AFTER_MS,
      );
  };
  receivers.forEach((receiver, at) => {
    const turn = (state: string, isUp: boolean) => () => {
      if (isUp) up.add(receiver);
      else up.delete(receiver);
      log.info({ connection: at + 1, state, up: up.size }, 'slack connection');
      look();
    };
    receiver.client.on('connected', turn('connected', true));
    for (const state of ['connecting', 'reconnecting', 'disconnecting', 'disconnected', 'close']) {
      receiver.client.on(state, turn(state, false));
    }
  });
  return {
    up: () => up.size,
    stop() {
      watching = false;
      clearTimeout(timer);
    },
  };
}
