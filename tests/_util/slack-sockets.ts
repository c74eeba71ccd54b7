import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';

type Json = Record<string, unknown>;

/** One open Socket Mode connection, and what may happen to it. */
interface Link {
  /** Ends it at once, with no closing frame. */
  cut(): void;
  /** Slack's notice that the connection is to be renewed. */
  disconnect(reason?: string): void;
  /** Nothing passes and nothing is closed, not even pings. */
  freeze(): void;
  /** What was held passes. */
  thaw(): void;
  frozen: boolean;
}

/** Slack's side of Socket Mode. */
export interface SocketMode {
  /** Every connection so far, oldest first. */
  sockets: WebSocket[];
  /** Connections that are open, oldest first. */
  links: Link[];
  /** Handshakes that are frozen. */
  stalled: number;
  /** Acks of envelopes that nobody waits for. */
  unexpected: string[];
  /** Decides over each handshake. */
  handshake: () => 'through' | 'frozen' | 'refused';
  /** True where an envelope whose connection ends before its ack is given to another one. */
  givesAgain: boolean;
  /** Where an envelope is delivered a second time. */
  copy: () => 'same' | 'other' | undefined;
  /** Sends an envelope down one connection. Resolves with the ack's payload. */
  send(envelope: Json, socket?: number): Promise<Json | undefined>;
  untilConnected(count: number): Promise<void>;
  closeSockets(): void;
}

/** Adds Socket Mode to a server; a connection may be opened at any path. */
export function addSocketMode(server: Server): SocketMode {
  const waiting = new Map<string, ((payload: Json | undefined) => void)[]>();
  const waitingForSockets: { count: number; go: () => void }[] = [];
  const stalled: Duplex[] = [];
  const sends = new Map<WebSocket, { link: Link; give: (text: string) => void }>();
  const sockets = new WebSocketServer({ noServer: true });
  /** Envelopes without an ack: what was sent, and over which connection. */
  const given = new Map<string, { text: string; socket: WebSocket | undefined }>();

  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => {});
    const what = mode.handshake();
    if (what === 'refused') socket.destroy();
    else if (what === 'frozen') {
      stalled.push(socket);
      mode.stalled += 1;
    } else sockets.handleUpgrade(request, socket, head, open);
  });

  function open(socket: WebSocket): void {
    const held: string[] = [];
    const give = (text: string) => (link.frozen ? void held.push(text) : socket.send(text, () => {}));
    const link: Link = {
      frozen: false,
      cut: () => socket.terminate(),
      disconnect: (reason = 'refresh_requested') =>
        give(JSON.stringify({ type: 'disconnect', reason, debug_info: {} })),
      freeze() {
        link.frozen = true;
        socket.pause();
      },
      thaw() {
        link.frozen = false;
        if (!socket.isPaused) return;
        socket.resume();
        for (const text of held.splice(0)) give(text);
      },
    };
    mode.sockets.push(socket);
    mode.links.push(link);
    sends.set(socket, { link, give });
    socket.on('error', () => {});
    socket.on('close', () => {
      mode.links = mode.links.filter((each) => each !== link);
      sends.delete(socket);
      if (mode.givesAgain) giveAgain(socket);
    });
    socket.on('message', (data) => {
      const ack = JSON.parse(String(data)) as { envelope_id: string; payload?: Json };
      const others = waiting.get(ack.envelope_id);
      given.delete(ack.envelope_id);
      const first = others?.shift();
      if (others?.length === 0) waiting.delete(ack.envelope_id);
      if (first) first(ack.payload);
      else mode.unexpected.push(`ack of ${ack.envelope_id}`);
    });
    give(JSON.stringify({ type: 'hello', num_connections: mode.sockets.length, connection_info: { app_id: 'A1' } }));
    if (mode.givesAgain) giveAgain(undefined);
    for (const each of waitingForSockets) if (mode.sockets.length >= each.count) each.go();
  }

  /** Gives what a connection took with it to another one; undefined stands for none being there. */
  function giveAgain(closed: WebSocket | undefined): void {
    const [socket, target] = [...sends].find(([each]) => each.readyState === each.OPEN) ?? [];
    for (const envelope of given.values()) {
      if (envelope.socket !== closed) continue;
      envelope.socket = socket;
      target?.give(envelope.text);
    }
  }

  const mode: SocketMode = {
    givesAgain: false,
    sockets: [],
    links: [],
    stalled: 0,
    unexpected: [],
    handshake: () => 'through',
    copy: () => undefined,
    send(envelope, at = 0) {
      const id = String(envelope['envelope_id']);
      const socket = mode.sockets[at];
      return new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
        if (socket?.readyState !== socket?.OPEN) return;
        const text = JSON.stringify(envelope);
        const target = socket && sends.get(socket);
        given.set(id, { text, socket });
        target?.give(text);
        const copy = mode.copy();
        if (copy === 'same') target?.give(text);
        if (copy === 'other')
          [...sends.values()].find(({ link }) => link !== target?.link && mode.links.includes(link))?.give(text);
      });
    },
    untilConnected: (count) =>
      new Promise((resolve) => {
        if (mode.sockets.length >= count) resolve();
        else waitingForSockets.push({ count, go: resolve });
      }),
    closeSockets() {
      for (const socket of mode.sockets) socket.terminate();
      for (const socket of stalled) socket.destroy();
      sockets.close();
    },
  };
  return mode;
}
