import { RespondError, type RespondFn } from '@slack/bolt';
import type { SlackMessage } from '../../blocks/message.ts';
import type { Failure } from '../../jobs/outbox/poster.ts';
import { describeError, type HandlerContext, type Reply } from '../handler-context.ts';

/** The first delay before a reply is sent again. It doubles each time: about twenty seconds in all. */
const FIRST_DELAY_MS = 300;
const TRIES = 7;

/**
 * Sends a reply by response_url. Sends it again if Slack did not take it, and falls back to plainer forms of it if Slack
 * refuses the blocks. What one person sees is also sent again after a 5xx or a cut, although it may then show twice; what
 * a channel sees is not. Returns why it did not arrive.
 */
export async function send(
  desk: HandlerContext,
  respond: RespondFn,
  reply: Reply,
  extra: { replace_original?: boolean } = {},
): Promise<Failure | undefined> {
  const say = async (message: SlackMessage) => {
    for (let tries = 1; ; tries += 1) {
      try {
        await checkTaken(await respond({ ...message, ...extra }));
        return;
      } catch (cause) {
        const isPublic = message.response_type === 'in_channel';
        if (tries === TRIES || !(isNotTaken(cause) || (!isPublic && isDoubtful(cause)))) throw cause;
        desk.log.warn({ cause: describeError(cause) }, 'Slack did not take the answer, trying again');
        await new Promise((resolve) => setTimeout(resolve, FIRST_DELAY_MS * 2 ** (tries - 1)));
      }
    }
  };
  const refused: SlackMessage[] = [];
  let failure: Failure | undefined;
  for (const form of desk.drawn.formsOf(reply)) {
    try {
      await say(form);
      desk.drawn.learn(reply, form, refused);
      desk.onResult?.({ way: 'response', place: '' });
      return undefined;
    } catch (cause) {
      failure = failureOf(cause);
      desk.log.warn({ cause: describeError(cause), refused: refused.length }, 'the answer was not sent');
      desk.onResult?.({ way: 'response', place: '', failure });
      // An address that has expired takes no form of it.
      if (failure.kind !== 'terminal' || statusOf(cause) === 404) return failure;
      refused.push(form);
    }
  }
  desk.log.error('Slack refused every form of the answer');
  return failure;
}

/** Slack may say in the body that it took nothing, with status 200. */
async function checkTaken(response: unknown): Promise<void> {
  if (!(response instanceof Response)) return;
  const body = await response.text();
  const [, error] = /"ok"\s*:\s*false.*"error"\s*:\s*"([\w-]{1,80})"/s.exec(body) ?? [];
  const isGone = error !== undefined && /expired|used_url/.test(error);
  if (/"ok"\s*:\s*false/.test(body))
    throw new RespondError(`response_url answered ${error ?? body.slice(0, 120)}`, isGone ? 404 : 400);
}

const statusOf = (cause: unknown): number => Number((cause as { statusCode?: unknown }).statusCode ?? 0);

function failureOf(cause: unknown): Failure {
  const status = statusOf(cause);
  if (status === 429) return { kind: 'limited', error: 'rate limited by Slack', retryAfter: 30 };
  if (isNotTaken(cause)) return { kind: 'terminal', error: 'Slack could not be reached' };
  const [, code] = /answered ([a-z_]{1,80})$/.exec((cause as Error).message ?? '') ?? [];
  if (status >= 400 && status < 500) return { kind: 'terminal', error: code ?? `HTTP ${status}` };
  return { kind: 'unsure', error: status > 0 ? `HTTP ${status}` : 'no answer' };
}

const codeOf = (cause: unknown): string =>
  String((cause as { cause?: { code?: unknown } } | undefined)?.cause?.code ?? '');
/** Slack was busy, or was not reached. */
const isNotTaken = (cause: unknown): boolean =>
  statusOf(cause) === 429 ||
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/.test(codeOf(cause));
/** Slack failed or hung up. Not after a timeout: Slack most likely has the reply. */
const isDoubtful = (cause: unknown): boolean =>
  statusOf(cause) >= 500 || (cause instanceof TypeError && cause.message === 'fetch failed');
