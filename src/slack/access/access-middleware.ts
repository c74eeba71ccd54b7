import type { AllMiddlewareArgs, AnyMiddlewareArgs, App, RespondFn } from '@slack/bolt';
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
    const visit = requestOf(body as never, context.botUserId);
    if (!visit) {
      await (args as { ack?: () => Promise<void> }).ack?.().catch(() => undefined);
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
    args: AllMiddlewareArgs & AnyMiddlewareArgs,
    visit: Request,
    reason: RefusalReason,
    seconds: number,
  ): Promise<void> {
    const message = renderProblem(
      new UserError(REFUSED[reason](seconds), { choices: reason === 'not listed' ? [HELP] : [] }),
    );
    const { ack, respond, body } = args as unknown as {
      ack: (answer?: unknown) => Promise<void>;
      respond?: RespondFn;
      body: { response_url?: string; event?: { ts?: string; thread_ts?: string } };
    };
    const [kind] = visit.way.split(' ');
    try {
      if (kind === 'command') await ack(message);
      else if (kind === 'typeahead') await ack({ options: [] });
      else if (kind === 'closed') await ack();
      else if (kind === 'home')
        await clients.views.views.publish({
          user_id: visit.userId,
          view: { type: 'home', blocks: message.blocks } as never,
        });
      else if (kind === 'mention')
        await clients.replies.chat.postEphemeral({
          channel: visit.channelId ?? visit.userId,
          user: visit.userId,
          text: message.text,
          blocks: message.blocks as never,
          ...(body.event?.thread_ts ? { thread_ts: body.event.thread_ts } : {}),
        });
      else if (kind === 'direct')
        await postReply(desk, clients, { channel: visit.channelId ?? visit.userId }, { message });
      else {
        await acknowledge(desk, () => ack());
        await answerAlone(body.response_url ? respond : undefined, visit.userId, message);
      }
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause) }, 'who may not ask could not be told');
    }
  }

  const answerAlone = (respond: RespondFn | undefined, userId: string, message: SlackMessage) =>
    respond
      ? send(desk, respond, { message }, { replace_original: false })
      : postReply(desk, clients, { channel: userId }, { message });
}
