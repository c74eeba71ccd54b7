import { randomBytes } from 'node:crypto';
import type { Notice, Post } from '../answer.ts';
import { renderPost, type SlackMessage } from '../blocks/message.ts';
import type { Context } from '../context.ts';
import { isBusy } from '../db/connect.ts';
import {
  claimMessage,
  clearOldPayloads,
  findAllOpenMessages,
  findMessage,
  insertMessage,
  markFailed,
  markSent,
  type OutboxMessage,
  pauseChannel,
  releaseMessage,
} from '../db/outbox.ts';
import { clearFailing, findDeliveryOfMessage, markFailing } from '../db/subscriptions.ts';
import { findWatchOfMessage } from '../db/watches.ts';
import { remedyFor } from '../news/delivery.ts';

const CLAIM_MS = 120_000; // longer than the requests of one message can take
const PACE_MS = 1000; // Slack: one message a second and channel
const AT_ONCE = 8;
const KEEP_WORDS_MS = 30 * 86_400_000;

export interface Outbox {
  /** Sends what is open and due, of one channel if given; resolves when nothing more can be sent now. */
  drain(channelId?: string): Promise<void>;
}

export type Failure =
  | { kind: 'limited'; error: string; retryAfter: number }
  /** No later try will do better. */
  | { kind: 'terminal'; error: string }
  /** The token is refused: nothing of the channel's doing. */
  | { kind: 'access'; error: string }
  /** Slack may have taken it. */
  | { kind: 'unsure'; error: string };

export type LookupResult =
  | { kind: 'found'; ts: string }
  | { kind: 'absent' }
  /** With retryAfter (seconds): ask again. Without: the channel cannot be read. */
  | { kind: 'unknown'; error: string; retryAfter?: number };

/** Slack, as far as the outbox needs it; slack/posting.ts is it. Nothing throws. */
export interface Poster {
  /** Posts a message, in a thread where the parent's ts is given. */
  post(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'thread_of'>,
    post: { message: SlackMessage; plain: SlackMessage },
    parentTs: string | undefined,
  ): Promise<{ kind: 'posted'; ts: string } | Failure>;
  /** Looks for a message of ours in its channel, or in its thread. */
  find(
    message: Pick<OutboxMessage, 'message_id' | 'channel_id' | 'thread_of' | 'created_at'>,
    parentTs: string | undefined,
  ): Promise<LookupResult>;
}

export interface OutboxOptions {
  context: Pick<Context, 'db' | 'now' | 'log'>;
  poster: Poster;
  /** Waits so many milliseconds; tests give their own. */
  wait?: (milliseconds: number) => Promise<unknown>;
  /** Names this process in its claims. */
  worker?: string;
}

/**
 * Sends the outbox: a message is claimed by one process, posted with our id in its metadata and marked with Slack's ts.
 * When it is not known whether Slack took one, it is looked for in the channel before it is sent again. One channel's
 * trouble is never another's.
 */
export function createOutbox({
  context,
  poster,
  wait = sleep,
  worker = randomBytes(6).toString('hex'),
}: OutboxOptions): Outbox {
  const { db, now, log } = context;
  const lastSent = new Map<string, number>();
  const limited = createLimit(AT_ONCE);

  /** Marks what is known, however long an import holds the lock: a message posted and not marked must be looked for. */
  async function write(work: () => Promise<unknown>): Promise<void> {
    for (;;) {
      try {
        await work();
        return;
      } catch (cause) {
        if (!isBusy(cause)) throw cause;
        await sleep(200);
      }
    }
  }

  async function sendLane(channelId: string, ids: string[]): Promise<void> {
    for (const id of ids) {
      const early = (lastSent.get(channelId) ?? 0) + PACE_MS - now().getTime();
      if (early > 0) await wait(Math.min(early, PACE_MS));
      if ((await limited(() => claimAndSend(id))) === 'stop') return;
    }
  }

  async function claimAndSend(id: string): Promise<'go on' | 'stop'> {
    const at = now();
    const until = new Date(at.getTime() + CLAIM_MS);
    const message = await claimMessage(db, id, { by: worker, now: at, until });
    return message ? sendOne(message) : 'go on'; // another process has it, or its parent is not there
  }

  /** 'stop' when the channel is not to be tried further now. */
  async function sendOne(message: OutboxMessage): Promise<'go on' | 'stop'> {
    const id = message.message_id;
    const giveBack = (seconds: number, unsure: boolean, error: string) =>
      write(() =>
        releaseMessage(db, id, worker, { tryAfter: new Date(now().getTime() + seconds * 1000), unsure, error }),
      );
    const parentTs = message.thread_of ? (await findMessage(db, message.thread_of))?.ts : undefined;
    const look = message.unsure ? await poster.find(message, parentTs ?? undefined) : undefined;
    if (look?.kind === 'found') return posted(message, look.ts);
    if (look?.kind === 'unknown') {
      if (look.retryAfter === undefined) return gaveUp(message, `Slack may or may not have it: ${look.error}`);
      await giveBack(look.retryAfter, true, look.error);
      return 'stop';
    }
    if (message.expires_at <= now().toISOString()) return gaveUp(message, message.error ?? 'too late');
    const post = renderPost(JSON.parse(message.payload) as Post);
    const result = await poster.post(message, post, parentTs ?? undefined);
    if (result.kind === 'posted') return posted(message, result.ts);
    log.warn({ message: id, channel: message.channel_id, error: result.error }, 'not posted');
    if (result.kind === 'limited') {
      await giveBack(result.retryAfter, false, result.error);
      await write(() => pauseChannel(db, message.channel_id, new Date(now().getTime() + result.retryAfter * 1000)));
    } else if (result.kind === 'terminal') return gaveUp(message, result.error);
    else if (result.kind === 'access') await giveBack(300, false, result.error);
    else await giveBack(Math.min(600, 30 * message.attempts), true, result.error);
    return 'stop';
  }

  async function posted(message: OutboxMessage, ts: string): Promise<'go on'> {
    lastSent.set(message.channel_id, now().getTime());
    await write(() => markSent(db, message.message_id, worker, ts, now()));
    const digest = message.thread_of ? undefined : await findDeliveryOfMessage(db, message.message_id);
    if (digest) await write(() => clearFailing(db, digest.subscription_id));
    return 'go on';
  }

  /** Records Slack's error; the person who set the digest up is told once, until a digest arrives again. */
  async function gaveUp(message: OutboxMessage, error: string): Promise<'stop'> {
    await write(() => markFailed(db, message.message_id, worker, error));
    log.error({ message: message.message_id, channel: message.channel_id, error }, 'given up');
    const digest = await findDeliveryOfMessage(db, message.message_id);
    const watch = digest ? undefined : await findWatchOfMessage(db, message.message_id);
    if (watch)
      await write(() => tell(watch.created_by, `told-watch-${watch.watch_id}`, describeWatchFailure(watch, error)));
    if (!digest) return 'stop';
    await write(async () => {
      const first = await markFailing(db, digest.subscription_id, error, now());
      if (first) await tell(digest.created_by, `told-${message.message_id}`, describeDigestFailure(digest, error));
    });
    return 'stop';
  }

  /** A word to a person, once by its id. */
  async function tell(userId: string, messageId: string, post: Post): Promise<void> {
    if (/^[UW][A-Z0-9]+$/.test(userId)) await insertMessage(db, { messageId, channelId: userId, post }, now());
  }

  let forgotten = '';
  return {
    async drain(channelId) {
      // Twice: what was given up in the first round may have left a word for the person who subscribed.
      for (let round = 0; round < 2; round += 1) {
        const lanes = new Map<string, string[]>();
        for (const row of await findAllOpenMessages(db, now(), channelId))
          lanes.set(row.channel_id, [...(lanes.get(row.channel_id) ?? []), row.message_id]);
        if (lanes.size === 0) break;
        const results = await Promise.allSettled([...lanes].map(([channel, ids]) => sendLane(channel, ids)));
        for (const result of results) if (result.status === 'rejected' && !isBusy(result.reason)) throw result.reason;
      }
      const today = now().toISOString().slice(0, 10);
      if (forgotten === today) return;
      await clearOldPayloads(db, new Date(now().getTime() - KEEP_WORDS_MS));
      forgotten = today;
    },
  };
}

function describeWatchFailure({ channel_id, label }: { channel_id: string; label: string }, error: string): Post {
  const answer: Notice = {
    kind: 'notice',
    title: 'A watch could not be posted',
    summary: `News of ${label} could not be posted in the channel with the id ${channel_id}, where you set the watch: ${error}. ${remedyFor(error)}`,
    parts: [{ kind: 'note', text: 'You are told once. To end it, type /detainer unwatch in that channel.' }],
    followUps: [],
    words: 'watches',
  };
  return { answer };
}

function describeDigestFailure(
  { channel_id, local_date }: { channel_id: string; local_date: string },
  error: string,
): Post {
  const answer: Notice = {
    kind: 'notice',
    title: 'A digest could not be posted',
    summary: `The digest of ${local_date} in the channel with the id ${channel_id}, which you set up, could not be posted: ${error}. ${remedyFor(error)}`,
    parts: [
      {
        kind: 'note',
        text: 'You are told once. It is tried again on its next day, and then holds what this one held. To see how it stands or to end it, type /detainer digest in that channel.',
      },
    ],
    followUps: [],
    words: 'digest',
  };
  return { answer };
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Runs at most so many works at a time. */
function createLimit(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
      waiting.shift()?.();
    }
  };
}
