import { RespondError, type RespondFn, type ViewSubmitAction } from '@slack/bolt';
import { readOrigin } from '../../blocks/search-view.ts';
import type { Caller } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import type { HandlerContext, Origin, Reply } from '../handler-context.ts';
import { answerAt } from './deliver.ts';

/** Answers privately in the conversation where the form was opened, or the one chosen in it; otherwise by direct message. */
export function replyToForm(
  desk: HandlerContext,
  clients: Clients,
  metadata: string,
  { user, response_urls }: Pick<ViewSubmitAction, 'user' | 'response_urls'>,
  caller: Caller,
) {
  const opened = readOrigin(metadata);
  const [chosen] = response_urls ?? [];
  const url = [opened.responseUrl, chosen?.response_url].find((each) => each && desk.isSlackAddress(each));
  const channelId = opened.channelId ?? chosen?.channel_id;
  const direct = url === undefined;
  const origin: Origin = { channelId, userId: user.id, visibility: 'ephemeral', caller, ...(direct ? { direct } : {}) };
  const say = async (reply: Reply): Promise<string | undefined> => {
    // A form may stay open until its response_url has expired.
    const at = { userId: user.id, channel: channelId };
    return (await answerAt(desk, clients, url ? respondTo(url) : undefined, reply, at)).channel;
  };
  return { origin, say };
}

/** Like Bolt's `respond`, for a response_url that came with a form. */
const respondTo =
  (url: string): RespondFn =>
  async (message) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(message),
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new RespondError(`response_url answered ${response.status}`, response.status);
    return response;
  };
