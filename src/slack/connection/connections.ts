import { HTTPReceiver, type HTTPReceiverOptions, type Logger, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { Logger as Pino } from 'pino';
import { Agent } from 'undici';
import type { SlackConfig } from '../../config.ts';

const TIMEOUT_MS = 10_000;
const DEAD_AFTER_MS = 30_000;

/** Sends Bolt's warnings and errors to our log. Its debug lines are dropped, since they contain payloads. */
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
 * A Socket Mode connection. It has its own client options, because Bolt modifies the object it is given. It retries
 * forever, at most 15 s apart, and gives up a stalled handshake after 8 s instead of 5 minutes.
 */
export function createSocketReceiver(appToken: string, apiUrl: string | undefined, log: Pino): SocketModeReceiver {
  const receiver = new SocketModeReceiver({
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
  guardMessages(receiver.client, log);
  return receiver;
}

/** A frame that socket-mode 3.1 cannot read (an event without its content) would end the process. */
function guardMessages(client: SocketModeReceiver['client'], log: Pino): void {
  const [read] = client.listeners('ws_message');
  if (!read) return;
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (...frame: unknown[]) => {
    try {
      await read.apply(client, frame);
    } catch (cause) {
      log.warn({ cause: cause instanceof Error ? cause.message.slice(0, 200) : 'unknown' }, 'unreadable frame dropped');
    }
  });
}

/** Receives signed requests at /slack/events. */
export function createHttpReceiver(
  mode: Extract<SlackConfig['mode'], { kind: 'http' }>,
  log: Pino,
  installer: Partial<HTTPReceiverOptions> = {},
): HTTPReceiver {
  return new HTTPReceiver({
    ...installer,
    signingSecret: mode.signingSecret,
    logger: boltLogger(log),
    port: mode.port,
    customPropertiesExtractor: ({ headers }) => ({ signature: headers['x-slack-signature'] }),
  });
}

/** Options of the client that Bolt answers with: few retries, and a timeout for respond() as well. */
export function answeringClient(apiUrl: string | undefined) {
  return {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 2, minTimeout: 300 },
    fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) =>
      fetch(url, { ...init, signal: init?.signal ?? AbortSignal.timeout(TIMEOUT_MS) }),
  };
}

/** Calls `onDead` when no connection has been up for thirty seconds. Also counts the connections that are up. */
export function watchConnections(
  receivers: SocketModeReceiver[],
  log: Pino,
  onDead: (reason: string) => void,
): { countUp(): number; stop(): void } {
  const up = new Set<SocketModeReceiver>();
  let timer: NodeJS.Timeout | undefined;
  let watching = true;
  const check = () => {
    if (up.size > 0 || !watching) {
      clearTimeout(timer);
      timer = undefined;
    } else
      timer ??= setTimeout(
        () => onDead('No connection to Slack for 30 seconds; stopping so that a supervisor can restart the desk.'),
        DEAD_AFTER_MS,
      );
  };
  receivers.forEach((receiver, at) => {
    const onState = (state: string, isUp: boolean) => () => {
      if (isUp) up.add(receiver);
      else up.delete(receiver);
      log.info({ connection: at + 1, state, up: up.size }, 'slack connection');
      check();
    };
    receiver.client.on('connected', onState('connected', true));
    for (const state of ['connecting', 'reconnecting', 'disconnecting', 'disconnected', 'close']) {
      receiver.client.on(state, onState(state, false));
    }
  });
  return {
    countUp: () => up.size,
    stop() {
      watching = false;
      clearTimeout(timer);
    },
  };
}
