import { randomUUID } from 'node:crypto';
import type { WebClient } from '@slack/web-api';
import type { SlackMessage } from '../../blocks/message.ts';
import type { Failure } from '../../jobs/outbox/poster.ts';
import type { Clients } from '../connection/clients.ts';
import { isAboutForm, readFailure } from '../connection/read-failure.ts';
import { describeError, type HandlerContext, type Reply } from '../handler-context.ts';
import { findPost } from './find-post.ts';

/** A longer 429 is an error: nobody waits that long for an answer. */
const LONGEST_WAIT_S = 60;
const TRIES = 4;
const FIRST_DELAY_MS = 300;

/** Where a reply is posted. `asked` is the ts of the message that it answers: a reply is younger. */
export interface ReplyPlace {
  channel: string;
  thread_ts?: string;
  asked?: string;
}

/**
 * Posts a reply, or a plainer form of it if Slack refuses the blocks. Resolves with the channel that Slack put it in, or
 * why it did not arrive.
 */
export async function tryReply(
  desk: HandlerContext,
  { replies }: Clients,
  to: ReplyPlace,
  reply: Reply,
): Promise<{ channel: string; failure?: undefined } | { channel?: undefined; failure: Failure }> {
  const refused: SlackMessage[] = [];
  let failure: Failure = { kind: 'terminal', error: 'no form of it' };
  for (const form of desk.drawn.formsOf(reply)) {
    try {
      const channel = await postKept(desk, replies, to, reply, form);
      desk.drawn.learn(reply, form, refused);
      desk.onResult?.({ way: 'reply', place: to.channel });
      return { channel };
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause), refused: refused.length }, 'Slack refused a reply');
      failure = readFailure(cause);
      desk.onResult?.({ way: 'reply', place: to.channel, failure });
      if (!isAboutForm(failure)) return { failure };
      refused.push(form);
    }
  }
  desk.log.error('Slack refused every form of a reply');
  return { failure };
}

/** Posts a form of a reply. One that shows a case or figure is known by a row before. */
async function postKept(
  desk: HandlerContext,
  client: WebClient,
  to: ReplyPlace,
  { shows }: Reply,
  form: SlackMessage,
): Promise<string> {
  const id = `reply-${randomUUID()}`;
  const keeper = shows && desk.replies;
  if (keeper)
    await keeper.begin(
      { messageId: id, channelId: to.channel, ...(to.thread_ts ? { threadTs: to.thread_ts } : {}) },
      shows,
    );
  try {
    const at = await postForm(client, id, to, form, (error) =>
      desk.log.warn({ error }, 'Slack did not take a reply, looking and trying again'),
    );
    await keeper?.sent(id, at);
    return at.channel;
  } catch (cause) {
    // Where it is unsure whether Slack has it, the outbox looks for it
    if (readFailure(cause).kind !== 'unsure') await keeper?.notSent(id);
    throw cause;
  }
}

/**
 * Posts once. Waits out a 429. When it is unknown whether Slack took it (a 5xx, a cut), it looks for the reply by its
 * block id, and sends it again only when it is not there.
 */
async function postForm(
  client: WebClient,
  id: string,
  { asked, ...to }: ReplyPlace,
  { text, blocks }: SlackMessage,
  onAgain: (error: string) => void,
): Promise<{ channel: string; ts: string }> {
  for (let tries = 1; ; tries += 1) {
    try {
      const posted = await client.chat.postMessage({
        ...to,
        text,
        blocks: blocks.map((block, at) => (at === 0 ? { ...block, block_id: id } : block)),
        unfurl_links: false,
        unfurl_media: false,
        link_names: false,
        parse: 'none',
      });
      return { channel: posted.channel ?? to.channel, ts: String(posted.ts) };
    } catch (cause) {
      const failure = readFailure(cause);
      const limited = failure.kind === 'limited' && failure.retryAfter <= LONGEST_WAIT_S;
      if (tries === TRIES || (!limited && failure.kind !== 'unsure')) throw cause;
      onAgain(failure.error);
      await pause(limited ? failure.retryAfter * 1000 : FIRST_DELAY_MS * 2 ** (tries - 1));
      if (limited) continue;
      const look = await findPost(client, { id, channel: to.channel, thread: to.thread_ts, oldest: asked });
      if (look.kind === 'found') return { channel: to.channel, ts: look.ts };
      // Once too few is better than twice. A thread that Slack does not know holds no reply.
      if (look.kind === 'unknown' && look.error !== 'thread_not_found') throw cause;
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
