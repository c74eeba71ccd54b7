import { randomBytes } from 'node:crypto';
import { withIds } from './block-ids.ts';
import type { JsonObject } from './json.ts';

/** The ids of the local workspace, in Slack's shapes. One channel, one direct message, one person. */
export const LOCAL_IDS = {
  team: 'T0DESKLOCAL',
  app: 'A0DESKLOCAL',
  bot: 'B0DESKLOCAL',
  botUser: 'U0DESKLOCAL',
  you: 'U0YOULOCAL',
  channel: 'C0DESKLOCAL',
  dm: 'D0DESKLOCAL',
} as const;

export interface Channel {
  id: string;
  name: string;
  isDm: boolean;
  isMember: boolean;
}

export interface StoredFile {
  id: string;
  name: string;
  title: string;
  /** Bytes. */
  length: number;
  mimetype: string;
  content?: Buffer;
}

export interface Message {
  ts: string;
  channel: string;
  /** Who wrote it: the bot, or the person at the page. */
  from: 'desk' | 'you';
  text: string;
  blocks: JsonObject[];
  ephemeral: boolean;
  threadTs?: string;
  metadata?: JsonObject;
  files?: StoredFile[];
}

export interface View {
  id: string;
  type: 'modal' | 'home';
  body: JsonObject;
}

export type WorkspaceChange = { kind: 'message'; message: Message } | { kind: View['type'] };

const MAX_MESSAGES = 500;

export type Workspace = ReturnType<typeof createWorkspace>;

/** What the local Slack remembers while the process runs: channels, messages, files, open views. Nothing is stored. */
export function createWorkspace(now: () => Date) {
  let lastTs = 0;
  const listeners = new Set<(change: WorkspaceChange) => void>();
  const messages: Message[] = [];
  const notify = (change: WorkspaceChange) => {
    for (const listener of listeners) listener(change);
  };
  const workspace = {
    now,
    channels: [
      { id: LOCAL_IDS.channel, name: 'detainers', isDm: false, isMember: true },
      { id: LOCAL_IDS.dm, name: 'Detainer Desk', isDm: true, isMember: true },
    ] as Channel[],
    messages,
    files: new Map<string, StoredFile>(),
    modal: undefined as View | undefined,
    home: undefined as View | undefined,
    /** Options that the app supplied while a person typed into the open modal. */
    offered: [] as JsonObject[],
    listen: (listener: (change: WorkspaceChange) => void) => void listeners.add(listener),
    /** Slack's ts: seconds and microseconds, unique and ascending. */
    nextTs(): string {
      lastTs = Math.max(lastTs + 1, now().getTime() * 1000);
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
    newId: (prefix: string) => `${prefix}${randomBytes(5).toString('hex').toUpperCase()}`,
    addMessage(message: Omit<Message, 'ts'>): Message {
      const added = { ...message, blocks: withIds(message.blocks), ts: workspace.nextTs() };
      messages.push(added);
      if (messages.length > MAX_MESSAGES) messages.shift();
      notify({ kind: 'message', message: added });
      return added;
    },
    /** Gives a message another text; the pages show it in place of the old one. */
    changeMessage(message: Message, content: Pick<Message, 'text' | 'blocks' | 'metadata'>): void {
      Object.assign(message, content, { blocks: withIds(content.blocks) });
      notify({ kind: 'message', message });
    },
    findMessage: (channel: string, ts: string) => messages.find((each) => each.channel === channel && each.ts === ts),
    /** Replaces the open modal, or closes it. */
    setModal(view: View | undefined): void {
      workspace.modal = view;
      workspace.offered = [];
      notify({ kind: 'modal' });
    },
    setHome(view: View): void {
      workspace.home = view;
      notify({ kind: 'home' });
    },
    /** A channel by its id; a person's id is their direct message, as in Slack. */
    findChannel: (id: string) =>
      workspace.channels.find((each) => each.id === (id === LOCAL_IDS.you ? LOCAL_IDS.dm : id)),
  };
  return workspace;
}
