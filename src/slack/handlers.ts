import type { App, RespondFn } from '@slack/bolt';
import { withCommand } from '../blocks/message.ts';
import type { Asker } from '../commands/subcommand.ts';
import type { Clients } from './clients.ts';
import { type Desk, nameOf, type Origin, type Reply, replyTo } from './desk.ts';
import { beingMade, deliverExport } from './file-export.ts';

type Say = (reply: Reply) => Promise<void>;

/** Connects what people type and click to the desk. A button's value is the command line that it stands for. */
export function addHandlers(app: App, desk: Desk, clients: Clients): void {
  app.command('/detainer', async ({ command, ack, respond }) => {
    const origin: Origin = { channelId: command.channel_id, userId: command.user_id, visibility: 'ephemeral' };
    const say = (reply: Reply) => send(desk, respond, reply);
    await converse(desk, clients, command.text ?? '', origin, say, async (reply) => {
      try {
        await ack(reply.message as never);
      } catch (cause) {
        // The socket may have died between question and answer; response_url is plain HTTP and still works.
        desk.log.warn({ cause: nameOf(cause) }, 'ack failed, answering by response_url');
        await say(reply);
      }
    });
  });
  app.action(/^words:/, async ({ action, body, ack, respond }) => {
    await acknowledge(desk, ack);
    const origin: Origin = {
      channelId: body.channel?.id,
      userId: body.user.id,
      visibility: 'ephemeral',
      clicked: true,
    };
    await converse(desk, clients, wordsOf(action), origin, (reply) =>
      send(desk, respond, reply, { replace_original: false }),
    );
  });
  app.action('post', async ({ action, body, ack, respond }) => {
    await acknowledge(desk, ack);
    const words = wordsOf(action);
    const origin: Origin = {
      channelId: body.channel?.id,
      userId: body.user.id,
      visibility: 'in_channel',
      clicked: true,
    };
    await converse(desk, clients, words, origin, ({ message, plain }) =>
      send(
        desk,
        respond,
        {
          message: withCommand(message, words, body.user.id),
          ...(plain ? { plain: withCommand(plain, words, body.user.id) } : {}),
        },
        { replace_original: false },
      ),
    );
  });
}

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
  const asker: Asker = { channelId, userId: origin.userId, join: () => clients.join(channelId) };
  if (desk.makeExport)
    asker.export = async (line) => {
      later.push(() => deliverExport(desk, clients, line, asker, say));
      return beingMade(line);
    };
  await sayFirst(await replyTo(desk, words, asker, origin));
  for (const work of later) await work();
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

const wordsOf = (action: unknown): string => {
  const value = (action as { value?: unknown }).value;
  return typeof value === 'string' ? value : '';
};
