import type { App, BlockAction, RespondFn } from '@slack/bolt';
import { type SlackMessage, withCommand } from '../../blocks/message.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Origin, type Reply } from '../handler-context.ts';
import { acknowledge, postReply, replyToWords, send } from '../posting/reply.ts';
import { openForm } from './forms.ts';
import { openSearch, originOf } from './search.ts';

/** Slack reports a failed command after three seconds, so a slow answer is acknowledged first and sent later. */
const ACK_WITHIN_MS = 1500; // authorization may have taken a second already

/** Answers slash commands and buttons. A button's value is the command line that it stands for. */
export function addCommandHandlers(app: App, desk: HandlerContext, clients: Clients): void {
  app.command('/detainer', async ({ command, ack, respond, context }) => {
    const origin: Origin = {
      channelId: command.channel_id,
      userId: command.user_id,
      visibility: 'ephemeral',
      caller: callerOf(context),
    };
    const say = (reply: Reply) => send(desk, respond, reply, { replace_original: false });
    if ((command.text ?? '').trim() === '' && desk.suggest) {
      const from = originOf(command.response_url, command.channel_id);
      // If the search does not open, the bare command answers with help.
      if ((await openSearch(desk, clients, command.trigger_id, from)) === undefined) return acknowledge(desk, ack);
    }
    const { trigger_id: triggerId, response_url: responseUrl } = command;
    if (await openForm(desk, clients, command.text ?? '', origin, { triggerId, responseUrl }))
      return acknowledge(desk, ack);
    let early: Promise<void> | undefined;
    const timer = setTimeout(() => (early = acknowledge(desk, ack)), ACK_WITHIN_MS);
    await replyToWords(desk, clients, command.text ?? '', origin, say, async (reply) => {
      clearTimeout(timer);
      if (early !== undefined) return early.then(() => say(reply));
      try {
        await ack(reply.message);
      } catch (cause) {
        // The socket may have closed since the question came; response_url is plain HTTP and still works.
        desk.log.warn({ cause: describeError(cause) }, 'ack failed, answering by response_url');
        await say(reply);
      }
    });
  });
  app.action<BlockAction>(/^words:/, async ({ action, body, ack, respond, context }) => {
    await acknowledge(desk, ack);
    const origin: Origin = {
      channelId: body.channel?.id,
      userId: body.user.id,
      visibility: 'ephemeral',
      caller: callerOf(context),
      clicked: true,
    };
    const { trigger_id: triggerId, response_url: responseUrl } = body;
    if (await openForm(desk, clients, wordsOf(action), origin, { triggerId, responseUrl })) return;
    await replyToWords(desk, clients, wordsOf(action), origin, (reply) => answerClick(body, respond, reply));
  });
  app.action<BlockAction>('post', async ({ action, body, ack, respond, context }) => {
    await acknowledge(desk, ack);
    const words = wordsOf(action);
    const origin: Origin = {
      channelId: body.channel?.id,
      userId: body.user.id,
      visibility: 'in_channel',
      caller: callerOf(context),
      clicked: true,
    };
    const withQuestion = (message: SlackMessage) => withCommand(message, words, body.user.id);
    await replyToWords(desk, clients, words, origin, ({ message, plain, answered }) =>
      answerClick(
        body,
        respond,
        answered ? { message: withQuestion(message), ...(plain ? { plain: withQuestion(plain) } : {}) } : { message },
      ),
    );
  });
  app.action<BlockAction>('open-search', async ({ body, ack }) => {
    const opened = openSearch(desk, clients, body.trigger_id, {});
    await acknowledge(desk, ack);
    await opened;
  });

  /** Answers next to the message that was clicked, or by direct message from the home tab, which has no response_url. */
  function answerClick(body: BlockAction, respond: RespondFn, reply: Reply): Promise<void> {
    return body.response_url
      ? send(desk, respond, reply, { replace_original: false })
      : postReply(desk, clients, { channel: body.user.id }, reply);
  }
}

const wordsOf = (action: BlockAction['actions'][number]): string =>
  'value' in action && typeof action.value === 'string' ? action.value : '';
