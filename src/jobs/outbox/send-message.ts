import type { Post } from '../../answer.ts';
import { renderPost } from '../../blocks/message.ts';
import type { Context } from '../../context.ts';
import { inTransaction, isBusy } from '../../db/connect.ts';
import { claimMessage, releaseMessage } from '../../db/outbox/claims.ts';
import { findOwner, markFailing } from '../../db/outbox/owners.ts';
import { markFailed, markSent } from '../../db/outbox/settle.ts';
import { insertMessage } from '../../db/outbox/threads.ts';
import { findMessage, type OutboxMessage, pauseChannel } from '../../db/outbox.ts';
import { composeFailureNotice } from '../../news/failure-notice.ts';
import type { Poster } from './poster.ts';

const CLAIM_MS = 120_000; // longer than the requests of one message can take

/** 'sent'; 'skipped' when there was nothing to send; 'stop' when the channel is not to be tried further now. */
export type SendResult = 'sent' | 'skipped' | 'stop';

/**
 * Sends one message: claims it, looks for it where Slack may have it, posts it and marks it. One that is given up takes
 * its thread with it, and the person who set it up is notified.
 */
export function createSender(
  { db, now, log }: Pick<Context, 'db' | 'now' | 'log'>,
  poster: Poster,
  worker: string,
): (messageId: string) => Promise<SendResult> {
  async function sendClaimed(message: OutboxMessage): Promise<SendResult> {
    const parentTs = (message.thread_of ? await findMessage(db, message.thread_of) : undefined)?.ts ?? undefined;
    const known = message.unsure ? await lookBeforeSending(message, parentTs) : undefined;
    if (known) return known;
    if (message.expires_at <= now().toISOString()) return giveUp(message, message.error ?? 'too late');
    const result = await poster.post(message, renderPost(JSON.parse(message.payload) as Post), parentTs);
    if (result.kind === 'posted') return posted(message, result.ts);
    log.warn({ message: message.message_id, channel: message.channel_id, error: result.error }, 'not posted');
    if (result.kind === 'terminal') return giveUp(message, result.error);
    if (result.kind === 'limited') {
      await giveBack(message, result.retryAfter, false, result.error);
      await write(() => pauseChannel(db, message.channel_id, after(result.retryAfter)));
    } else if (result.kind === 'access') await giveBack(message, 300, false, result.error);
    else await giveBack(message, Math.min(600, 30 * message.attempts), true, result.error);
    return 'stop';
  }

  /** Where Slack may have the message already: what becomes of it. Undefined when Slack does not have it. */
  async function lookBeforeSending(message: OutboxMessage, parentTs?: string): Promise<SendResult | undefined> {
    const look = await poster.find(message, parentTs);
    if (look.kind === 'found') return posted(message, look.ts);
    if (look.kind !== 'unknown') return undefined;
    if (look.retryAfter === undefined) return giveUp(message, `Slack may or may not have it: ${look.error}`);
    await giveBack(message, look.retryAfter, true, look.error);
    return 'stop';
  }

  const after = (seconds: number) => new Date(now().getTime() + seconds * 1000);

  const giveBack = ({ message_id }: OutboxMessage, seconds: number, unsure: boolean, error: string) =>
    write(() => releaseMessage(db, message_id, worker, { tryAfter: after(seconds), unsure, error }));

  async function posted(message: OutboxMessage, ts: string): Promise<'sent'> {
    await write(() => markSent(db, message, worker, ts, now()));
    return 'sent';
  }

  /** Notifies the person of the first failure only, until a thread of the digest or watch is sent whole. */
  async function giveUp(message: OutboxMessage, error: string): Promise<'stop'> {
    await write(() =>
      inTransaction(db, async (transaction) => {
        const thread = await markFailed(transaction, message, worker, error);
        if (!thread || !(await markFailing(transaction, thread, error, now()))) return;
        const owner = await findOwner(transaction, thread);
        if (!owner || !/^[UW][A-Z0-9]+$/.test(owner.createdBy)) return;
        const post = composeFailureNotice(owner, error, message.thread_of !== null);
        const notice = { messageId: `told-${thread.thread_id}`, channelId: owner.createdBy, post };
        await insertMessage(transaction, notice, now());
      }),
    );
    log.error({ message: message.message_id, channel: message.channel_id, error }, 'given up');
    return 'stop';
  }

  return async (messageId) => {
    const at = now();
    const until = new Date(at.getTime() + CLAIM_MS);
    const message = await claimMessage(db, messageId, { by: worker, now: at, until });
    return message ? sendClaimed(message) : 'skipped'; // another process has it, or its parent is not there
  };
}

/** Marks what is known, however long an import holds the lock: a message posted and not marked must be looked for. */
async function write(work: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await work();
      return;
    } catch (cause) {
      if (!isBusy(cause)) throw cause;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
