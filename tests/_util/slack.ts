import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeWords } from '../../src/bootstrap/parts.ts';
import type { JsonObject } from '../../src/local/json.ts';
import { readForm, readJson } from '../../src/local/server/body.ts';
import { createTriggers } from '../../src/local/triggers.ts';
import { type Api, type ApiError, quoteMessage } from '../../src/local/web-api/args.ts';
import { contentOf } from '../../src/local/web-api/chat.ts';
import { storeUpload } from '../../src/local/web-api/files.ts';
import { callMethod } from '../../src/local/web-api/index.ts';
import { createWorkspace } from '../../src/local/workspace.ts';
import { addSocketMode, type SocketMode } from './slack-sockets.ts';

interface Call {
  method: string;
  body: Record<string, string>;
  /** The token that came with it. */
  token: string;
}

/** A message that chat.postMessage took. */
export interface Posted {
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: { type: string; block_id?: string }[];
  metadata?: { event_type: string; event_payload: { id: string } };
  /** Every field of the call. */
  sent: Record<string, string>;
}

/** What becomes of a request. Where it says "taken", Slack has it. */
export type Fault =
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** HTTP 200 with a page that is not JSON, as a company's proxy answers. */
  | { kind: 'page' }
  | { kind: 'cut' }
  | { kind: 'silent' }
  | { kind: 'delay'; ms: number }
  | { kind: 'taken, then cut' }
  | { kind: 'taken, then 500' }
  /** The answer comes after the client has hung up. */
  | { kind: 'taken, answered too late' };

/** No narrowed access, no guests, no limits. */
export const EVERYBODY = {
  describe: describeWords,
  access: { workspaces: [], channels: [], groups: [], editors: [], admins: [], guests: false, connect: false },
  limits: { person: 0, workspace: 0 },
};

type Answer = JsonObject | ((body: Record<string, string>) => JsonObject | Promise<JsonObject>);

/**
 * The local Slack of src/local with every channel and person, Socket Mode, and faults. A request that it does not know,
 * or that breaks Slack's limits, is kept in `unexpected` for the test to see.
 */
export interface LocalSlack extends SocketMode {
  apiUrl: string;
  responseUrl: string;
  /** Calls of the Web API as they came, faults or not; users.info only where a test answers it. */
  calls: Call[];
  /** What chat.postMessage took, in order. */
  messages: Posted[];
  /** What response_url took, and who is told of it with the path. */
  responses: JsonObject[];
  onResponse: (path: string, message: JsonObject) => void;
  /** Files as they were uploaded. */
  uploads: string[];
  /** Answers of methods in place of Slack's own. */
  replies: Record<string, Answer>;
  /** More headers of every answer. */
  headers: Record<string, string>;
  /** Decides over each request by its method, or its path ('/response/..'). Undefined lets it through. */
  fault: (name: string, body: Record<string, string>) => Fault | undefined | Promise<Fault | undefined>;
  /** Called when a message has been taken, before the answer leaves. */
  onTaken: (message: Posted) => void | Promise<void>;
  parents(channel: string): Posted[];
  threadOf(parent: Posted): Posted[];
  close(): Promise<void>;
}

const MOST_BYTES = 20_000_000;

export async function startLocalSlack(): Promise<LocalSlack> {
  const server = createServer((request, response) => void serve(request, response));
  const api = everyonesApi(() => slack.responseUrl.replace('/response', ''));
  const own: Record<string, Answer> = {
    'auth.test': { ok: true, bot_id: 'B1', user_id: 'U1', team_id: 'T1', url: 'http://local/' },
    'users.info': ({ user = '' }) => ({ ok: true, user: { id: user, team_id: 'T1' } }),
    'apps.connections.open': () => ({ ok: true, url: slack.apiUrl.replace('http', 'ws') }),
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = (request.url ?? '').replace(/\?.*$/, '').replace(/^\/api\//, '');
    const gone = new Promise<void>((resolve) => response.once('close', resolve));
    const send = (status: number, text: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...slack.headers, ...headers }).end(text);
    const isReply = name.startsWith('/response');
    const { fields, file } = isReply
      ? { fields: (await readJson(request, MOST_BYTES)) as Record<string, string>, file: Buffer.alloc(0) }
      : await readForm(request, MOST_BYTES);
    if (!name.startsWith('/') && (name !== 'users.info' || slack.replies[name]))
      slack.calls.push({ method: name, body: fields, token: tokenOf(request) });
    const fault = await slack.fault(name, fields);
    if (fault?.kind === 'status') return void send(fault.status, '{"ok":false,"error":"fault"}', fault.headers);
    if (fault?.kind === 'error') return void send(200, JSON.stringify({ ok: false, error: fault.error }));
    if (fault?.kind === 'page') return void send(200, '<html>Sign in to the network</html>');
    if (fault?.kind === 'cut') return void request.socket.destroy();
    if (fault?.kind === 'silent') return gone;
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const answer = isReply
      ? takeReply(name, fields)
      : await (name.startsWith('/upload') ? upload : call)(name, fields, file);
    if (fault?.kind === 'taken, then cut') return void request.socket.destroy();
    if (fault?.kind === 'taken, then 500') return void send(500, '');
    if (fault?.kind === 'taken, answered too late') await gone;
    send(isReply && !answer['ok'] ? 400 : 200, JSON.stringify(answer));
  }

  function takeReply(path: string, reply: JsonObject): JsonObject {
    try {
      contentOf(reply['text'], reply['blocks']);
    } catch (cause) {
      return refused(path, { ok: false, error: String(cause), details: (cause as ApiError).details });
    }
    slack.responses.push(reply);
    slack.onResponse(path, reply);
    return { ok: true };
  }

  async function upload(path: string, _fields: Record<string, string>, file: Buffer): Promise<JsonObject> {
    slack.uploads.push(String(file));
    const problem = storeUpload(api, path.replace('/upload/', ''), file);
    return problem ? refused(path, { ok: false, error: problem }) : { ok: true };
  }

  async function call(method: string, fields: Record<string, string>): Promise<JsonObject> {
    const set = slack.replies[method] ?? own[method];
    if (set) return typeof set === 'function' ? set(fields) : set;
    const answer = callMethod(api, method, fields);
    if (/^(unknown_method|invalid_)|too_long/.test(String(answer['error']))) return refused(method, answer);
    if (method === 'chat.postMessage' && answer['ok']) {
      const message = api.workspace.messages.at(-1);
      const sent = { blocks: JSON.parse(fields['blocks'] ?? '[]'), sent: fields };
      const posted = { ...(message && quoteMessage(message, true)), channel: message?.channel, ...sent } as Posted;
      slack.messages.push(posted);
      await slack.onTaken(posted);
    }
    return answer;
  }

  function refused(name: string, answer: JsonObject): JsonObject {
    slack.unexpected.push(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  }

  const sockets = addSocketMode(server);
  const slack: LocalSlack = Object.assign(sockets, {
    apiUrl: '',
    responseUrl: '',
    calls: [],
    messages: [] as Posted[],
    responses: [],
    onResponse: () => {},
    uploads: [],
    replies: {},
    headers: {},
    fault: () => undefined,
    onTaken: () => {},
    parents: (channel: string) => slack.messages.filter((each) => each.channel === channel && !each.thread_ts),
    threadOf: (parent: Posted) => slack.messages.filter((each) => each.thread_ts === parent.ts),
    async close() {
      sockets.closeSockets();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(slack, { apiUrl: `${base}/api/`, responseUrl: `${base}/response` });
}

const tokenOf = ({ headers }: IncomingMessage): string => (headers.authorization ?? '').replace(/^Bearer /, '');

/** The Web API for any channel and person. Its clock is later than those of tests, so that `oldest` hides nothing. */
function everyonesApi(origin: () => string): Api {
  const workspace = createWorkspace(() => new Date('2100-01-01T00:00:00Z'));
  const { findMessage } = workspace;
  Object.assign(workspace, {
    findChannel: (id: string) => ({ id, name: id, isDm: /^[DU]/.test(id), isMember: true }),
    // Threads may begin with messages of people, which are not kept.
    findMessage: (channel: string, ts: string) => findMessage(channel, ts) ?? { ts },
  });
  return { workspace, triggers: { ...createTriggers(workspace), useTrigger: () => undefined }, origin };
}
