import type { App, BlockAction, ViewOutput, ViewSubmitAction } from '@slack/bolt';
import { renderProblem } from '../../blocks/message.ts';
import { setUpView } from '../../blocks/set-up-view.ts';
import { SET_UP } from '../../blocks/words.ts';
import { lineOf } from '../../command-line/parse.ts';
import { UserError } from '../../errors.ts';
import { callerOf } from '../access/caller.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext, type Reply } from '../handler-context.ts';
import { answerAt } from '../posting/deliver.ts';
import { acknowledge, replyToWords } from '../posting/reply.ts';
import { replyToForm } from '../posting/reply-to-form.ts';
import { openView } from '../posting/views.ts';
import { originOf } from './search.ts';

/** Opens the form for digests and watches, and turns what is submitted into their commands. */
export function addSetUp(app: App, desk: HandlerContext, clients: Clients): void {
  app.action<BlockAction>(/^open-set-up/, async ({ action, body, ack, respond, context }) => {
    const value = 'value' in action && typeof action.value === 'string' ? action.value : '';
    const [what = '', ...words] = value.split(' ');
    const channelId = body.channel?.id;
    const now = (await desk.setUp?.(channelId).catch(() => undefined)) ?? {};
    const { zone } = callerOf(context);
    const view = setUpView(
      what === 'watch' ? 'watch' : 'digest',
      words.join(' '),
      originOf(body.response_url, channelId),
      { ...(zone ? { zone } : {}), ...now },
    );
    const opened = openView(desk, clients.views, { trigger_id: body.trigger_id, view });
    await acknowledge(desk, ack);
    try {
      await opened;
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause) }, 'the form of a digest could not be opened');
      const reply: Reply = { message: renderProblem(new UserError(SET_UP.notOpened)) };
      await answerAt(desk, clients, body.response_url ? respond : undefined, reply, { userId: body.user.id });
    }
  });
  app.view<ViewSubmitAction>('set-up', async ({ view, body, ack, context }) => {
    const filled = readForm(view.state.values);
    if (filled.what === 'watch' && filled.place === '') {
      await acknowledge(desk, () => ack({ response_action: 'errors', errors: { place: SET_UP.placeNeeded } }));
      return;
    }
    await acknowledge(desk, ack);
    const { origin, say } = replyToForm(desk, clients, view.private_metadata, body, callerOf(context));
    let worked = false;
    await replyToWords(desk, clients, lineFor(filled), origin, (reply) => {
      worked = reply.answered === true;
      return say(reply);
    });
    // What it will look like.
    if (worked && filled.what === 'digest') await replyToWords(desk, clients, 'digest preview', origin, say);
  });
}

function readForm(values: ViewOutput['state']['values']) {
  const field = (name: string) => values[name]?.[name];
  const chosen = (name: string) => (field(name)?.selected_option?.value ?? '').slice(0, 150);
  return {
    what: chosen('what') === 'watch' ? ('watch' as const) : ('digest' as const),
    place: chosen('place'),
    kinds: chosen('kinds'),
    at: (field('at')?.value ?? '').trim().slice(0, 20),
    zone: chosen('zone'),
    days: chosen('days'),
  };
}

/** What is left empty is left out of the line, and stays as it is. */
function lineFor({ what, place, kinds, at, zone, days }: ReturnType<typeof readForm>): string {
  const kind = kinds && kinds !== 'keep' ? { kinds: [kinds] } : {};
  if (what === 'watch') return `${lineOf('watch', [], {})} "${place.replace(/"/g, '')}"${lineOf('', [], kind)}`;
  return lineOf('digest on', [], {
    ...(at ? { at: [at] } : {}),
    ...(zone ? { tz: [zone] } : {}),
    ...(place ? { in: [place] } : {}),
    ...kind,
    ...(days ? { days: [days] } : {}),
  });
}
