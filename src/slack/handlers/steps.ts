import type { App } from '@slack/bolt';
import type { FunctionExecutedEvent } from '@slack/types';
import { cleanText } from '../../blocks/escape.ts';
import { renderText } from '../../blocks/text.ts';
import { lineOf } from '../../command-line/parse.ts';
import { UserError } from '../../errors.ts';
import { callerOf } from '../access/caller.ts';
import { describeError, type HandlerContext } from '../handler-context.ts';

/** The step of Slack's workflow builder (paid plans) that the manifest declares. */
export const POLICY_STEP = 'policy_at_date';

/** A workflow asks for nobody: its questions and answers belong to the workspace. */
export const WORKFLOW = 'workflow';
const LONGEST = 3000;

/** Answers the step "Policy at a date": the first sentence, the whole answer with its sources, and the answer's id. */
export function addSteps(app: App, desk: HandlerContext): void {
  app.function(POLICY_STEP, async ({ inputs, complete, fail, context }) => {
    const { workspaceId, way } = callerOf(context);
    const [place, on] = [textOf(inputs['place']), textOf(inputs['on'])];
    const line = lineOf('policy', [place], on ? { on: [on] } : {});
    try {
      if (place === '') throw new UserError('Name a place, for example: Cook County, IL');
      const answer = await desk.answer(line, {
        channelId: WORKFLOW,
        userId: WORKFLOW,
        role: 'reader',
        way,
        ...(workspaceId ? { workspaceId } : {}),
      });
      if (answer.kind === 'notice') throw new UserError(cleanText(renderText(answer, { width: 0 }), LONGEST));
      await complete({
        outputs: {
          answer: cleanText(answer.summary, LONGEST),
          details: cleanText(renderText(answer, { width: 0 }), LONGEST),
          answer_id: answer.kept?.id ?? '',
          line: answer.words,
        },
      });
    } catch (cause) {
      if (!(cause instanceof UserError))
        desk.log.error({ err: cause, cause: describeError(cause) }, 'a workflow step failed');
      const error =
        cause instanceof UserError
          ? cause.message
          : 'The desk failed at this step; its operator can find the reason in the log.';
      await fail({ error: cleanText(error, LONGEST) }).catch((again: unknown) =>
        desk.log.warn({ cause: describeError(again) }, 'Slack did not take the end of a workflow step'),
      );
    }
  });
}

export const isStep = (event: { type: string }): event is FunctionExecutedEvent => event.type === 'function_executed';

const textOf = (value: unknown): string => (typeof value === 'string' ? cleanText(value, 300) : '');
