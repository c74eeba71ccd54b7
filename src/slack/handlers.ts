import { randomBytes } from 'node:crypto';
import type { App, RespondFn } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Answer, Chart, Notice } from '../answer.ts';
import {
  renderFault,
  renderMessage,
  renderNote,
  renderPlain,
  renderProblem,
  type SlackMessage,
  withCommand,
} from '../blocks/message.ts';
import type { Asker } from '../commands/subcommand.ts';
import { UserError } from '../errors.ts';

export interface Desk {
  answer(words: string, asker: Asker): Promise<Answer | Notice>;
  /** Makes the bot a member of a channel: undefined when it is one, else Slack's error. */
  join(channelId: string): Promise<string | undefined>;
  /** Posts a chart to a channel as a file: undefined when Slack took it, else one sentence of why not. */
  postChart?(chart: Chart, channelId: string, words: string): Promise<string | undefined>;
  log: Logger;
  /** Six letters under which a fault is logged; given by tests. */
  reference?: () => string;
}

/** Reply and, where Slack may refuse its blocks, the same as plain sections. */
interface Reply {
  message: SlackMessage;
  plain?: SlackMessage;
  charts?: { chart: Chart; words: string }[];
}

/** Connects what people type and click to the desk. A button's value is the command line that it stands for. */
export function addHandlers(app: App, desk: Desk): void {
  app.command('/detainer', async ({ command, ack, respond }) => {
    const asker = askerOf(desk, command.channel_id, command.user_id);
    const reply = await replyTo(desk, command.text ?? '', asker, 'ephemeral');
    try {
      await ack(reply.message as never);
    } catch (cause) {
      // The socket may have died between question and answer; response_url is plain HTTP and still works.
      desk.log.warn({ cause: nameOf(cause) }, 'ack failed, answering by response_url');
      await send(desk, respond, reply);
    }
    await postCharts(desk, reply, asker, respond);
  });
  app.action(/^words:/, async ({ action, body, ack, respond }) => {
    await acknowledge(desk, ack);
    const asker = askerOf(desk, body.channel?.id, body.user.id);
    const reply = await replyTo(desk, wordsOf(action), asker, 'ephemeral');
    await send(desk, respond, reply, { replace_original: false });
    await postCharts(desk, reply, asker, respond);
  });
  app.action('post', async ({ action, body, ack, respond }) => {
    await acknowledge(desk, ack);
    const words = wordsOf(action);
    const reply = await replyTo(desk, words, askerOf(desk, body.channel?.id, body.user.id), 'in_channel');
    const plain = reply.plain ? { plain: withCommand(reply.plain, words) } : {};
    await send(desk, respond, { message: withCommand(reply.message, words), ...plain }, { replace_original: false });
  });
}

/** The one boundary: a person's mistake is answered in its own words, anything else with a reference. */
async function replyTo(
  desk: Desk,
  words: string,
  asker: Asker,
  visibility: 'ephemeral' | 'in_channel',
): Promise<Reply> {
  try {
    const answer = await desk.answer(words, asker);
    const charts = answer.parts.flatMap((part) =>
      part.kind === 'chart' ? [{ chart: part, words: answer.words }] : [],
    );
    return { message: renderMessage(answer, { visibility }), plain: renderPlain(answer, { visibility }), charts };
  } catch (cause) {
    if (cause instanceof UserError) return { message: renderProblem(cause) };
    const reference = desk.reference?.() ?? randomBytes(3).toString('hex');
    // The first word is the subcommand; the rest of what people ask is not ours to log.
    desk.log.error(
      { reference, subcommand: words.trim().split(/\s/)[0]?.slice(0, 20), err: cause },
      'fault while answering',
    );
    return { message: renderFault(reference) };
  }
}

/** After the answer: the pictures that it was asked for; where Slack takes none, the asker is told why. */
async function postCharts(desk: Desk, { charts = [] }: Reply, asker: Asker, respond: RespondFn): Promise<void> {
  for (const { chart, words } of charts) {
    const refused = await desk.postChart?.(chart, asker.channelId, words);
    if (refused) await send(desk, respond, { message: renderNote(refused) }, { replace_original: false });
  }
}

async function acknowledge(desk: Desk, ack: () => Promise<void>): Promise<void> {
  await ack().catch((cause: unknown) => desk.log.warn({ cause: nameOf(cause) }, 'ack failed'));
}

async function send(
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

const askerOf = (desk: Desk, channelId: string | undefined, userId: string): Asker => ({
  channelId: channelId ?? userId,
  userId,
  join: () => desk.join(channelId ?? userId),
});
const wordsOf = (action: unknown): string => {
  const value = (action as { value?: unknown }).value;
  return typeof value === 'string' ? value : '';
};
const nameOf = (cause: unknown): string =>
  (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)).slice(0, 200);
