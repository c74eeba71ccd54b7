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
  length: number;
  mimetype: string;
  content?: Buffer;
  shared: boolean;
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
  edited?: boolean;
}

export interface View {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  rootId: string;
  previousId?: string;
  body: JsonObject;
}

export type WorkspaceChange =
  | { kind: 'message'; message: Message }
  | { kind: 'removed'; channel: string; ts: string }
  | { kind: 'modal' }
  | { kind: 'home' };

const MOST_MESSAGES = 500;

export type Workspace = ReturnType<typeof createWorkspace>;

/** What the local Slack remembers while the process runs: channels, messages, files, open views. Nothing is written down. */
export function createWorkspace(now: () => Date) {
  let lastTs = 0;
  const listeners = new Set<(change: WorkspaceChange) => void>();
  const messages: Message[] = [];
  const tell = (change: WorkspaceChange) => {
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
    /** Open modals, the one in front last. */
    modals: [] as View[],
    home: undefined as View | undefined,
    /** Options that a load gave, by where they were asked for: what a person may choose from. */
    options: new Map<string, JsonObject[]>(),
    listen(listener: (change: WorkspaceChange) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell,
    /** Slack's ts: seconds and microseconds, each one once, in order. */
    nextTs(): string {
      lastTs = Math.max(lastTs + 1, now().getTime() * 1000);
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
    newId: (prefix: string) => `${prefix}${randomBytes(5).toString('hex').toUpperCase()}`,
    add(message: Omit<Message, 'ts'>): Message {
      const added = { ...message, blocks: withIds(message.blocks), ts: workspace.nextTs() };
      messages.push(added);
      if (messages.length > MOST_MESSAGES) messages.shift();
      tell({ kind: 'message', message: added });
      return added;
    },
    find: (channel: string, ts: string) => messages.find((each) => each.channel === channel && each.ts === ts),
    edit(message: Message, change: Partial<Message>): void {
      Object.assign(message, change, { blocks: withIds(change.blocks ?? message.blocks) });
      tell({ kind: 'message', message });
    },
    remove(message: Message): void {
      messages.splice(messages.indexOf(message), 1);
      tell({ kind: 'removed', channel: message.channel, ts: message.ts });
    },
    /** A channel by its id; a person's id is their direct message, as in Slack. */
    channel: (id: string) => workspace.channels.find((each) => each.id === (id === LOCAL_IDS.you ? LOCAL_IDS.dm : id)),
  };
  return workspace;
}
