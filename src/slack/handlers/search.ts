import type { App, GlobalShortcut, MessageShortcut, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { wordsOfMessage } from '../../blocks/mention.ts';
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
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Reply } from '../handler-context.ts';
import { answerAt, postReply } from '../posting/deliver.ts';
import { acknowledge, replyToWords } from '../posting/reply.ts';
import { replyToForm } from '../posting/reply-to-form.ts';
import { openView } from '../posting/views.ts';

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
    await openView(desk, views, { trigger_id: triggerId, view: searchView(origin, named) });
    return undefined;
  } catch (cause) {
    desk.log.warn({ cause: describeError(cause) }, 'the search could not be opened');
    return describeError(cause);
  }
}

/** Opens the search modal, or says what to type when Slack does not open it. */
export async function openSearchOrSay(
  desk: HandlerContext,
  clients: Clients,
  triggerId: string,
  origin: SearchOrigin,
  say: (reply: Reply) => Promise<unknown>,
  named: readonly PlaceOption[] = [],
): Promise<void> {
  if (await openSearch(desk, clients, triggerId, origin, named))
    await say({ message: renderProblem(new UserError(NOT_OPENED)) });
}

/** Handles the shortcuts, the typeahead and the submitted search form. */
export function addSearch(app: App, desk: HandlerContext, clients: Clients): void {
  app.shortcut<GlobalShortcut>('ask-desk', async ({ shortcut, ack }) => {
    const opened = openSearchOrSay(desk, clients, shortcut.trigger_id, {}, (reply) =>
      postReply(desk, clients, { channel: shortcut.user.id }, reply),
    );
    await acknowledge(desk, ack);
    await opened;
  });
  app.shortcut<MessageShortcut>('ask-desk-about', async ({ shortcut, ack, respond }) => {
    const asker = { userId: shortcut.user?.id ?? '', channelId: shortcut.channel?.id ?? '' };
    const named = await desk.guess?.(wordsOfMessage(shortcut.message), asker).catch(() => []);
    const from = originOf(shortcut.response_url, shortcut.channel?.id);
    const say = (reply: Reply) => answerAt(desk, clients, respond, reply, { userId: asker.userId });
    const opened = openSearchOrSay(desk, clients, shortcut.trigger_id, from, say, named);
    await acknowledge(desk, ack);
    await opened;
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
    const { origin, say } = replyToForm(desk, clients, view.private_metadata, body, callerOf(context));
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
