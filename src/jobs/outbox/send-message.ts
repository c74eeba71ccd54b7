import type { Post } from '../../answer.ts';
import { renderPost } from '../../blocks/message.ts';
import type { Context } from '../../context.ts';
import { type Db, findRestoredAt, inTransaction, isBusy } from '../../db/connect.ts';
import { claimMessage, holdsClaim, releaseMessage } from '../../db/outbox/claims.ts';
import { findOwner, markFailing } from '../../db/outbox/owners.ts';
import { markFailed, markSent } from '../../db/outbox/settle.ts';
import { insertMessage, type Thread } from '../../db/outbox/threads.ts';
import { findMessage, type OutboxMessage, pauseChannel } from '../../db/outbox.ts';
import { composeFailureNotice } from '../../news/failure-notice.ts';
import type { Poster } from './poster.ts';

const CLAIM_MS = 120_000; // longer than sending one message can take
/** A message is sent only while so much is left of its claim: longer than one call of Slack's may take. */
const LEAST_MS = 30_000;
/** The desk of which a backup was restored may have posted what is queued so long after: it has the same id. */
const RESTORED_MS = 86_400_000;

/** 'skipped' means that there was nothing to send; 'stop' means that the channel must not be tried again now. */
export type SendResult = 'sent' | 'skipped' | 'stop';

/**
 * Returns a function that sends one message: it claims the message, looks for it if Slack may already have it, posts and
 * marks it. When a message fails for good, its thread fails too, and the person who set it up is notified.
 */
export function createSender(
  { db, now, log }: Pick<Context, 'db' | 'now' | 'log'>,
  poster: Poster,
  worker: string,
  wait: (milliseconds: number) => Promise<unknown>,
): (messageId: string) => Promise<SendResult> {
  let claims = 0;
  let restoredAt: Date | 'never' | undefined;

  async function sendClaimed(message: OutboxMessage, token: string): Promise<SendResult> {
    const place = await findPlaceOf(message);
    if (!place) return fail(message, token, 'the message that it is about is not kept any more');
    const { placed, parentTs, editTs } = place;
    const isDoubtful = message.unsure || (await isQueuedAfterRestore(message));
    const settled = isDoubtful && !editTs ? await lookBeforeSending(message, token, placed, parentTs) : undefined;
    if (settled) return settled;
    if (message.expires_at <= now().toISOString()) return fail(message, token, message.error ?? 'too late');
    const post = renderPost(JSON.parse(message.payload) as Post);
    if (!(await holdsClaim(db, message, token, { now: now(), leastMs: LEAST_MS }))) return 'skipped';
    const result = editTs ? await poster.edit(placed, post, editTs) : await poster.post(placed, post, parentTs);
    if (result.kind === 'posted') return markPosted(message, token, result.ts);
    log.warn({ message: message.message_id, channel: message.channel_id, error: result.error }, 'not posted');
    if (result.kind === 'terminal') return fail(message, token, result.error);
    if (result.kind === 'limited') {
      await release(message, token, { seconds: result.retryAfter, unsure: false, error: result.error });
      await write(wait, () => pauseChannel(db, message.channel_id, secondsFromNow(result.retryAfter)));
    } else if (result.kind === 'access')
      await release(message, token, { seconds: 300, unsure: false, error: result.error });
    else {
      const seconds = Math.min(600, 30 * message.attempts);
      await release(message, token, { seconds, unsure: true, error: result.error });
    }
    return 'stop';
  }

  /** The message in its thread; with `editTs`, the sent message that it changes. Undefined when that is not kept. */
  async function findPlaceOf(
    message: OutboxMessage,
  ): Promise<{ placed: OutboxMessage; parentTs?: string; editTs?: string } | undefined> {
    const { about, edits, thread_of } = message;
    const target = about ? await findMessage(db, about) : undefined;
    if (about && !target?.ts) return undefined;
    if (target?.ts && edits) return { placed: { ...message, message_id: target.message_id }, editTs: target.ts };
    const root = target ? (target.thread_of ?? target.message_id) : thread_of;
    const parentTs = root ? (await findMessage(db, root))?.ts : undefined;
    return { placed: { ...message, thread_of: root }, ...(parentTs ? { parentTs } : {}) };
  }

  async function isQueuedAfterRestore({ created_at }: OutboxMessage): Promise<boolean> {
    restoredAt ??= (await findRestoredAt(db)) ?? 'never';
    return restoredAt !== 'never' && Date.parse(created_at) < restoredAt.getTime() + RESTORED_MS;
  }

  /**
   * For a message that Slack may already have. Returns undefined if Slack does not have it and it must be sent. Where the
   * channel cannot be read, only what was sent before is given up.
   */
  async function lookBeforeSending(
    message: OutboxMessage,
    token: string,
    placed: OutboxMessage,
    parentTs?: string,
  ): Promise<SendResult | undefined> {
    const look = await poster.find(placed, parentTs);
    if (look.kind === 'found') return markPosted(message, token, look.ts);
    if (look.kind !== 'unknown') return undefined;
    if (look.retryAfter === undefined && !message.unsure) return undefined;
    if (look.retryAfter === undefined) return fail(message, token, `Slack may or may not have it: ${look.error}`);
    await release(message, token, { seconds: look.retryAfter, unsure: message.unsure === 1, error: look.error });
    return 'stop';
  }

  const secondsFromNow = (seconds: number) => new Date(now().getTime() + seconds * 1000);

  const release = (
    { message_id }: OutboxMessage,
    token: string,
    { seconds, ...why }: { seconds: number; unsure: boolean; error: string },
  ) => write(wait, () => releaseMessage(db, message_id, token, { tryAfter: secondsFromNow(seconds), ...why }));

  async function markPosted(message: OutboxMessage, token: string, ts: string): Promise<'sent'> {
    await write(wait, () => markSent(db, message, token, ts, now()));
    return 'sent';
  }

  /**
   * Notifies the person who set it up only of the first failure, until a whole thread of the digest or watch is sent
   * again; the person who asked for a thread with `digest now`, of each.
   */
  async function tellFailure(transaction: Db, message: OutboxMessage, thread: Thread, error: string): Promise<void> {
    const isFirst = await markFailing(transaction, thread, error, now());
    const { askedBy } = JSON.parse(message.payload) as Partial<Post>;
    const owner = isFirst || askedBy ? await findOwner(transaction, thread) : undefined;
    if (!owner) return;
    for (const person of new Set([askedBy, isFirst ? owner.createdBy : undefined])) {
      if (!person || !/^[UW][A-Z0-9]+$/.test(person)) continue;
      const isAsker = person === askedBy;
      const notice = {
        messageId: `told-${thread.thread_id}${isAsker ? '-asker' : ''}`,
        channelId: person,
        post: composeFailureNotice(owner, error, { partly: message.thread_of !== null, isAsker }),
        workspaceId: message.workspace_id,
      };
      await insertMessage(transaction, notice, now());
    }
  }

  async function fail(message: OutboxMessage, token: string, error: string): Promise<'stop'> {
    await write(wait, () =>
      inTransaction(db, async (transaction) => {
        const thread = await markFailed(transaction, message, token, error);
        if (thread) await tellFailure(transaction, message, thread, error);
      }),
    );
    log.error({ message: message.message_id, channel: message.channel_id, error }, 'given up');
    return 'stop';
  }

  return async (messageId) => {
    const at = now();
    const until = new Date(at.getTime() + CLAIM_MS);
    claims += 1;
    const token = `${worker}.${claims}`;
    const message = await claimMessage(db, messageId, { by: token, now: at, until });
    return message ? sendClaimed(message, token) : 'skipped'; // another process has claimed it, or its parent was not sent
  };
}

/** Retries until the write lock is free. A posted message that stayed unmarked would have to be searched for in Slack. */
async function write(wait: (milliseconds: number) => Promise<unknown>, work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (cause) {
      if (!isBusy(cause)) throw cause;
      await wait(200);
    }
  }
}
