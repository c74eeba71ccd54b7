import type { Logger } from 'pino';
import type { SlackConfig } from '../../config.ts';
import { StartError } from '../../errors.ts';
import { createClient } from './clients.ts';
import { readFailure } from './read-failure.ts';

const TIMEOUT_MS = 10_000;
const TRIES = 4;
const FIRST_DELAY_S = 1;
/** A supervisor that starts the desk again every few seconds would ignore what Slack asked for. */
const LONGEST_WAIT_S = 120;

export interface BotIdentity {
  botId: string;
  botUserId: string;
  /** Ids of the workspace and organization that the token belongs to. */
  workspaceIds: string[];
}

/** Asks Slack whose the bot token is. Throws StartError when Slack refuses it or cannot be reached. */
export async function identifyBot(slack: SlackConfig, log: Logger): Promise<BotIdentity> {
  const client = createClient(slack, TIMEOUT_MS);
  const found = await ask(() => client.auth.test(), log, 'SLACK_BOT_TOKEN', 'the bot token');
  const workspaceIds = [found.team_id, found.enterprise_id].flatMap((id) => (id ? [String(id)] : []));
  return { botId: String(found.bot_id ?? ''), botUserId: String(found.user_id ?? ''), workspaceIds };
}

/** Opens a connection once: a wrong app token would otherwise end the process later, with a stack trace. */
export async function checkAppToken(appToken: string, slack: SlackConfig, log: Logger): Promise<void> {
  const client = createClient({ ...slack, botToken: appToken }, TIMEOUT_MS);
  const what = 'the app-level token (scope connections:write)';
  await ask(() => client.apps.connections.open(), log, 'SLACK_APP_TOKEN', what);
}

/** Waits as long as Slack asks after a 429, and tries again when Slack fails or is slow. */
async function ask<T>(call: () => Promise<T>, log: Logger, variable: string, what: string): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (cause) {
      const failure = readFailure(cause);
      const seconds = failure.kind === 'limited' ? failure.retryAfter : FIRST_DELAY_S * 2 ** (tries - 1);
      const waits = failure.kind === 'limited' || failure.kind === 'unsure';
      if (!waits || tries === TRIES || seconds > LONGEST_WAIT_S) throw startError(cause, variable, what);
      log.warn({ error: failure.error, seconds }, 'Slack does not answer at the start, trying again');
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    }
  }
}

function startError(cause: unknown, variable: string, what: string): StartError {
  const code = (cause as { data?: { error?: string } }).data?.error;
  if (code === 'too_many_websockets')
    return new StartError(
      'Slack refused another connection: too_many_websockets. The app has ten open. Stop another desk that runs with the same SLACK_APP_TOKEN.',
    );
  if (code && /^[\w-]{1,80}$/.test(code)) return new StartError(`Slack refused ${what}: ${code}. Check ${variable}.`);
  const { error } = readFailure(cause);
  const reason = error.replace(/\s+/g, ' ').slice(0, 120);
  return new StartError(`Slack cannot be reached to check ${what} (${reason}). Check the network and SLACK_API_URL.`);
}
