import type { AnyMiddlewareArgs, App, SlackEventMiddlewareArgs } from '@slack/bolt';
import { renderProblem, type SlackMessage } from '../../blocks/message.ts';
import { REFUSED } from '../../blocks/words.ts';
import { UserError } from '../../errors.ts';
import { leastRoleForWay, type Request, type Role } from '../../rules/access.ts';
import type { Clients } from '../connection/clients.ts';
import { describeError, type HandlerContext } from '../handler-context.ts';
import { acknowledge, postReply, send } from '../posting/reply.ts';
import type { Caller } from './caller.ts';
import { requestOf } from './request.ts';

/** Why somebody does not come in, and until when. */
type RefusalReason = keyof typeof REFUSED;

/** Decides who comes in. */
export interface Authorizer {
  ask(visit: Request): Promise<{ role: Role; zone?: string } | { refused: RefusalReason; seconds?: number }>;
}

/** One's own machine: whoever is at it may do everything. */
export const ALLOW_ALL: Authorizer = {
  ask: async ({ way }) => (leastRoleForWay(way) ? { role: 'admin' } : { refused: 'not listed' }),
};

const HELP = { label: 'What the desk answers', words: 'help' };

/** Stands before every handler: what is not meant for the desk is dropped, who may not ask is told so, alone. */
export function addAccessMiddleware(app: App, door: Authorizer, desk: HandlerContext, clients: Clients): void {
  app.use(async (args) => {
    const { body, context, next } = args;
    const visit = requestOf(body, context.botUserId);
    if (!visit) {
      await args.ack?.().catch(() => undefined);
      return;
    }
    const verdict = await door.ask(visit);
    if ('refused' in verdict) return turnAway(args, visit, verdict.refused, verdict.seconds ?? 0);
    context['came'] = {
      role: verdict.role,
      way: visit.way,
      workspaceId: visit.workspaceIds[0],
      zone: verdict.zone,
    } satisfies Caller;
    await next();
  });

  async function turnAway(
    args: AnyMiddlewareArgs,
    visit: Request,
    reason: RefusalReason,
    seconds: number,
  ): Promise<void> {
    const message = renderProblem(
      new UserError(REFUSED[reason](seconds), { choices: reason === 'not listed' ? [HELP] : [] }),
    );
    try {
      if ('command' in args) await args.ack(message);
      else if ('options' in args) await args.ack({ options: [] });
      else if ('event' in args) await answerEvent(args.event, visit, message);
      else if (args.body.type === 'view_closed') await args.ack();
      else {
        await acknowledge(desk, () => args.ack());
        const url = 'response_url' in args.body ? args.body.response_url : undefined;
        if (url) await send(desk, args.respond, { message }, { replace_original: false });
        else await postReply(desk, clients, { channel: visit.userId }, { message });
      }
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause) }, 'who may not ask could not be told');
    }
  }

  async function answerEvent(
    event: SlackEventMiddlewareArgs['event'],
    { userId, channelId = userId }: Request,
    message: SlackMessage,
  ): Promise<void> {
    const { text, blocks } = message;
    if (event.type === 'app_home_opened')
      await clients.views.views.publish({ user_id: userId, view: { type: 'home', blocks } });
    else if (event.type === 'app_mention')
      await clients.replies.chat.postEphemeral({
        channel: channelId,
        user: userId,
        text,
        blocks,
        ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}),
      });
    else await postReply(desk, clients, { channel: channelId }, { message });
  }
}
