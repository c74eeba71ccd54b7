import type { RespondFn } from '@slack/bolt';
import { renderNote } from '../blocks/message.ts';
import type { Asker } from '../commands/subcommand.ts';
import type { Clients } from './clients.ts';
import { type Desk, nameOf, type Origin, type Reply, replyTo } from './desk.ts';
import { beingMade, deliverExport } from './file-export.ts';
import { readFailure } from './posting.ts';

type Say = (reply: Reply) => Promise<void>;

/** Answers words where they came from; what takes longer than an answer (a file) follows it. */
export async function converse(
  desk: Desk,
  clients: Clients,
  words: string,
  origin: Origin,
  say: Say,
  sayFirst: Say = say,
): Promise<void> {
  const channelId = origin.channelId ?? origin.userId;
  const later: (() => Promise<void>)[] = [];
  const { role, way, workspaceId } = origin.came;
  const asker: Asker = {
    channelId,
    userId: origin.userId,
    role,
    way,
    ...(workspaceId ? { workspaceId } : {}),
    public: origin.visibility === 'in_channel',
    join: () => clients.join(channelId),
  };
  if (desk.makeExport)
    asker.export = async (line) => {
      later.push(() => deliverExport(desk, clients, line, asker, say));
      return beingMade(line);
    };
  const reply = await replyTo(desk, words, asker, origin);
  await sayFirst(reply);
  for (const work of later) await work();
  // Posting an answer to the channel again does not post its picture again.
  if (origin.clicked && origin.visibility === 'in_channel') return;
  for (const { chart, words: asked } of reply.charts ?? []) {
    const refused = await desk.postChart?.(chart, channelId, asked);
    if (refused) await say({ message: renderNote(refused) });
  }
}

/** Acknowledges; a failure is logged, since the reply goes another way. */
export async function acknowledge(desk: Desk, ack: () => Promise<void>): Promise<void> {
  await ack().catch((cause: unknown) => desk.log.warn({ cause: nameOf(cause) }, 'ack failed'));
}

/** Sends a reply by response_url; as plain sections when Slack refuses it. */
export async function send(
  desk: Desk,
  respond: RespondFn,
  reply: Reply,
  extra: { replace_original?: boolean } = {},
): Promise<void> {
  try {
    await respond({ ...reply.message, ...extra } as never);
  } catch (cause) {
    desk.log.warn({ cause: nameOf(cause) }, 'Slack refused the answer');
    if (!reply.plain) return;
    await respond({ ...reply.plain, ...extra } as never).catch((again: unknown) =>
      desk.log.error({ cause: nameOf(again) }, 'Slack refused the plain answer too'),
    );
  }
}

/** Posts once; as plain sections where Slack refuses the blocks. */
export async function postReply(
  desk: Desk,
  { replies }: Clients,
  to: { channel: string; thread_ts?: string },
  { message, plain }: Reply,
): Promise<void> {
  const post = ({ text, blocks }: Reply['message']) =>
    replies.chat.postMessage({
      ...to,
      text,
      blocks,
      unfurl_links: false,
      unfurl_media: false,
      link_names: false,
      parse: 'none',
    } as never);
  try {
    await post(message);
  } catch (cause) {
    desk.log.warn({ cause: nameOf(cause) }, 'Slack refused a reply');
    if (!plain || !/blocks|too_long/.test(readFailure(cause).error)) return;
    await post(plain).catch((again: unknown) =>
      desk.log.error({ cause: nameOf(again) }, 'Slack refused the plain reply too'),
    );
  }
}
