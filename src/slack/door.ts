import type { AllMiddlewareArgs, AnyMiddlewareArgs, App, RespondFn } from '@slack/bolt';
import { renderProblem } from '../blocks/message.ts';
import { REFUSED } from '../blocks/words.ts';
import { UserError } from '../errors.ts';
import { leastRoleForWay, type Role, type Visit } from '../rules/access.ts';
import type { Clients } from './clients.ts';
import { acknowledge, postReply, send } from './converse.ts';
import { type Desk, nameOf } from './desk.ts';
import { visitOf } from './visit.ts';

/** Why somebody does not come in, and until when. */
export type Reason = keyof typeof REFUSED;

/** Decides who comes in. */
export interface Door {
  ask(visit: Visit): Promise<{ role: Role } | { refused: Reason; seconds?: number }>;
}

/** One's own machine: whoever is at it may do everything. */
export const OPEN: Door = {
  ask: async ({ way }) => (leastRoleForWay(way) ? { role: 'admin' } : { refused: 'not listed' }),
};

/** Who came in; handlers find it in Bolt's context. */
export interface Came {
  role: Role;
  way: string;
  workspaceId: string | undefined;
}

export const cameIn = (context: Record<string, unknown>): Came => {
  const came = context['came'] as Came | undefined;
  if (!came) throw new Error('a handler ran for somebody whom the door did not let in');
  return came;
};

const HELP = { label: 'What the desk answers', words: 'help' };

/** Stands before every handler: what is not meant for the desk is dropped, who may not ask is told so, alone. */
export function addDoor(app: App, door: Door, desk: Desk, clients: Clients): void {
  app.use(async (args) => {
    const { body, context, next } = args;
    const visit = visitOf(body as never, context.botUserId);
    if (!visit) {
      await (args as { ack?: () => Promise<void> }).ack?.().catch(() => undefined);
      return;
    }
    const verdict = await door.ask(visit);
    if ('refused' in verdict) return turnAway(args, visit, verdict.refused, verdict.seconds ?? 0);
    context['came'] = { role: verdict.role, way: visit.way, workspaceId: visit.workspaceIds[0] } satisfies Came;
    await next();
  });

  async function turnAway(
    args: AllMiddlewareArgs & AnyMiddlewareArgs,
    visit: Visit,
    reason: Reason,
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
        if (respond && body.response_url) await send(desk, respond, { message }, { replace_original: false });
        else await postReply(desk, clients, { channel: visit.userId }, { message });
      }
    } catch (cause) {
      desk.log.warn({ cause: nameOf(cause) }, 'who may not ask could not be told');
    }
  }
}
