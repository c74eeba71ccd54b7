import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { correctionView, isReason, readCorrectedId } from '../../blocks/correction-view.ts';
import { renderProblem } from '../../blocks/message.ts';
import { lineOf } from '../../command-line/parse.ts';
import { UserError } from '../../errors.ts';
import { problemOfSentence } from '../../rules/correction-sentence.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Reply } from '../handler-context.ts';
import { answerAt } from '../posting/deliver.ts';
import { acknowledge, replyToWords } from '../posting/reply.ts';
import { replyToForm } from '../posting/reply-to-form.ts';
import { openView } from '../posting/views.ts';
import { originOf } from './search.ts';

/** Opens the form under an answer, and turns what is submitted into a `correct` command. */
export function addCorrections(app: App, desk: HandlerContext, clients: Clients): void {
  app.action<BlockAction>('correct', async ({ action, body, ack, respond }) => {
    const id = 'value' in action && typeof action.value === 'string' ? action.value.slice(0, 20) : '';
    const view = correctionView(id, originOf(body.response_url, body.channel?.id));
    const opened = openView(desk, clients.views, { trigger_id: body.trigger_id, view });
    await acknowledge(desk, ack);
    try {
      await opened;
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause) }, 'the form of a correction could not be opened');
      const reply: Reply = { message: renderProblem(new UserError(notOpened(id))) };
      await answerAt(desk, clients, body.response_url ? respond : undefined, reply, { userId: body.user.id });
    }
  });
  app.view<ViewSubmitAction>('correction', async ({ view, body, ack, context }) => {
    const { values } = view.state;
    const reason = values['reason']?.['reason']?.selected_option?.value;
    const sentence = (values['sentence']?.['sentence']?.value ?? '').trim();
    const problem = problemOfSentence(sentence);
    if (problem || !isReason(reason)) {
      const errors = {
        ...(problem ? { sentence: problem } : {}),
        ...(isReason(reason) ? {} : { reason: 'Choose one.' }),
      };
      await acknowledge(desk, () => ack({ response_action: 'errors', errors }));
      return;
    }
    await acknowledge(desk, ack);
    const { origin, say } = replyToForm(desk, clients, view.private_metadata, body, callerOf(context));
    const line = lineOf('correct', [readCorrectedId(view.private_metadata)], {
      reason: [reason],
      ...(sentence ? { text: [sentence] } : {}),
    });
    await replyToWords(desk, clients, line, origin, say);
  });
}

const notOpened = (id: string): string =>
  `Slack did not open the form this time. Type: /detainer correct ${id} reason:outdated text:"what is wrong"`;
