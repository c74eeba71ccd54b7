import { RespondError, type RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/message.ts';
import { describeError, type HandlerContext, type Reply } from '../handler-context.ts';

/** The first delay before a reply is sent again. It doubles each time: about twenty seconds in all. */
const FIRST_DELAY_MS = 300;
const TRIES = 7;

/** 'unsure' means that Slack may have the reply. */
export type SendResult = 'sent' | 'refused' | 'unsure';

/**
 * Sends a reply by response_url. Retries if Slack did not take it, and falls back to plainer forms of it if Slack refuses
 * the blocks.
 */
export async function send(
  desk: HandlerContext,
  respond: RespondFn,
  reply: Reply,
  extra: { replace_original?: boolean } = {},
): Promise<SendResult> {
  const say = async (message: SlackMessage) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await checkTaken(await respond({ ...message, ...extra }));
        return;
      } catch (cause) {
        if (tries === TRIES || !isNotTaken(cause)) throw cause;
        desk.log.warn({ cause: describeError(cause) }, 'Slack did not take the answer, trying again');
        await new Promise((resolve) => setTimeout(resolve, FIRST_DELAY_MS * 2 ** (tries - 1)));
      }
    }
  };
  const refused: SlackMessage[] = [];
  for (const form of desk.drawn.formsOf(reply)) {
    try {
      await say(form);
      desk.drawn.learn(reply, form, refused);
      return 'sent';
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause), refused: refused.length }, 'the answer was not sent');
      if (!isRefused(cause)) return 'unsure';
      refused.push(form);
    }
  }
  desk.log.error('Slack refused every form of the answer');
  return 'refused';
}

/** Slack may say in the body that it took nothing, with status 200. */
async function checkTaken(response: unknown): Promise<void> {
  if (!(response instanceof Response)) return;
  const body = await response.text();
  if (/"ok"\s*:\s*false/.test(body)) throw new RespondError(`response_url answered ${body.slice(0, 120)}`, 400);
}

const statusOf = (cause: unknown): number => Number((cause as { statusCode?: unknown }).statusCode ?? 0);
const isRefused = (cause: unknown): boolean =>
  statusOf(cause) >= 400 && statusOf(cause) < 500 && statusOf(cause) !== 429;
/** Slack was busy, failed or was not reached. Not after a timeout: Slack may have the reply, and it would show twice. */
const isNotTaken = (cause: unknown): boolean =>
  statusOf(cause) === 429 || statusOf(cause) >= 500 || (cause instanceof TypeError && cause.message === 'fetch failed');
