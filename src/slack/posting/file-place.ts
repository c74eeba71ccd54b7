import { cleanText, escapeText } from '../../blocks/escape.ts';
import { ASKED_BY, ASKED_WITH } from '../../blocks/words.ts';
import type { Clients } from '../connection/clients.ts';

/** Where a file is posted. */
export interface FilePlace {
  channel: string;
  /** The ts of the thread's first message. */
  thread?: string;
}

/** What an upload says about its place. */
export const uploadPlace = ({ channel, thread }: FilePlace) =>
  thread ? { channel_id: channel, thread_ts: thread } : { channel_id: channel };

/** Slack takes a file only from a member. A channel that cannot be joined is told by the upload itself. */
export async function joinForFile({ join }: Pick<Clients, 'join'>, { channel }: FilePlace): Promise<void> {
  if (channel.startsWith('C')) await join(channel);
}

/** Who asked for a file, and with which command, in Slack's markup. */
export const askedBy = (userId: string, words: string): string =>
  `${/^[UW][A-Z0-9]{1,30}$/.test(userId) ? `${ASKED_BY} <@${userId}>. ` : ''}${escapeText(cleanText(ASKED_WITH(words), 500))}`;
