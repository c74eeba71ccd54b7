import type { App, BlockAction, RespondFn } from '@slack/bolt';
import { type SlackMessage, withCommand } from '../../blocks/message.ts';
import { ASKED_WITH } from '../../blocks/words.ts';
import type { Failure } from '../../jobs/outbox/poster.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { TakenOver } from '../connection/gate.ts';
import { describeError, type HandlerContext, type Origin, type Reply } from '../handler-context.ts';
import { answerAt, tellOtherwise } from '../posting/deliver.ts';
import { createOncePer } from '../posting/once-per.ts';
import { tryReply } from '../posting/post-reply.ts';
import { acknowledge, replyToWords } from '../posting/reply.ts';
import { openForm } from './forms.ts';
import { openSearch, openSearchOrSay, originOf } from './search.ts';

/** Slack reports a failed command after three seconds, so a slow answer is acknowledged first and sent later. */
const ACK_WITHIN_MS = 1500; // authorization may have taken a second already
/** A second click this soon is the same click. */
const SAME_CLICK_MS = 60_000;

/** Answers slash commands and buttons. A button's value is the command line that it stands for. */
export function addCommandHandlers(app: App, desk: HandlerContext, clients: Clients): void {
  const posts = createOncePer(SAME_CLICK_MS, desk.shared);

  app.command('/detainer', async ({ command, ack, respond, context }) => {
    const origin: Origin = {
      channelId: command.channel_id,
      userId: command.user_id,
      visibility: 'ephemeral',
      caller: callerOf(context),
    };
    const say = async (reply: Reply) => {
      const at = { userId: command.user_id, channel: command.channel_id };
      return (await answerAt(desk, clients, respond, reply, at)).channel;
    };
    let early: Promise<void> | undefined;
    const timer = setTimeout(() => {
      early = acknowledge(desk, ack);
      early.catch(() => {}); // thrown again where it is waited for
    }, ACK_WITHIN_MS);
    if ((command.text ?? '').trim() === '' && desk.suggest) {
      const from = originOf(command.response_url, command.channel_id);
      // If the search does not open, the bare command answers with help.
      if ((await openSearch(desk, clients, command.trigger_id, from)) === undefined) {
        clearTimeout(timer);
        return early ?? acknowledge(desk, ack);
      }
    }
    const { trigger_id: triggerId, response_url: responseUrl } = command;
    if (await openForm(desk, clients, command.text ?? '', origin, { triggerId, responseUrl })) {
      clearTimeout(timer);
      return early ?? acknowledge(desk, ack);
    }
    await replyToWords(desk, clients, command.text ?? '', origin, say, async (reply) => {
      clearTimeout(timer);
      if (early !== undefined) return early.then(() => say(reply));
      const [message = reply.message] = desk.drawn.formsOf(reply);
      // Slack does not report blocks that it refuses in an ack, so those that it has not drawn here yet are sent.
      if (!desk.drawn.isProven(reply, message)) return acknowledge(desk, ack).then(() => say(reply));
      try {
        await ack(message);
        return undefined;
      } catch (cause) {
        if (cause instanceof TakenOver) throw cause;
        // The socket may have closed since the question came; response_url is plain HTTP and still works.
        desk.log.warn({ cause: describeError(cause) }, 'ack failed, answering by response_url');
        return say(reply);
      }
    });
  });
  app.action<BlockAction>(/^words:/, async ({ action, body, ack, respond, context }) => {
    await acknowledge(desk, ack);
    const origin: Origin = { ...originOfClick(body), visibility: 'ephemeral', caller: callerOf(context) };
    const { trigger_id: triggerId, response_url: responseUrl } = body;
    if (await openForm(desk, clients, wordsOf(action), origin, { triggerId, responseUrl })) return;
    await replyToWords(desk, clients, wordsOf(action), origin, (reply) => answerClick(body, respond, reply));
  });
  app.action<BlockAction>('post', async ({ action, body, ack, respond, context }) => {
    await acknowledge(desk, ack);
    const words = wordsOf(action);
    const { message_ts: ts = '' } = body.container as { message_ts?: string };
    const click = [body.team?.id, body.channel?.id, ts, body.user.id, words].join(' ');
    if (!(await posts.begin(click))) return;
    const origin: Origin = { ...originOfClick(body), visibility: 'in_channel', caller: callerOf(context) };
    const withQuestion = (message: SlackMessage) => withCommand(message, words, body.user.id);
    await replyToWords(desk, clients, words, origin, async (reply) => {
      if (!reply.answered) await posts.forget(click);
      const { message, fallbacks } = reply;
      if (!reply.answered) return answerClick(body, respond, { message });
      const shown = {
        ...reply,
        message: withQuestion(message),
        fallbacks: () => fallbacks?.().map(withQuestion) ?? [],
      };
      const { channel, failure } =
        (await postKnown(shown, words, origin)) ?? (await answerAtClick(body, respond, shown));
      // What did not arrive may be posted at once by another press.
      if (failure && failure.kind !== 'unsure') await posts.forget(click);
      return channel;
    });
  });
  app.action<BlockAction>('open-search', async ({ body, ack, respond }) => {
    const opened = openSearchOrSay(desk, clients, body.trigger_id, {}, (reply) => answerClick(body, respond, reply));
    await acknowledge(desk, ack);
    await opened;
  });

  /**
   * Posts what a correction may change as a message of the app's own, known by a row. Undefined where the app is not in
   * the channel: then only the click's own address reaches it, and nobody can change that message later.
   */
  async function postKnown(
    reply: Reply,
    words: string,
    { channelId, userId, thread }: Origin,
  ): Promise<{ channel?: string | undefined; failure?: Failure } | undefined> {
    if (!reply.shows || !desk.replies || !channelId) return undefined;
    const shows = { ...reply.shows, footer: ASKED_WITH(words) };
    const to = { channel: channelId, ...(thread ? { thread_ts: thread } : {}) };
    const { channel, failure } = await tryReply(desk, clients, to, { ...reply, shows });
    if (!failure) return { channel };
    if (failure.kind !== 'unsure') return undefined;
    // What Slack may have is not posted twice
    await tellOtherwise(desk, clients, { userId, channel: channelId }, reply, failure);
    return { failure };
  }

  /** Answers next to the message that was clicked, or by direct message from the home tab, which has no response_url. */
  const answerAtClick = (body: BlockAction, respond: RespondFn, reply: Reply) =>
    answerAt(desk, clients, body.response_url ? respond : undefined, reply, {
      userId: body.user.id,
      channel: body.channel?.id,
    });
  const answerClick = async (...asked: Parameters<typeof answerAtClick>) => (await answerAtClick(...asked)).channel;
}

function originOfClick(body: BlockAction): Pick<Origin, 'channelId' | 'userId' | 'clicked' | 'direct' | 'thread'> {
  const { is_ephemeral: ephemeral, thread_ts: thread } = body.container as {
    is_ephemeral?: boolean;
    thread_ts?: string;
  };
  const channelId = body.channel?.id;
  // A message that stays in a direct message is the desk's own, or was posted there already.
  const direct = channelId === undefined || (channelId.startsWith('D') && ephemeral === false);
  return {
    channelId,
    userId: body.user.id,
    clicked: true,
    ...(direct ? { direct } : {}),
    ...(thread ? { thread } : {}),
  };
}

const wordsOf = (action: BlockAction['actions'][number]): string =>
  'value' in action && typeof action.value === 'string' ? action.value : '';
