import { REFUSED } from '../blocks/words.ts';
import type { Asker } from '../command-line/subcommand.ts';
import { commandNameOf, subcommands } from '../commands/index.ts';
import type { Config } from '../config.ts';
import { type Context, steadyClock } from '../context.ts';
import { countReading } from '../db/reading/connect-readers.ts';
import { UserError } from '../errors.ts';
import { createAudit } from '../jobs/audit.ts';
import type { McpCaller } from '../mcp/caller.ts';
import { projectVersion } from '../project.ts';
import type { SlackApp } from '../slack/app.ts';
import { describeWords } from './parts.ts';

/** How assistants are answered: with `authorize`, also the people whom Slack's signature names. */
type Asking = Pick<SlackApp, 'answer'> & Partial<Pick<SlackApp, 'authorize' | 'within'>>;

/** Serves the desk to assistants over HTTP if MCP_PORT is set. Resolves with what ends it. */
export async function startAssistants(
  context: Pick<Context, 'log' | 'now'>,
  { mcp }: Pick<Config, 'mcp'>,
  { answer, authorize, within = (_ids, work) => work() }: Asking,
): Promise<{ port: number; stop(): Promise<void> } | undefined> {
  if (!mcp) return undefined;
  const { startMcpHttp } = await import('../mcp/http.ts'); // loaded only when it is needed
  const { createMcpServer } = await import('../mcp/server.ts');
  const onError = (err: unknown) => context.log.warn({ err }, 'MCP');
  const running = await startMcpHttp({
    ...mcp,
    now: () => context.now().getTime(),
    onError,
    createServer: (caller) =>
      createMcpServer({
        version: projectVersion(),
        subcommands,
        answer: (line) => {
          const ids = caller.kind === 'slack' ? caller.person?.workspaceIds : undefined;
          return within(ids ?? [], async () => answer(line, await askerOfCaller(caller, authorize)));
        },
        onFault: (err) => context.log.error({ err }, 'a question over MCP failed'),
      }),
  });
  context.log.info({ port: running.port }, 'answering assistants');
  return running;
}

/** Who asks. Throws UserError for a person of Slack's who may not. */
export async function askerOfCaller(caller: McpCaller, authorize: Asking['authorize']): Promise<Asker> {
  if (caller.kind === 'token') return { channelId: 'mcp', userId: caller.id, role: 'reader', way: 'mcp' };
  if (!caller.person || !authorize)
    throw new UserError('Slack did not say who asks. Ask with /detainer, or set Slack identity auth for this server.');
  const { userId, workspaceIds } = caller.person;
  const verdict = await authorize({ way: 'mcp', userId, workspaceIds });
  if ('refused' in verdict) throw new UserError(REFUSED[verdict.refused](verdict.seconds ?? 0));
  const [workspaceId = ''] = workspaceIds;
  // A conversation with Slackbot is one that only this person sees. Assistants only read, whatever the person may do.
  return {
    channelId: userId,
    userId,
    role: 'reader',
    way: 'mcp',
    workspaceId,
    ...(verdict.zone ? { zone: verdict.zone } : {}),
  };
}

/** Limits and the audit, for a desk without Slack. */
export async function chargedHere(
  context: Context,
  { limits: rules }: Pick<Config, 'limits'>,
  answer: SlackApp['answer'],
): Promise<{ answer: SlackApp['answer']; stop(): Promise<void> }> {
  const { chargeAnswers, refuseOverLimit } = await import('../slack/access/charge.ts');
  const { createLimits } = await import('../slack/access/limits.ts');
  const { createThreadClock } = await import('../slack/access/thread-clock.ts');
  const steady = context.steady ?? steadyClock;
  const limits = createLimits(rules, () => new Date(steady()), createThreadClock());
  const audit = createAudit(context, commandNameOf);
  const charged = chargeAnswers(answer, { limits, audit, describe: describeWords, countReading });
  return {
    answer: refuseOverLimit(charged, limits, audit),
    stop: () => audit.stop(2),
  };
}
