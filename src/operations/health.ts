import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { StartError } from '../errors.ts';
import { createChecks, type HealthState } from './checks.ts';
import { createMetrics, type Metrics } from './metrics.ts';

export interface Health extends Pick<Metrics, 'measure'> {
  /** Starts listening and resolves with the port. Throws StartError when it cannot. */
  start(): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Serves `/healthz`, `/readyz` and `/metrics` for operators. Read-only and without a password, so only on loopback by
 * default.
 */
export function createHealth({
  context,
  health: { port, host },
  config,
  ...state
}: {
  context: Pick<Context, 'db' | 'now' | 'log'>;
  health: NonNullable<Config['health']>;
  config: Pick<Config, 'database' | 'backup'>;
} & HealthState): Health {
  const { database, backup } = config;
  const { connections, slackError, slackFailures, isReady } = state;
  const check = createChecks(context, { ...state, database });
  const metrics = createMetrics(context, {
    connections,
    slackError,
    slackFailures,
    database,
    backupFolder: backup?.folder,
  });

  const pages: Record<string, (response: ServerResponse) => Promise<void> | void> = {
    async '/healthz'(response) {
      const checks = await check();
      const ok = checks.every((each) => each.ok);
      send(response, ok ? 200 : 503, 'application/json', `${JSON.stringify({ ok, checks })}\n`);
    },
    '/readyz'(response) {
      const ok = isReady();
      send(response, ok ? 200 : 503, 'application/json', `${JSON.stringify({ ok })}\n`);
    },
    async '/metrics'(response) {
      send(response, 200, metrics.registry.contentType, await metrics.registry.metrics());
    },
  };
  const server = createServer((request, response) => {
    const page = pages[(request.url ?? '').replace(/\?.*$/s, '')];
    request.resume();
    if (!page) return send(response, 404, 'text/plain', 'Available: /healthz, /readyz and /metrics.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'text/plain', 'GET only.\n');
    (async () => {
      await page(response);
    })().catch((cause: unknown) => {
      context.log.error({ err: cause }, 'health page failed');
      if (!response.headersSent) send(response, 500, 'text/plain', 'The desk failed to answer; see its log.\n');
    });
  });
  server.requestTimeout = 10_000;
  return {
    measure: metrics.measure,
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', (cause: NodeJS.ErrnoException) =>
          reject(
            new StartError(
              `Cannot listen on HEALTH_PORT ${port} on ${host} (${cause.code ?? cause.message}). Set another HEALTH_PORT, or unset it.`,
            ),
          ),
        );
        server.listen({ port, host }, () => resolve((server.address() as AddressInfo).port));
      }),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
