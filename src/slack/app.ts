import { App, type Receiver } from '@slack/bolt';
import type { Drawer } from '../charts/draw.ts';
import type { SlackConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { StartError } from '../errors.ts';
import type { Audit } from '../jobs/audit.ts';
import { type AccessRules, groupsNamedIn } from '../rules/access.ts';
import { type Authorizer, addAccessMiddleware } from './access/access-middleware.ts';
import { createAuthorizer, extraCost } from './access/authorize.ts';
import { createLimits, type LimitRules } from './access/limits.ts';
import { createPeople } from './access/people.ts';
import { createThreadClock } from './access/thread-clock.ts';
import { createClient, createClients } from './connection/clients.ts';
import {
  answeringClient,
  boltLogger,
  createHttpReceiver,
  createSocketReceiver,
  watchConnections,
} from './connection/connections.ts';
import { countWork } from './connection/count-work.ts';
import { createGate } from './connection/gate.ts';
import type { HandlerContext } from './handler-context.ts';
import { addCommandHandlers } from './handlers/commands.ts';
import { addHome } from './handlers/home.ts';
import { addMessageHandlers } from './handlers/mentions.ts';
import { addSearch } from './handlers/search.ts';
import { createChartPoster } from './posting/chart-poster.ts';

const CHECK_MS = 10_000;
export const DRAIN_MS = 8000; // Kubernetes and systemd allow at least ten

export interface SlackApp {
  /** Connections to Slack that are up; by HTTP, 1 while it listens. */
  connections(): number;
  start(): Promise<void>;
  /** Takes no new work, waits for answers under way (at most 8 s). */
  stop(): Promise<void>;
}

export interface SlackOptions extends Omit<HandlerContext, 'log'> {
  context: Pick<Context, 'log' | 'now'>;
  /** Who may ask, and how much. */
  access: AccessRules;
  limits: LimitRules;
  /** Where it is written down who asked what. */
  audit?: Audit;
  slack: SlackConfig;
  onDead: (reason: string) => void;
  /** Draws charts; without it none is posted. */
  drawer?: Drawer;
}

/**
 * The desk in Slack: two Socket Mode connections behind one gate, or signed HTTP. Throws StartError with one sentence
 * when Slack refuses a token or cannot be reached.
 */
export async function createSlackApp({
  context: { log, now },
  slack,
  access,
  limits: limitRules,
  audit,
  answer,
  onDead,
  drawer,
  ...more
}: SlackOptions): Promise<SlackApp> {
  const me = await whoAmI(slack);
  const { mode, apiUrl } = slack;
  if (mode.kind === 'socket') await checkAppToken(mode.appToken, slack);
  const sockets =
    mode.kind === 'socket'
      ? [createSocketReceiver(mode.appToken, apiUrl, log), createSocketReceiver(mode.appToken, apiUrl, log)]
      : [];
  const http = mode.kind === 'http' ? createHttpReceiver(mode, log) : undefined;
  const receivers: Receiver[] = http ? [http] : sockets;
  const postChart = drawer ? { postChart: createChartPoster(slack, drawer, log) } : {};
  const limits = createLimits(limitRules, now, createThreadClock());
  const people = createPeople(slack, groupsNamedIn(access), { now, log });
  const door = createAuthorizer({ rules: access, own: me.workspaceIds, people, limits, audit });
  const written = audit ? audit.recorded(answer) : answer;
  const app = createBoltApp({ slack, me, log, door, ...postChart, ...more }, (words, asker) =>
    limits.measured(asker.userId, asker.workspaceId ?? '', extraCost(more.describe(words), asker.public === true), () =>
      written(words, asker),
    ),
  );
  const work = countWork(app);
  const gate = createGate(work) as App;
  for (const receiver of receivers) receiver.init(gate);
  let watched = { up: () => 0, stop() {} };
  let stopping: Promise<void> | undefined;
  return {
    connections: () => watched.up(),
    async start() {
      watched = watchConnections(sockets, log, onDead);
      if (http && mode.kind === 'http') {
        await http.start({ port: mode.port, host: mode.host });
        watched = { ...watched, up: () => 1 };
      } else await Promise.all(sockets.map((socket) => socket.start()));
    },
    stop() {
      // Once only: socket-mode 3.1 rejects into nowhere when it is told twice.
      stopping ??= (async () => {
        watched.stop();
        if (http) watched = { ...watched, up: () => 0 };
        await Promise.all(receivers.map((receiver) => receiver.stop()));
        await work.idle(DRAIN_MS);
      })();
      return stopping;
    },
  };
}

/** The Bolt app with the desk's handlers, fed by `processEvent`; receivers are connected by the caller. */
export function createBoltApp(
  {
    slack,
    me,
    log,
    door,
    ...more
  }: {
    slack: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
    me: Pick<Me, 'botId' | 'botUserId'>;
    log: Context['log'];
    door: Authorizer;
  } & Omit<HandlerContext, 'answer' | 'log'>,
  answer: HandlerContext['answer'],
): App {
  const app = new App({
    token: slack.botToken,
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    logger: boltLogger(log),
    botId: me.botId,
    botUserId: me.botUserId,
    tokenVerificationEnabled: false,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: answeringClient(slack.apiUrl),
  });
  app.error(async (problem) => log.error({ err: (problem as { error?: unknown }).error ?? problem }, 'bolt fault'));
  const desk: HandlerContext = { answer, log, ...more };
  const clients = createClients(slack);
  addAccessMiddleware(app, door, desk, clients);
  addCommandHandlers(app, desk, clients);
  addSearch(app, desk, clients);
  if (desk.listens) addMessageHandlers(app, desk, clients);
  addHome(app, desk, clients);
  return app;
}

export interface Me {
  botId: string;
  botUserId: string;
  /** Workspace and organisation that the token belongs to. */
  workspaceIds: string[];
}

async function whoAmI(slack: SlackConfig): Promise<Me> {
  try {
    const found = await createClient(slack, CHECK_MS).auth.test();
    const workspaceIds = [found.team_id, found.enterprise_id].flatMap((id) => (id ? [String(id)] : []));
    return { botId: String(found.bot_id ?? ''), botUserId: String(found.user_id ?? ''), workspaceIds };
  } catch (cause) {
    throw refused(cause, 'SLACK_BOT_TOKEN', 'the bot token');
  }
}

/** Asks for a connection address once: a wrong app token would otherwise end the process later, with a stack trace. */
async function checkAppToken(appToken: string, slack: SlackConfig): Promise<void> {
  try {
    await createClient({ ...slack, botToken: appToken }, CHECK_MS).apps.connections.open();
  } catch (cause) {
    throw refused(cause, 'SLACK_APP_TOKEN', 'the app-level token (scope connections:write)');
  }
}

function refused(cause: unknown, variable: string, what: string): StartError {
  const code = (cause as { data?: { error?: string } }).data?.error;
  if (code) return new StartError(`Slack refused ${what}: ${code}. Check ${variable}.`);
  const reason = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').slice(0, 120) : 'no answer';
  return new StartError(`Slack cannot be reached to check ${what} (${reason}). Check the network and SLACK_API_URL.`);
}
