import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the stand-in keeps it. */
interface Posted {
  channel: string;
  ts: string;
  thread_ts?: string;
  text: string;
  blocks: { type: string; block_id?: string }[];
  metadata?: { event_type: string; event_payload: { id: string } };
  /** Everything that was sent, as it came. */
  sent: Record<string, string>;
}

/** What the stand-in does with a call: answers, refuses, or takes it and says nothing of it. */
export type Fault =
  | { kind: 'error'; error: string }
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  /** Taken, then HTTP 500. */
  | { kind: 'taken, then 500' }
  /** Taken, then the connection is cut. */
  | { kind: 'taken, then cut' }
  /** Cut before it is taken. */
  | { kind: 'cut' };

export interface SlackApi {
  apiUrl: string;
  /** Messages by channel, in order. */
  messages: Posted[];
  calls: { method: string; body: Record<string, string> }[];
  /** Decides over each call; undefined lets it through. May wait. */
  fault: (method: string, body: Record<string, string>) => Fault | undefined | Promise<Fault | undefined>;
  /** Called when a message has been taken, before the answer leaves. */
  onTaken: (message: Posted) => void | Promise<void>;
  parents(channel: string): Posted[];
  replies(parent: Posted): Posted[];
  close(): Promise<void>;
}

/** A local stand-in for Slack's Web API that keeps channels: posts, history, threads, joining. */
export async function startSlackApi(): Promise<SlackApi> {
  let counter = 0;
  const server = createServer(async (request, response) => {
    const method = (request.url ?? '').replace(/^\/api\//, '').replace(/\?.*$/, '');
    const body = Object.fromEntries(new URLSearchParams(await readBody(request)));
    api.calls.push({ method, body });
    const json = (status: number, value: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
    };
    const fault = await api.fault(method, body);
    if (fault?.kind === 'error') return json(200, { ok: false, error: fault.error });
    if (fault?.kind === 'status') return json(fault.status, { ok: false, error: 'fault' }, fault.headers);
    if (fault?.kind === 'cut') return void request.socket.destroy();
    const result = answer(method, body);
    if (method === 'chat.postMessage') await api.onTaken(api.messages.at(-1) as Posted);
    if (fault?.kind === 'taken, then 500') return json(500, {});
    if (fault?.kind === 'taken, then cut') return void request.socket.destroy();
    return json(200, result);
  });

  function answer(method: string, body: Record<string, string>): Record<string, unknown> {
    if (method === 'chat.postMessage') {
      counter += 1;
      const ts = `${1_700_000_000 + counter}.000100`;
      api.messages.push({
        channel: body['channel'] ?? '',
        ts,
        ...(body['thread_ts'] ? { thread_ts: body['thread_ts'] } : {}),
        text: body['text'] ?? '',
        blocks: JSON.parse(body['blocks'] ?? '[]'),
        ...(body['metadata'] ? { metadata: JSON.parse(body['metadata']) } : {}),
        sent: body,
      });
      return { ok: true, channel: body['channel'], ts };
    }
    const of = api.messages.filter((each) => each.channel === body['channel']);
    const metadata = (each: Posted) =>
      body['include_all_metadata'] === 'true' ? each : { ...each, metadata: undefined };
    if (method === 'conversations.history')
      return { ok: true, messages: of.filter((each) => !each.thread_ts).map(metadata), has_more: false };
    if (method === 'conversations.replies')
      return {
        ok: true,
        messages: of.filter((each) => each.ts === body['ts'] || each.thread_ts === body['ts']).map(metadata),
      };
    if (method === 'files.getUploadURLExternal')
      return { ok: true, upload_url: `${api.apiUrl}upload`, file_id: `F${api.calls.length}` };
    if (method === 'upload' || method === 'files.completeUploadExternal') return { ok: true, files: [] };
    if (method === 'auth.test') return { ok: true, bot_id: 'B1', user_id: 'U1', team_id: 'T1', url: 'http://local/' };
    if (method === 'conversations.join') return { ok: true, channel: { id: body['channel'] } };
    return { ok: false, error: 'unknown_method' };
  }

  const api: SlackApi = {
    apiUrl: '',
    messages: [],
    calls: [],
    fault: () => undefined,
    onTaken: () => {},
    parents: (channel) => api.messages.filter((each) => each.channel === channel && !each.thread_ts),
    replies: (parent) => api.messages.filter((each) => each.thread_ts === parent.ts),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  api.apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
  return api;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
