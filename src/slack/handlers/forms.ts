import type { App, MessageShortcut, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { unescapeText } from '../../blocks/escape.ts';
import { formView, readLine } from '../../blocks/form-view.ts';
import { renderProblem } from '../../blocks/message.ts';
import { FORM } from '../../blocks/words.ts';
import { UserError } from '../../errors.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Origin } from '../handler-context.ts';
import { answerAt } from '../posting/deliver.ts';
import { acknowledge, askerOf, replyToWords } from '../posting/reply.ts';
import { replyToForm } from '../posting/reply-to-form.ts';
import { openView } from '../posting/views.ts';
import { originOf } from './search.ts';

/**
 * Opens the form of a command line, if it has one. False for a line without a form, and where the form cannot be opened:
 * then the line is answered, and its answer says how to type what the form asks for.
 */
export async function openForm(
  desk: HandlerContext,
  clients: Clients,
  words: string,
  origin: Origin,
  { triggerId, responseUrl }: { triggerId: string; responseUrl?: string | undefined },
): Promise<boolean> {
  try {
    const form = await desk.form?.(words, askerOf(clients, origin));
    if (!form) return false;
    const view = formView(form, originOf(responseUrl, origin.channelId));
    await openView(desk, clients.views, { trigger_id: triggerId, view });
    return true;
  } catch (cause) {
    // The answer to the line says what is wrong with it.
    if (!(cause instanceof UserError)) desk.log.warn({ cause: describeError(cause) }, 'a form could not be opened');
    return false;
  }
}

/** Handles the message shortcut that reads a press release, and every form that is sent. */
export function addForms(app: App, desk: HandlerContext, clients: Clients): void {
  app.shortcut<MessageShortcut>('read-release', async ({ shortcut, ack, respond, context }) => {
    await acknowledge(desk, ack);
    const origin: Origin = {
      channelId: shortcut.channel?.id,
      userId: shortcut.user.id,
      visibility: 'ephemeral',
      caller: callerOf(context),
      filled: releaseIn(shortcut.message?.text ?? ''),
    };
    const { response_url: responseUrl, trigger_id: triggerId } = shortcut;
    if (!(await openForm(desk, clients, 'intake', origin, { triggerId, responseUrl })))
      await answerAt(
        desk,
        clients,
        respond,
        { message: renderProblem(new UserError(FORM.notOpened)) },
        { userId: origin.userId },
      );
  });
  app.view<ViewSubmitAction>('fill', async ({ view, body, ack, context }) => {
    const line = readLine(view.private_metadata) ?? 'help';
    const { origin: from, say } = replyToForm(desk, clients, view.private_metadata, body, callerOf(context));
    const origin = { ...from, filled: readFields(view.state.values) };
    const errors = await desk
      .check?.(line, askerOf(clients, origin))
      .catch((cause: unknown): Record<string, string> => {
        // The answer reports it.
        if (!(cause instanceof UserError))
          desk.log.warn({ cause: describeError(cause) }, 'a form could not be checked');
        return {};
      });
    const shown = Object.entries(errors ?? {}).filter(([name]) => view.blocks.some((each) => each.block_id === name));
    if (shown.length > 0)
      return acknowledge(desk, () => ack({ response_action: 'errors', errors: Object.fromEntries(shown) }));
    await acknowledge(desk, ack);
    return replyToWords(desk, clients, line, origin, say);
  });
}

/** What is filled in, by field; '' where nothing is. */
const readFields = (values: ViewOutput['state']['values']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, actions]) => {
      const field = actions[name];
      return [name, field?.value ?? field?.selected_date ?? field?.selected_option?.value ?? ''];
    }),
  );

/** The text of a message, and the first address in it. */
function releaseIn(text: string): Record<string, string> {
  const plain = unescapeText(
    text.replace(/<(https?:[^|>]{1,2000})(?:\|[^>]{0,2000})?>/g, '$1').replace(/<[@#!][^>]{0,200}>/g, ''),
  );
  const [url = ''] = /https?:\/\/[^\s>|]{1,2000}/.exec(plain) ?? [];
  return { text: plain, url };
}
