import type { Db } from '../connect.ts';
import type { OutboxMessage } from '../outbox.ts';

/**
 * Claims a message until `until` with a token of its own. Returns undefined when another process has it, when it is done, or
 * when it is a reply whose turn has not come. A message whose claim ran out while it was being sent is marked unsure.
 */
export function claimMessage(
  db: Db,
  messageId: string,
  claim: { by: string; now: Date; until: Date },
): Promise<OutboxMessage | undefined> {
  const at = claim.now.toISOString();
  return db
    .updateTable('outbox')
    .set(({ eb, ref }) => ({
      unsure: eb.case().when('state', '=', 'sending').then(1).else(ref('unsure')).end(),
      state: 'sending',
      attempts: eb('attempts', '+', 1),
      claimed_by: claim.by,
      claimed_until: claim.until.toISOString(),
    }))
    .where('message_id', '=', messageId)
    .where('state', 'in', ['waiting', 'sending'])
    .where('try_after', '<=', at)
    .where(({ or, eb }) => or([eb('claimed_until', 'is', null), eb('claimed_until', '<=', at)]))
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('thread_of', 'is', null),
        exists(
          selectFrom('threads')
            .innerJoin('outbox as parent', 'parent.message_id', 'threads.thread_id')
            .select('threads.thread_id')
            .whereRef('threads.thread_id', '=', 'outbox.thread_of')
            .where('threads.state', '=', 'open')
            .where('parent.state', '=', 'sent'),
        ),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.message_id')
            .whereRef('earlier.thread_of', '=', 'outbox.thread_of')
            .whereRef('earlier.position', '<', 'outbox.position')
            .where('earlier.state', 'in', ['waiting', 'sending']),
        ),
      ),
    )
    .returningAll()
    .executeTakeFirst();
}

/**
 * True when a claim still holds and has `leastMs` left. Asked right before a message is sent: the process may have stood
 * still since it claimed it, and its thread may have been given up.
 */
export async function holdsClaim(
  db: Db,
  { message_id, thread_of }: Pick<OutboxMessage, 'message_id' | 'thread_of'>,
  by: string,
  { now, leastMs }: { now: Date; leastMs: number },
): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .innerJoin('threads', (join) => join.on('threads.thread_id', '=', thread_of ?? message_id))
    .select('claimed_until')
    .where('message_id', '=', message_id)
    .where('outbox.state', '=', 'sending')
    .where('claimed_by', '=', by)
    .where('threads.state', '=', 'open')
    .executeTakeFirst();
  return Date.parse(row?.claimed_until ?? '') - now.getTime() >= leastMs;
}

/** Releases a message, to be tried again; `unsure` when Slack may already have it. */
export const releaseMessage = (
  db: Db,
  messageId: string,
  by: string,
  { tryAfter, unsure, error }: { tryAfter: Date; unsure: boolean; error: string },
): Promise<unknown> =>
  claimed(db, messageId, by)
    .set({ state: 'waiting', claimed_until: null, try_after: tryAfter.toISOString(), unsure: unsure ? 1 : 0, error })
    .execute();

/** Updates a message, if the claim of this token still holds it. */
export const claimed = (db: Db, messageId: string, by: string) =>
  db.updateTable('outbox').where('message_id', '=', messageId).where('claimed_by', '=', by);
