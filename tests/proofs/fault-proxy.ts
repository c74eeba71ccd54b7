import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';

/** What becomes of a request. Where it says "taken", Slack has it. */
export type HttpFault =
  | { kind: 'status'; status: number; headers?: Record<string, string> }
  | { kind: 'error'; error: string }
  /** HTTP 200 with a page that is no JSON, as a company's own proxy answers. */
  | { kind: 'page' }
  | { kind: 'cut' }
  | { kind: 'silent' }
  | { kind: 'delay'; ms: number }
  | { kind: 'taken, then cut' }
  | { kind: 'taken, then 500' }
  /** Taken; the answer comes when the asker has hung up. */
  | { kind: 'taken, answered too late' };

/** One Socket Mode connection of the desk, through the proxy. */
interface Link {
  /** Ends both sides at once, with no closing frame. */
  cut(): void;
  /** Slack's notice that the connection is to be renewed. */
  disconnect(reason?: string): void;
  /** Nothing passes and nothing is closed, pings too. */
  freeze(): void;
  /** What was held passes. */
  thaw(): void;
  frozen: boolean;
}

/** Stands between the desk and a local Slack and does to them what networks and Slack do. */
export interface FaultProxy {
  apiUrl: string;
  responseUrl: string;
  /** Connections that are open, oldest first. */
  links: Link[];
  /** Connections that came about so far. */
  opened: number;
  /** Handshakes that stand still. */
  stalled: number;
  requests: string[];
  /** Decides over each request by its path; undefined lets it through. */
  fault: (path: string) => HttpFault | undefined;
  /** Decides over each handshake. */
  handshake: () => 'through' | 'frozen' | 'refused';
  /** Where an envelope is given a second time. */
  copy: () => 'same' | 'other' | undefined;
  close(): Promise<void>;
}

/** Starts the proxy before the Slack at an address. */
export async function startFaultProxy(slackApiUrl: string): Promise<FaultProxy> {
  const slackUrl = new URL(slackApiUrl).origin;
  const stalled = new Set<Duplex>();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer((request, response) => void pass(request, response));

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const gone = new Promise<void>((resolve) => response.once('close', resolve));
    const body = await readAll(request);
    proxy.requests.push(path);
    const fault = proxy.fault(path);
    const say = (status: number, text: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
    if (fault?.kind === 'status') return void say(fault.status, '{"ok":false,"error":"fault"}', fault.headers);
    if (fault?.kind === 'error') return void say(200, JSON.stringify({ ok: false, error: fault.error }));
    if (fault?.kind === 'page') return void say(200, '<html>Sign in to the network</html>');
    if (fault?.kind === 'cut') return void request.socket.destroy();
    if (fault?.kind === 'silent') return gone;
    if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const answer = await fetch(slackUrl + path, {
      method: 'POST',
      headers: { 'content-type': String(request.headers['content-type']) },
      body,
    });
    const text = (await answer.text()).replaceAll(slackUrl.replace('http', 'ws'), base.replace('http', 'ws'));
    if (fault?.kind === 'taken, then cut') return void request.socket.destroy();
    if (fault?.kind === 'taken, then 500') return void say(500, '');
    if (fault?.kind === 'taken, answered too late') await gone;
    say(answer.status, text);
  }

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {});
    const what = proxy.handshake();
    if (what === 'refused') return void socket.destroy();
    if (what === 'frozen') {
      proxy.stalled += 1;
      stalled.add(socket);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (toDesk) =>
      open(toDesk, new WebSocket(slackUrl.replace('http', 'ws') + request.url)),
    );
  });

  function open(toDesk: WebSocket, toSlack: WebSocket): void {
    const held: (() => void)[] = [];
    const passing = (way: () => void) => (link.frozen ? held.push(way) : way());
    const give = (text: string) => passing(() => toDesk.send(text));
    const link: Link & { give(text: string): void } = {
      frozen: false,
      give,
      cut: () => {
        toDesk.terminate();
        toSlack.terminate();
      },
      disconnect: (reason = 'refresh_requested') => give(JSON.stringify({ type: 'disconnect', reason })),
      freeze: () => {
        link.frozen = true;
        toDesk.pause();
      },
      thaw: () => {
        link.frozen = false;
        if (!toDesk.isPaused) return;
        toDesk.resume();
        for (const way of held.splice(0)) way();
      },
    };
    const over = (other: WebSocket) => () => {
      proxy.links = proxy.links.filter((each) => each !== link);
      other.terminate();
    };
    toDesk.on('close', over(toSlack)).on('error', () => {});
    toSlack.on('close', over(toDesk)).on('error', () => {});
    toDesk.on('message', (data) => passing(() => toSlack.readyState === WebSocket.OPEN && toSlack.send(String(data))));
    toSlack.on('message', (data) => {
      const text = String(data);
      if (toDesk.readyState !== WebSocket.OPEN) return;
      give(text);
      if (!text.includes('"envelope_id"')) return;
      const copy = proxy.copy();
      if (copy === 'same') give(text);
      if (copy === 'other') (proxy.links.find((each) => each !== link) as typeof link | undefined)?.give(text);
    });
    toSlack.once('open', () => {
      proxy.opened += 1;
      proxy.links.push(link);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const proxy: FaultProxy = {
    apiUrl: `${base}/api/`,
    responseUrl: `${base}/response`,
    links: [],
    opened: 0,
    stalled: 0,
    requests: [],
    fault: () => undefined,
    handshake: () => 'through',
    copy: () => undefined,
    close: () =>
      new Promise((resolve) => {
        for (const link of proxy.links) link.cut();
        for (const socket of stalled) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

async function readAll(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}
