import { type Insertable, type Selectable, sql } from 'kysely';
import { workspaceAtHand } from '../workspace.ts';
import type { Db } from './connect.ts';
import type { OutboxTable } from './schema.ts';

export type OutboxMessage = Selectable<OutboxTable>;

export interface NewMessage {
  messageId: string;
  channelId: string;
  /** What to post, as plain data: an Answer and how to show it. Rendered when it is sent. */
  post: object;
  /** The id of a sent message that this one changes, or in whose thread it stands as a message of its own. */
  about?: string;
  /** It is another text of that message. */
  edits?: true;
  /** Whose installation posts it; without it, that of the work at hand. */
  workspaceId?: string;
}

/** A message that is not sent within this time fails: yesterday's digest is not today's. */
const EXPIRES_AFTER_MS = 20 * 3_600_000;

/** States of unsent messages, as literals: SQLite uses the index of open messages for literals only. */
export const OPEN = [sql.lit('waiting' as const), sql.lit('sending' as const)];

/** Queues messages, as replies in a thread when its id is given. Returns how many of them are new. */
export async function insertMessages(
  db: Db,
  messages: NewMessage[],
  { threadOf = null, position = 0, now }: { threadOf?: string | null; position?: number; now: Date },
): Promise<number> {
  if (messages.length === 0) return 0;
  const rows: Insertable<OutboxTable>[] = messages.map((message, at) => ({
    message_id: message.messageId,
    thread_of: threadOf,
    position: position + at,
    channel_id: message.channelId,
    payload: JSON.stringify(message.post),
    state: 'waiting',
    attempts: 0,
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + EXPIRES_AFTER_MS).toISOString(),
    try_after: now.toISOString(),
    unsure: 0,
    about: message.about ?? null,
    edits: message.edits ? 1 : 0,
    workspace_id: message.workspaceId ?? workspaceAtHand()?.id ?? '',
  }));
  const result = await db
    .insertInto('outbox')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(result.numInsertedOrUpdatedRows ?? 0);
}

/** Unsent messages that are due, parents before their replies, oldest first; of one channel if given. */
export async function findAllOpenMessages(
  db: Db,
  now: Date,
  channelId?: string,
): Promise<Omit<OutboxMessage, 'payload'>[]> {
  const at = now.toISOString();
  let query = db
    .selectFrom('outbox')
    .select(COLUMNS)
    .where('state', 'in', OPEN)
    .where('try_after', '<=', at)
    .where(({ or, eb }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]));
  if (channelId) query = query.where('channel_id', '=', channelId);
  return await query.orderBy('created_at').orderBy('position').orderBy('message_id').execute();
}

const COLUMNS = [
  'message_id',
  'thread_of',
  'position',
  'channel_id',
  'state',
  'attempts',
  'created_at',
  'expires_at',
  'try_after',
  'claimed_by',
  'claimed_until',
  'unsure',
  'ts',
  'sent_at',
  'error',
  'about',
  'edits',
  'workspace_id',
] as const;

/** Finds a message without its payload; undefined when there is none. */
export const findMessage = (db: Db, messageId: string) =>
  db.selectFrom('outbox').select(COLUMNS).where('message_id', '=', messageId).executeTakeFirst();

/** Delays every message of a channel until an instant. */
export const pauseChannel = (db: Db, channelId: string, until: Date): Promise<unknown> =>
  db
    .updateTable('outbox')
    .set({ try_after: until.toISOString() })
    .where('channel_id', '=', channelId)
    .where('state', '=', 'waiting')
    .where('try_after', '<', until.toISOString())
    .execute();
