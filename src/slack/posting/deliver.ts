import type { RespondFn } from '@slack/bolt';
import { renderProblem } from '../../blocks/message.ts';
import { ASK_HERE, NOT_ARRIVED, UNSURE } from '../../blocks/words.ts';
import { UserError } from '../../errors.ts';
import type { Failure } from '../../jobs/outbox/poster.ts';
import { remedyFor } from '../../news/delivery.ts';
import type { Clients } from '../connection/clients.ts';
import type { HandlerContext, Reply } from '../handler-context.ts';
import { type ReplyPlace, tryReply } from './post-reply.ts';
import { send } from './send.ts';

/** Posts a reply, and tells the person by another way where it does not arrive. Resolves with the channel it is in. */
export async function postReply(
  desk: HandlerContext,
  clients: Clients,
  to: ReplyPlace,
  reply: Reply,
  userId = to.channel,
): Promise<string | undefined> {
  const { channel, failure } = await tryReply(desk, clients, to, reply);
  const isDirect = to.channel.startsWith('D') || to.channel === userId;
  if (failure) await tellOtherwise(desk, clients, { userId, channel: to.channel, isDirect }, reply, failure);
  return channel;
}

/** Answers by response_url, or where there is none by direct message. Tells the person by another way if that fails. */
export async function answerAt(
  desk: HandlerContext,
  clients: Clients,
  respond: RespondFn | undefined,
  reply: Reply,
  { userId, channel }: { userId: string; channel?: string | undefined },
): Promise<{ channel?: string | undefined; failure?: Failure }> {
  if (!respond) return { channel: await postReply(desk, clients, { channel: userId }, reply) };
  const failure = await send(desk, respond, reply, { replace_original: false });
  if (!failure) return {};
  await tellOtherwise(desk, clients, { userId, channel }, reply, failure);
  return { failure };
}

/**
 * What Slack refused is said by direct message: the reply itself, or, where it was for others too or Slack may have it, a
 * sentence with a button that asks again. What cannot be said there either stands on the person's home tab.
 */
export async function tellOtherwise(
  desk: HandlerContext,
  clients: Clients,
  { userId, channel = '', isDirect = false }: { userId: string; channel?: string | undefined; isDirect?: boolean },
  reply: Reply,
  failure: Failure,
): Promise<void> {
  if (userId === '') return;
  const sentence = sentenceOf(failure, channel);
  if (!isDirect) {
    const isWhole = failure.kind !== 'unsure' && !reply.shared;
    const choices = reply.words ? [{ label: ASK_HERE, words: reply.words }] : [];
    const told = isWhole ? reply : { message: renderProblem(new UserError(sentence, { choices })) };
    const { failure: again } = await tryReply(desk, clients, { channel: userId }, told);
    if (!again) return;
  }
  desk.log.error({ reason: failure.kind }, 'a reply did not arrive; only the home tab tells it');
  desk.untold.add(userId, reply.words ? `${sentence} /detainer ${reply.words}` : sentence);
}

function sentenceOf({ kind, error }: Failure, channel: string): string {
  if (kind === 'unsure') return UNSURE;
  if (kind === 'limited') return NOT_ARRIVED(error, 'Ask again in a few minutes.');
  return NOT_ARRIVED(error, remedyFor(error, channel).replace('It is tried again on the next day.', 'Ask again.'));
}
