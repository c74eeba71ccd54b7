import {
  type App,
  type GlobalShortcut,
  type MessageShortcut,
  RespondError,
  type RespondFn,
  type ViewOutput,
  type ViewSubmitAction,
} from '@slack/bolt';
import { renderProblem } from '../../blocks/message.ts';
import {
  KINDS,
  type Kind,
  optionOf,
  type PlaceOption,
  readOrigin,
  type SearchOrigin,
  searchView,
} from '../../blocks/search-view.ts';
import { SEARCH } from '../../blocks/words.ts';
import { UserError } from '../../errors.ts';
import { searchLine } from '../../places/search-line.ts';
import { type Caller, callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Origin, type Reply } from '../handler-context.ts';
import { acknowledge, postReply, replyToWords, send } from '../posting/reply.ts';

/**
 * Opens the search modal. Returns undefined, or Slack's error. It uses a separate client: a trigger_id expires after
 * three seconds, and a 429 elsewhere must not delay the call.
 */
export async function openSearch(
  desk: HandlerContext,
  { views }: Clients,
  triggerId: string,
  origin: SearchOrigin,
  named: readonly PlaceOption[] = [],
): Promise<string | undefined> {
  try {
    await views.views.open({ trigger_id: triggerId, view: searchView(origin, named) });
    return undefined;
  } catch (cause) {
    desk.log.warn({ cause: describeError(cause) }, 'the search could not be opened');
    return describeError(cause);
  }
}

/** Handles the shortcuts, the typeahead and the submitted search form. */
export function addSearch(app: App, desk: HandlerContext, clients: Clients): void {
  app.shortcut<GlobalShortcut>('ask-desk', async ({ shortcut, ack }) => {
    const opened = openSearch(desk, clients, shortcut.trigger_id, {});
    await acknowledge(desk, ack);
    await opened;
  });
  app.shortcut<MessageShortcut>('ask-desk-about', async ({ shortcut, ack, respond }) => {
    const named = await desk.guess?.(shortcut.message?.text ?? '').catch(() => []);
    const from = originOf(shortcut.response_url, shortcut.channel?.id);
    const opened = openSearch(desk, clients, shortcut.trigger_id, from, named);
    await acknowledge(desk, ack);
    if (await opened) await send(desk, respond, { message: renderProblem(new UserError(NOT_OPENED)) });
  });
  app.options('place', async ({ options, body, ack }) => {
    const typed = String(options.value ?? '').slice(0, 200);
    const view = 'view' in body ? (body.view as { private_metadata?: string } | undefined) : undefined;
    const listed = typed.trim() === '' ? readOrigin(view?.private_metadata).candidates : undefined;
    const found = listed ?? (await desk.suggest?.(typed).catch(() => []));
    const shown = (found ?? []).flatMap((each) => optionOf(each) ?? []).slice(0, 20);
    await acknowledge(desk, () => ack({ options: shown }));
  });
  app.view<ViewSubmitAction>('search', async ({ view, body, ack, context }) => {
    const filled = readForm(view.state.values);
    const errors = problemsOf(filled);
    if (Object.keys(errors).length > 0) {
      await acknowledge(desk, () => ack({ response_action: 'errors', errors }));
      return;
    }
    await acknowledge(desk, ack);
    const { origin, say } = whereTo(desk, clients, view.private_metadata, body, callerOf(context));
    await replyToWords(desk, clients, searchLine(filled), origin, say);
  });
}

const NOT_OPENED =
  'Slack did not open the search this time. Type what you would ask, for example: /detainer policy "Cook County, IL"';

export const originOf = (responseUrl: string | undefined, channelId: string | undefined): SearchOrigin => ({
  ...(responseUrl ? { responseUrl } : {}),
  ...(channelId ? { channelId } : {}),
});

function readForm(values: ViewOutput['state']['values']) {
  const field = (name: string) => values[name]?.[name];
  const kind = field('kind')?.selected_option?.value;
  return {
    words: (field('words')?.value ?? '').trim().slice(0, 1000),
    place: (field('place')?.selected_option?.value ?? '').slice(0, 150),
    kind: KINDS.find((each): each is Kind => each === kind) ?? 'policy',
    since: field('since')?.selected_date ?? undefined,
    until: field('until')?.selected_date ?? undefined,
  };
}

function problemsOf({ place, words, since, until }: ReturnType<typeof readForm>): Record<string, string> {
  return {
    ...(place.trim() === '' && words === '' ? { place: SEARCH.nothingChosen } : {}),
    ...(since && until && since > until ? { until: SEARCH.reversed } : {}),
  };
}

/** Answers privately in the conversation where the form was opened, or the one chosen in it; otherwise by direct message. */
function whereTo(
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
  const origin: Origin = { channelId, userId: user.id, visibility: 'ephemeral', caller };
  const say = (reply: Reply): Promise<void> =>
    url
      ? send(desk, respondTo(url), reply, { replace_original: false })
      : postReply(desk, clients, { channel: user.id }, reply);
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
