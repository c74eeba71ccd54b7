import type { Post } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { deleteReply, insertReply, markReplySent } from '../../db/outbox/replies.ts';

/** Where a reply is going. */
interface ReplyTo {
  messageId: string;
  channelId: string;
  threadTs?: string;
}

/**
 * Makes a reply that shows a published case or figure known by a row before it is posted, so that a correction finds and
 * changes it. A database that cannot be written delays no reply: it is logged, and that reply stays as it is.
 */
export interface ReplyKeeper {
  begin(to: ReplyTo, post: Post): Promise<void>;
  sent(messageId: string, at: { channel: string; ts: string }): Promise<void>;
  notSent(messageId: string): Promise<void>;
}

/** True for what a correction may change: it names a case by its command, or tells a figure. */
export const showsFact = ({ answer: { parts, words } }: Post): boolean =>
  /^lookup \S+$/.test(words) || /"words":"lookup [^"]+"|"reference":"/.test(JSON.stringify(parts));

export function createReplyKeeper({ db, now, log }: Pick<Context, 'db' | 'now' | 'log'>): ReplyKeeper {
  const tryTo = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (cause) {
      log.warn({ err: cause }, what);
    }
  };
  return {
    begin: (to, post) => tryTo('a reply is posted without a row', () => insertReply(db, { ...to, post }, now())),
    sent: (messageId, at) => tryTo('a reply is not marked', () => markReplySent(db, messageId, at, now())),
    notSent: (messageId) => tryTo('a reply is not forgotten', () => deleteReply(db, messageId)),
  };
}
