import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
  createMcpHandler,
  type McpServer,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import { StartError } from '../errors.ts';
import { readBody } from '../read-body.ts';
import { callerOfRequest, type McpCaller, type McpSecrets, personOf } from './caller.ts';

/** A question is a few hundred bytes; none that a tool takes is longer. */
const MOST_BYTES = 100_000;
const MOST_CONNECTIONS = 200;
const WITHIN_MS = 10_000;

export interface McpHttpOptions extends McpSecrets {
  port: number;
  host: string;
  /** The host names by which the desk may be called; those of this machine are always allowed. */
  hosts: readonly string[];
  /** Milliseconds. */
  now(): number;
  /** The tools, for one request of a caller. */
  createServer(caller: McpCaller): McpServer;
  onError(cause: unknown): void;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Serves `/mcp` over HTTP, each request by itself. Refuses names that are not the desk's (a page that rebinds its name to
 * this machine), other origins, large bodies, and everyone without a token or Slack's signature. Throws StartError.
 */
export async function startMcpHttp(options: McpHttpOptions): Promise<{ port: number; stop(): Promise<void> }> {
  const { port, host, onError } = options;
  const names = [...LOOPBACK, ...options.hosts];
  const handler = createMcpHandler(
    // The caller was found before; nothing else makes this object.
    ({ authInfo }) => options.createServer(authInfo?.extra?.['caller'] as McpCaller),
    { maxSubscriptions: 1, onerror: onError },
  );
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { headers, method, url = '' } = request;
    if (url.split('?')[0] !== '/mcp') return refuse(response, 404, 'The tools are at /mcp.');
    if (!validateHostHeader(headers.host, names).ok)
      return refuse(response, 403, 'This name of the desk is not in MCP_HOSTS.');
    if (!validateOriginHeader(headers.origin, names).ok)
      return refuse(response, 403, 'Pages of other sites may not ask.');
    if (method !== 'POST') return refuse(response, 405, 'POST only.', { allow: 'POST' });
    if (headers['content-type']?.split(';')[0]?.trim().toLowerCase() !== 'application/json')
      return refuse(response, 415, 'Send JSON (content-type: application/json).');
    const body = await readBody(request, MOST_BYTES);
    if (!body) return refuse(response, 413, `A message may have ${MOST_BYTES} bytes.`);
    const caller = callerOfRequest(headers, body, options, options.now());
    if (!caller)
      return refuse(response, 401, 'Send the token of MCP_TOKEN: "Authorization: Bearer <token>".', {
        'www-authenticate': 'Bearer',
      });
    const message = parseObject(body);
    if (!message) return refuse(response, 400, 'The body is not one JSON object.');
    const person = caller.kind === 'slack' ? personOf(message) : undefined;
    const known = person ? { ...caller, person } : caller;
    const answer = await handler.fetch(requestOf(request, body), {
      parsedBody: message,
      authInfo: { token: '', clientId: caller.kind, scopes: [], extra: { caller: known } },
    });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) Readable.fromWeb(answer.body as ReadableStream).pipe(response);
    else response.end();
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((cause: unknown) => {
      onError(cause);
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'The desk failed at this message; its operator can find the reason in the log.');
    });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.headersTimeout = WITHIN_MS;
  server.requestTimeout = WITHIN_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new StartError(`Cannot listen on MCP_PORT ${port} on ${host} (${cause.code ?? cause.message}). Set another.`),
      ),
    );
    server.listen({ port, host }, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      await handler.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 2000).unref();
      });
    },
  };
}

/** The request as the SDK takes it; it ends when the caller hangs up. */
function requestOf(request: IncomingMessage, body: Buffer): Request {
  const gone = new AbortController();
  request.socket.once('close', () => gone.abort());
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return new Request('http://localhost/mcp', { method: 'POST', headers, body, signal: gone.signal });
}

function parseObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** JSON-RPC has no id to answer to here. */
function refuse(response: ServerResponse, status: number, message: string, headers: Record<string, string> = {}): void {
  response
    .writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers })
    .end(`${JSON.stringify({ jsonrpc: '2.0', error: { code: -32_000, message }, id: null })}\n`);
}
