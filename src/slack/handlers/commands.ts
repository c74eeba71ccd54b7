import type { App, BlockAction, RespondFn } from '@slack/bolt';
import { type SlackMessage, withCommand } from '../../blocks/message.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Origin, type Reply } from '../handler-context.ts';
import { acknowledge, postReply, replyToWords, send } from '../posting/reply.ts';
import { openSearch, originOf } from './search.ts';

/** After three seconds Slack tells the person that the command failed; an answer that takes longer follows its ack. */
const ACK_WITHIN_MS = 1500; // who somebody is may have taken a second before

/** Connects what people type and click to the desk. A button's value is the command line that it stands for. */
export function addCommandHandlers(app: App, desk: HandlerContext, clients: Clients): void {
  app.command('/detainer', async ({ command, ack, respond, context }) => {
    const origin: Origin = {
      channelId: command.channel_id,
      userId: command.user_id,
      visibility: 'ephemeral',
      came: callerOf(context),
    };
    const say = (reply: Reply) => send(desk, respond, reply, { replace_original: false });
    if ((command.text ?? '').trim() === '' && desk.suggest) {
      const from = originOf(command.response_url, command.channel_id);
      // When Slack does not open it, the bare command answers help as it does without a search.
      if ((await openSearch(desk, clients, command.trigger_id, from)) === undefined) return acknowledge(desk, ack);
    }
    let early: Promise<void> | undefined;
    const timer = setTimeout(() => (early = acknowledge(desk, ack)), ACK_WITHIN_MS);
    await replyToWords(desk, clients, command.text ?? '', origin, say, async (reply) => {
      clearTimeout(timer);
      if (early !== undefined) return early.then(() => say(reply));
      try {
        await ack(reply.message);
      } catch (cause) {
        // The socket may have died between question and answer; response_url is plain HTTP and still works.
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
      came: callerOf(context),
      clicked: true,
    };
    await replyToWords(desk, clients, wordsOf(action), origin, (reply) => answerClick(body, respond, reply));
  });
  app.action<BlockAction>('post', async ({ action, body, ack, respond, context }) => {
    await acknowledge(desk, ack);
    const words = wordsOf(action);
    const origin: Origin = {
      channelId: body.channel?.id,
      userId: body.user.id,
      visibility: 'in_channel',
      came: callerOf(context),
      clicked: true,
    };
    const asked = (message: SlackMessage) => withCommand(message, words, body.user.id);
    await replyToWords(desk, clients, words, origin, ({ message, plain, answered }) =>
      answerClick(
        body,
        respond,
        answered ? { message: asked(message), ...(plain ? { plain: asked(plain) } : {}) } : { message },
      ),
    );
  });
  app.action<BlockAction>('open-search', async ({ body, ack }) => {
    const opened = openSearch(desk, clients, body.trigger_id, {});
    await acknowledge(desk, ack);
    await opened;
  });

  /** Beside the message that was clicked; the home tab has none, so there it is a direct message. */
  function answerClick(body: BlockAction, respond: RespondFn, reply: Reply): Promise<void> {
    return body.response_url
      ? send(desk, respond, reply, { replace_original: false })
      : postReply(desk, clients, { channel: body.user.id }, reply);
  }
}

const wordsOf = (action: BlockAction['actions'][number]): string =>
  'value' in action && typeof action.value === 'string' ? action.value : '';
