import type { AnyMiddlewareArgs, App, RespondFn, SlackEventMiddlewareArgs } from '@slack/bolt';
import { renderProblem, type SlackMessage } from '../../blocks/message.ts';
import { OTHER_COMMAND, REFUSED } from '../../blocks/words.ts';
import { UserError } from '../../errors.ts';
import { leastRoleForWay, type Request, type Role } from '../../rules/access.ts';
import { workspaceAtHand } from '../../workspace.ts';
import type { Clients } from '../connection/clients.ts';
import { TakenOver } from '../connection/gate.ts';
import { readFailure } from '../connection/read-failure.ts';
import { describeError, type HandlerContext } from '../handler-context.ts';
import { isStep } from '../handlers/steps.ts';
import { answerAt, postReply, tellOtherwise } from '../posting/deliver.ts';
import { acknowledge } from '../posting/reply.ts';
import { publishView } from '../posting/views.ts';
import type { Caller } from './caller.ts';
import { requestOf } from './request.ts';

/** Why a request is refused. */
type RefusalReason = keyof typeof REFUSED;

/** Decides whether a request is answered. A `quiet` refusal was told a moment ago, and is not told again. */
export interface Authorizer {
  authorize(
    request: Request,
  ): Promise<{ role: Role; zone?: string } | { refused: RefusalReason; seconds?: number; quiet?: true }>;
}

/** For the local desk: the person at the machine is an admin. */
export const ALLOW_ALL: Authorizer = {
  authorize: async ({ way }) => (leastRoleForWay(way) ? { role: 'admin' } : { refused: 'not listed' }),
};

/** The workspace whose data are at hand comes first, also where the payload names another. */
function ofWorkspaceAtHand(request: Request | undefined): Request | undefined {
  const workspace = workspaceAtHand();
  if (!request || !workspace) return request;
  return { ...request, workspaceIds: [...new Set([workspace.id, ...request.workspaceIds])] };
}

const HELP = { label: 'What the desk answers', words: 'help' };

/** Global middleware. Drops payloads not meant for the desk and privately refuses people without access. */
export function addAccessMiddleware(app: App, authorizer: Authorizer, desk: HandlerContext, clients: Clients): void {
  app.use(async (args) => {
    const { body, context, next } = args;
    const request = ofWorkspaceAtHand(requestOf(body, context.botUserId));
    if (!request) {
      await args.ack?.().catch(() => undefined);
      return;
    }
    const verdict = await authorizer.authorize(request);
    if ('refused' in verdict && verdict.quiet)
      return 'options' in args ? args.ack({ options: [] }) : void (await args.ack?.().catch(() => undefined));
    // Bolt acknowledges every event but a step of a workflow.
    if ('refused' in verdict && request.way === 'workflow step') await args.ack?.().catch(() => undefined);
    if ('refused' in verdict) return refuse(args, request, verdict.refused, verdict.seconds ?? 0);
    context['caller'] = {
      role: verdict.role,
      way: request.way,
      workspaceId: request.workspaceIds[0],
      zone: verdict.zone,
    } satisfies Caller;
    await next();
  });

  async function refuse(
    args: AnyMiddlewareArgs,
    request: Request,
    reason: RefusalReason,
    seconds: number,
  ): Promise<void> {
    const said = 'command' in args && reason === 'not listed' ? OTHER_COMMAND : REFUSED[reason](seconds);
    const message = renderProblem(new UserError(said, { choices: reason === 'not listed' ? [HELP] : [] }));
    const answerByUrl = async (cause: unknown, respond: RespondFn) => {
      if (cause instanceof TakenOver) throw cause;
      await answerAt(desk, clients, respond, { message }, { userId: request.userId });
    };
    try {
      if ('command' in args) await args.ack(message).catch((cause) => answerByUrl(cause, args.respond));
      else if ('options' in args) await args.ack({ options: [] });
      else if ('event' in args) await refuseEvent(args.event, request, message);
      else if (args.body.type === 'view_closed') await args.ack();
      else {
        await acknowledge(desk, () => args.ack());
        const url = 'response_url' in args.body ? args.body.response_url : undefined;
        await answerAt(desk, clients, url ? args.respond : undefined, { message }, { userId: request.userId });
      }
    } catch (cause) {
      desk.log.warn({ cause: describeError(cause) }, 'the refusal could not be sent');
    }
  }

  async function refuseEvent(
    event: SlackEventMiddlewareArgs['event'],
    { userId, channelId = userId, way }: Request,
    message: SlackMessage,
  ): Promise<void> {
    const { text, blocks } = message;
    if (isStep(event))
      await clients.replies.functions.completeError({
        function_execution_id: event.function_execution_id,
        error: text,
      });
    else if (event.type === 'assistant_thread_started')
      await postReply(
        desk,
        clients,
        { channel: channelId, thread_ts: event.assistant_thread.thread_ts },
        { message },
        userId,
      );
    // Who opens the newer agent view has asked nothing yet, and may open it often.
    else if (way === 'agent view') return;
    else if (event.type === 'app_home_opened')
      await publishView(desk, clients.views, { user_id: userId, view: { type: 'home', blocks } });
    else if (event.type === 'app_mention')
      await clients.replies.chat
        .postEphemeral({
          channel: channelId,
          user: userId,
          text,
          blocks,
          ...(event.thread_ts ? { thread_ts: event.thread_ts } : {}),
        })
        .catch((cause: unknown) => {
          const failure = readFailure(cause);
          desk.onResult?.({ way: 'reply', place: channelId, failure });
          return tellOtherwise(desk, clients, { userId, channel: channelId }, { message }, failure);
        });
    else await postReply(desk, clients, { channel: channelId }, { message }, userId);
  }
}
