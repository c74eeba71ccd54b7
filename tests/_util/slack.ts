import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { describeWords } from '../../src/bootstrap/parts.ts';

interface Call {
  method: string;
  body: Record<string, unknown>;
}

type Reply = Record<string, unknown>;

/** Nothing is narrowed, guests are not answered, nobody asks too much. */
export const EVERYBODY = {
  describe: describeWords,
  access: { workspaces: [], channels: [], groups: [], editors: [], admins: [], guests: false, connect: false },
  limits: { person: 0, workspace: 0 },
};

/** A local stand-in for Slack: Web API, response_url and Socket Mode. An unexpected request is kept for the test to see. */
export interface LocalSlack {
  apiUrl: string;
  responseUrl: string;
  calls: Call[];
  responses: Record<string, unknown>[];
  /** Told of each message that response_url took, with the path that it came to. */
  onResponse: (path: string, message: Record<string, unknown>) => void;
  /** Files as they were uploaded. */
  uploads: string[];
  unexpected: string[];
  sockets: WebSocket[];
  /** Answers of API methods, where the test sets one. */
  replies: Record<string, Reply | ((body: Record<string, string>) => Reply | Promise<Reply>)>;
  /** Further headers of every answer of the Web API. */
  headers: Record<string, string>;
  /** Status codes for the next posts to response_url. */
  responseStatuses: number[];
  /** Sends an envelope down one connection and resolves with the ack's payload. */
  send(envelope: Record<string, unknown>, socket?: number): Promise<Record<string, unknown> | undefined>;
  /** Raw frame, such as a disconnect. */
  frame(frame: Record<string, unknown>, socket: number): void;
  untilConnected(count: number): Promise<void>;
  close(): Promise<void>;
}

export async function startLocalSlack(): Promise<LocalSlack> {
  const waiting = new Map<string, ((payload: Record<string, unknown> | undefined) => void)[]>();
  const waitingForSockets: { count: number; go: () => void }[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then(async (text) => {
      const path = request.url ?? '';
      const json = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json', ...slack.headers });
        response.end(JSON.stringify(body));
      };
      if (path.startsWith('/response')) {
        const status = slack.responseStatuses.shift() ?? 200;
        slack.responses.push(JSON.parse(text));
        if (status === 200) slack.onResponse(path, JSON.parse(text));
        return json(status, status === 200 ? { ok: true } : { ok: false, error: 'invalid_blocks' });
      }
      if (path.startsWith('/upload')) {
        slack.uploads.push(text);
        return json(200, { ok: true });
      }
      const method = path.replace(/^\/api\//, '').replace(/\?.*$/, '');
      const set = slack.replies[method];
      // Asked of everybody who asks, so it would stand between what the tests look at.
      if (method === 'users.info' && !set)
        return json(200, { ok: true, user: { id: new URLSearchParams(text).get('user'), team_id: 'T1' } });
      slack.calls.push({ method, body: Object.fromEntries(new URLSearchParams(text)) });
      if (set)
        return json(200, typeof set === 'function' ? await set(Object.fromEntries(new URLSearchParams(text))) : set);
      if (method === 'auth.test')
        return json(200, { ok: true, bot_id: 'B1', user_id: 'U1', team_id: 'T1', url: 'http://local/' });
      if (method === 'apps.connections.open')
        return json(200, { ok: true, url: slack.apiUrl.replace('http', 'ws').replace('/api/', '/socket') });
      slack.unexpected.push(method);
      json(404, { ok: false, error: 'unknown_method' });
    });
  });
  const sockets = new WebSocketServer({ server });
  const slack: LocalSlack = {
    apiUrl: '',
    responseUrl: '',
    calls: [],
    responses: [],
    onResponse: () => {},
    uploads: [],
    unexpected: [],
    sockets: [],
    replies: {},
    headers: {},
    responseStatuses: [],
    send(envelope, socket = 0) {
      const id = String(envelope['envelope_id']);
      return new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
        slack.sockets[socket]?.send(JSON.stringify(envelope));
      });
    },
    frame: (frame, socket) => slack.sockets[socket]?.send(JSON.stringify(frame)),
    untilConnected: (count) =>
      new Promise((resolve) => {
        if (slack.sockets.length >= count) resolve();
        else waitingForSockets.push({ count, go: resolve });
      }),
    async close() {
      for (const socket of slack.sockets) socket.terminate();
      sockets.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
  sockets.on('connection', (socket) => {
    slack.sockets.push(socket);
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: slack.sockets.length, connection_info: { app_id: 'A1' } }),
    );
    socket.on('message', (data) => {
      const ack = JSON.parse(String(data)) as { envelope_id: string; payload?: Record<string, unknown> };
      const others = waiting.get(ack.envelope_id);
      const first = others?.shift();
      if (others?.length === 0) waiting.delete(ack.envelope_id);
      if (first) first(ack.payload);
      else slack.unexpected.push(`ack of ${ack.envelope_id}`);
    });
    for (const each of waitingForSockets) if (slack.sockets.length >= each.count) each.go();
  });
  await listen(server);
  const { port } = server.address() as AddressInfo;
  slack.apiUrl = `http://127.0.0.1:${port}/api/`;
  slack.responseUrl = `http://127.0.0.1:${port}/response`;
  return slack;
}

/** Sends `/detainer <text>` over a socket; resolves with what the ack holds. */
export const typed = (slack: LocalSlack, text: string) =>
  slack.send({
    type: 'slash_commands',
    envelope_id: text,
    accepts_response_payload: true,
    payload: commandBody(text, slack.responseUrl),
  });

/** The body of a slash command, as Slack sends it. */
export const commandBody = (text: string, responseUrl = 'http://127.0.0.1:1/response'): Record<string, string> => ({
  token: 'x',
  command: '/detainer',
  text,
  response_url: responseUrl,
  trigger_id: '1.2',
  user_id: 'U2',
  user_name: 'reader',
  team_id: 'T1',
  team_domain: 'team',
  channel_id: 'C1',
  channel_name: 'desk',
  api_app_id: 'A1',
  is_enterprise_install: 'false',
});

/** The body of a click on a button. */
export const actionBody = (actionId: string, value: string, responseUrl: string) => ({
  type: 'block_actions',
  team: { id: 'T1', domain: 'team' },
  user: { id: 'U2', username: 'reader', team_id: 'T1' },
  channel: { id: 'C1', name: 'desk' },
  api_app_id: 'A1',
  token: 'x',
  trigger_id: '1.2',
  response_url: responseUrl,
  container: { type: 'message' },
  actions: [{ type: 'button', action_id: actionId, block_id: 'b', value, action_ts: '1' }],
});

/** Answers of the three calls that upload a file. */
export const takesFiles = (slack: LocalSlack): Record<string, Record<string, unknown>> => ({
  'conversations.join': { ok: true },
  'files.getUploadURLExternal': {
    ok: true,
    upload_url: slack.responseUrl.replace('/response', '/upload'),
    file_id: 'F1',
  },
  'files.completeUploadExternal': { ok: true, files: [{ id: 'F1' }] },
});

/** Headers of a signed request. */
export function signed(body: string, secret: string, at = Math.floor(Date.now() / 1000)): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  return {
    'content-type': 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${signature}`,
  };
}

const listen = (server: Server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
