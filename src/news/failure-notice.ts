import type { Notice, NoticePart, Post } from '../answer.ts';
import type { Owner } from '../db/outbox/owners.ts';
import { remedyFor } from './delivery.ts';

/**
 * Notifies the person who set a digest or watch up, or who asked for a digest at once, that a thread of it failed;
 * `partly` when its first message stands.
 */
export function composeFailureNotice(
  { kind, channelId, label }: Owner,
  error: string,
  { partly, isAsker }: { partly: boolean; isAsker: boolean },
): Post {
  const whole = partly ? ' whole' : '';
  const failed = `could not be posted${whole}: ${error}. ${remedyFor(error, channelId)}`;
  const where: NoticePart[] = /^[CG]/.test(channelId)
    ? [{ kind: 'note', text: 'The channel:', mention: channelId }]
    : [{ kind: 'note', text: 'The channel: your direct message with the desk.' }];
  const answer: Notice =
    kind === 'digest'
      ? {
          kind: 'notice',
          title: `A digest could not be posted${whole}`,
          summary: `The digest of ${label}, which you ${isAsker ? 'asked for' : 'set up'}, ${failed}`,
          parts: [
            ...where,
            {
              kind: 'note',
              text: isAsker
                ? 'To ask for it again, type /detainer digest now in that channel.'
                : 'You are told once, until one is posted. It is tried again on its next day, and then holds what this one held. To see how it stands or to end it, type /detainer digest in that channel.',
            },
          ],
          followUps: [],
          words: 'digest',
        }
      : {
          kind: 'notice',
          title: `A watch could not be posted${whole}`,
          summary: `News of ${label}, which you watch there, ${failed}`,
          parts: [
            ...where,
            {
              kind: 'note',
              text: `You are told once, until one is posted. They are tried again with the next file that is loaded, or a day later; at once when you type /detainer watch "${label}" in that channel. To end it, type /detainer unwatch "${label}" there.`,
            },
          ],
          followUps: [],
          words: 'watches',
        };
  return { answer };
}
