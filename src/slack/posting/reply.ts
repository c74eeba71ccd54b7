import type { RespondFn } from '@slack/bolt';
import { renderNote } from '../../blocks/message.ts';
import type { Asker } from '../../command-line/subcommand.ts';
import type { Clients } from '../connection/clients.ts';
import { readFailure } from '../connection/read-failure.ts';
import { composeReply, describeError, type HandlerContext, type Origin, type Reply } from '../handler-context.ts';
import { deliverExport, exportPending } from './export-file.ts';

type Say = (reply: Reply) => Promise<void>;

/** Answers a command line where it came from. A CSV file or a chart follows the answer. */
export async function replyToWords(
  desk: HandlerContext,
  clients: Clients,
  words: string,
  origin: Origin,
  say: Say,
  sayFirst: Say = say,
): Promise<void> {
  const later: (() => Promise<void>)[] = [];
  const asker = askerOf(clients, origin);
  if (desk.makeExport)
    asker.export = (line) => {
      later.push(() => deliverExport(desk, clients, line, asker, say));
      return Promise.resolve(exportPending(line));
    };
  const reply = await composeReply(desk, words, asker, origin);
  await sayFirst(reply);
  for (const work of later) await work();
  // "Post to channel" does not post the chart a second time.
  if (origin.clicked && origin.visibility === 'in_channel') return;
  for (const { chart, words: asked } of reply.charts ?? []) {
    const refused = await desk.postChart?.(chart, asker.channelId, asked);
    if (refused) await say({ message: renderNote(refused) });
  }
}

/** Who asks, and where, as the commands know it. */
export function askerOf(clients: Clients, origin: Origin): Asker {
  const channelId = origin.channelId ?? origin.userId;
  const { role, way, workspaceId, zone } = origin.caller;
  return {
    channelId,
    userId: origin.userId,
    role,
    way,
    ...(workspaceId ? { workspaceId } : {}),
    ...(zone ? { zone } : {}),
    ...(origin.thread ? { thread: origin.thread } : {}),
    ...(origin.filled ? { filled: origin.filled } : {}),
    public: origin.visibility === 'in_channel',
    join: () => clients.join(channelId),
  };
}

/** Acknowledges and only logs a failure, since the reply does not depend on it. */
export async function acknowledge(desk: HandlerContext, ack: () => Promise<void>): Promise<void> {
  await ack().catch((cause: unknown) => desk.log.warn({ cause: describeError(cause) }, 'ack failed'));
}

/** The first delay before a reply is sent again. It doubles each time: about twenty seconds in all. */
const FIRST_DELAY_MS = 300;
const TRIES = 7;

/** Sends a reply by response_url. Retries if Slack did not take it, and falls back to plain sections if Slack refuses it. */
export async function send(
  desk: HandlerContext,
  respond: RespondFn,
  reply: Reply,
  extra: { replace_original?: boolean } = {},
): Promise<void> {
  const say = async (message: Reply['message']) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await respond({ ...message, ...extra });
      } catch (cause) {
        if (tries === TRIES || !isNotTaken(cause)) throw cause;
        desk.log.warn({ cause: describeError(cause) }, 'Slack did not take the answer, trying again');
        await new Promise((resolve) => setTimeout(resolve, FIRST_DELAY_MS * 2 ** (tries - 1)));
      }
    }
  };
  try {
    await say(reply.message);
  } catch (cause) {
    desk.log.warn({ cause: describeError(cause) }, 'the answer was not sent');
    if (!reply.plain || !isRefused(cause)) return;
    await say(reply.plain).catch((again: unknown) =>
      desk.log.error({ cause: describeError(again) }, 'Slack refused the plain answer too'),
    );
  }
}

const statusOf = (cause: unknown): number => Number((cause as { statusCode?: unknown }).statusCode ?? 0);
const isRefused = (cause: unknown): boolean => statusOf(cause) >= 400 && statusOf(cause) < 500;
/** Slack was busy, failed or was not reached. Not after a timeout: Slack may have the reply, and it would show twice. */
const isNotTaken = (cause: unknown): boolean =>
  statusOf(cause) === 429 || statusOf(cause) >= 500 || (cause instanceof TypeError && cause.message === 'fetch failed');

/** A longer 429 is an error: nobody waits that long for an answer. */
const LONGEST_WAIT_S = 60;

/** Posts a reply, or its plain sections if Slack refuses the blocks. Retries only after a 429. */
export async function postReply(
  desk: HandlerContext,
  { replies }: Clients,
  to: { channel: string; thread_ts?: string },
  { message, plain }: Reply,
): Promise<void> {
  const post = async ({ text, blocks }: Reply['message']) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await replies.chat.postMessage({
          ...to,
          text,
          blocks,
          unfurl_links: false,
          unfurl_media: false,
          link_names: false,
          parse: 'none',
        });
      } catch (cause) {
        const failure = readFailure(cause);
        if (failure.kind !== 'limited' || failure.retryAfter > LONGEST_WAIT_S || tries === 3) throw cause;
        desk.log.warn({ seconds: failure.retryAfter }, 'Slack limits replies, waiting');
        await new Promise((resolve) => setTimeout(resolve, failure.retryAfter * 1000));
      }
    }
  };
  try {
    await post(message);
  } catch (cause) {
    desk.log.warn({ cause: describeError(cause) }, 'Slack refused a reply');
    if (!plain || !/blocks|too_long/.test(readFailure(cause).error)) return;
    await post(plain).catch((again: unknown) =>
      desk.log.error({ cause: describeError(again) }, 'Slack refused the plain reply too'),
    );
  }
}
