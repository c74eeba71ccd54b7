import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { readBody } from '../../read-body.ts';

/** Slack's largest payloads (a form with its options) are a few hundred kilobytes. */
const MOST_BYTES = 1_000_000;
const MOST_CONNECTIONS = 500;
const WITHIN_MS = 10_000;
/** As Slack asks: a request that is older, or further ahead, is not from now. */
const SKEW_S = 300;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;
/** Bolt takes a body that was read already from here. */
type Buffered = IncomingMessage & { rawBody?: Buffer };

/**
 * Stands before Bolt's receiver: anybody may send requests to its port. Reads no body beyond what Slack sends, ends slow
 * connections, refuses requests of another time, and answers a body that is no object, over which Bolt would end the desk.
 * `now` is in milliseconds.
 */
export function guardHttp(server: Server, now: () => number): void {
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = WITHIN_MS;
  server.requestTimeout = WITHIN_MS;
  server.setTimeout(2 * WITHIN_MS);
  const listeners = server.listeners('request') as Listener[];
  server.removeAllListeners('request');
  server.on('request', (request: Buffered, response: ServerResponse) => {
    readBody(request, MOST_BYTES).then(
      (body) => {
        const status = statusFor(request, body, now());
        if (status !== undefined) return refuse(response, status);
        request.rawBody = body ?? Buffer.alloc(0);
        for (const listener of listeners) listener.call(server, request, response);
      },
      () => response.destroy(),
    );
  });
}

/** The HTTP status of a refusal; undefined when the request may pass. Bolt checks the signature. */
function statusFor({ headers }: IncomingMessage, body: Buffer | undefined, now: number): number | undefined {
  if (!body) return 413;
  const sentAt = Number(headers['x-slack-request-timestamp'] ?? Number.NaN);
  if (Math.abs(now / 1000 - sentAt) > SKEW_S) return 401;
  const isForm = /^application\/x-www-form-urlencoded/.test(headers['content-type'] ?? '');
  const json = isForm ? (new URLSearchParams(body.toString('utf8')).get('payload') ?? '{}') : body.toString('utf8');
  return body.length === 0 || isJsonObject(json) ? undefined : 400;
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { connection: 'close' }).end();
}
