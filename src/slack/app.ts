import { App, type Receiver } from '@slack/bolt';
import type { Drawer } from '../charts/draw.ts';
import type { InstallConfig, SlackConfig } from '../config.ts';
import { type Context, clock, steadyClock } from '../context.ts';
import type { Installations } from '../installations/installations.ts';
import type { Audit } from '../jobs/audit.ts';
import type { SharedAllowances } from '../replicas/allowances.ts';
import { type AccessRules, groupsNamedIn } from '../rules/access.ts';
import { type Authorizer, addAccessMiddleware } from './access/access-middleware.ts';
import { createAuthorizer } from './access/authorize.ts';
import { chargeAnswers, refuseOverLimit } from './access/charge.ts';
import { createLimits, type LimitRules } from './access/limits.ts';
import { createPeople, type People } from './access/people.ts';
import { createThreadClock } from './access/thread-clock.ts';
import { ofAWorkspace, rulesByWorkspace, withinInstalled } from './access/workspaces.ts';
import { type BotIdentity, checkAppToken, identifyBot } from './connection/check-tokens.ts';
import { createClients } from './connection/clients.ts';
import {
  answeringClient,
  boltLogger,
  createHttpReceiver,
  createSocketReceiver,
  watchConnections,
} from './connection/connections.ts';
import { countWork } from './connection/count-work.ts';
import { createGate, TakenOver } from './connection/gate.ts';
import { guardHttp } from './connection/guard-http.ts';
import { createWorkspaceClients, perToken } from './connection/per-token.ts';
import type { HandlerContext } from './handler-context.ts';
import { addAgentView } from './handlers/agent-view.ts';
import { addCommandHandlers } from './handlers/commands.ts';
import { addCorrections } from './handlers/corrections.ts';
import { addForms } from './handlers/forms.ts';
import { addHome } from './handlers/home.ts';
import { addMessageHandlers } from './handlers/mentions.ts';
import { addSearch } from './handlers/search.ts';
import { addSetUp } from './handlers/set-up.ts';
import { addSteps } from './handlers/steps.ts';
import { installerOf } from './install/installer.ts';
import { addWorkspaces, authorizeBy } from './install/workspaces.ts';
import { type BlockMemory, createBlockMemory } from './posting/block-memory.ts';
import { createChartPoster } from './posting/chart-poster.ts';
import { createUntold } from './posting/untold.ts';

/** How long sockets stay open for acks when the desk stops: an answer that takes longer leaves by response_url. */
const LAST_ACKS_MS = 1000;
export const DRAIN_MS = 8000; // Kubernetes and systemd allow at least ten seconds

export interface SlackApp {
  /** Number of open connections to Slack; over HTTP, 1 while it listens. */
  connections(): number;
  /** Answers within the asker's limits and into the audit, as the handlers do: for other ways in. */
  answer: HandlerContext['answer'];
  authorize: Authorizer['authorize'];
  /** Does work for the workspace with these ids (its own, its organization's). Throws UserError where there is no desk. */
  within<T>(workspaceIds: readonly string[], work: () => Promise<T>): Promise<T>;
  start(): Promise<void>;
  /** Takes no new work and waits up to 8 s for answers in progress. */
  stop(): Promise<void>;
}

export interface SlackOptions extends Omit<HandlerContext, 'log' | 'drawn' | 'isSlackAddress' | 'untold'> {
  /** Which kinds of block Slack took; nothing is known at a start. */
  drawn?: BlockMemory;
  context: Pick<Context, 'log' | 'now' | 'steady'>;
  /** Who may ask. */
  access: AccessRules;
  /** Where the desk is installed, if in several workspaces. */
  installations?: Installations;
  /** How much one person and one workspace may ask. */
  limits: LimitRules;
  /** Runs the work, and reports the seconds that reading threads spend on it. */
  countReading?: <T>(work: () => Promise<T>, spend: (seconds: number) => void) => Promise<T>;
  /** How much of the limits all desks on one database have used. */
  allowances?: SharedAllowances;
  /** Records who asked what. */
  audit?: Audit;
  slack: SlackConfig;
  onDead: (reason: string) => void;
  /** Without it, no charts are posted. */
  drawer?: Drawer;
}

/**
 * The desk in Slack: two Socket Mode connections behind one gate, or signed HTTP. Throws StartError when Slack refuses a
 * token or cannot be reached.
 */
export async function createSlackApp({
  context: { log, now, steady },
  slack,
  access,
  limits: limitRules,
  allowances,
  audit,
  countReading,
  answer,
  onDead,
  drawer,
  drawn = createBlockMemory(),
  installations,
  ...more
}: SlackOptions): Promise<SlackApp> {
  // What lasts is measured by a clock that does not jump.
  const interval = steady ? () => new Date(steady()) : now;
  const { mode, apiUrl } = slack;
  const { install } = slack;
  if (install && !installations) throw new Error('installations are missing');
  const several = install && installations ? { install, installations } : undefined;
  const bot = several ? { botId: '', botUserId: '', workspaceIds: [] } : await identifyBot(slack, log);
  if (mode.kind === 'socket') await checkAppToken(mode.appToken, slack, log);
  const sockets =
    mode.kind === 'socket'
      ? [createSocketReceiver(mode.appToken, apiUrl, log), createSocketReceiver(mode.appToken, apiUrl, log)]
      : [];
  const installer =
    several && installerOf(several.install, several.installations, { allowed: access.workspaces, apiUrl, log });
  const http = mode.kind === 'http' ? createHttpReceiver(mode, log, installer) : undefined;
  const receivers: Receiver[] = http ? [http] : sockets;
  const chartPoster =
    drawer && perToken(slack, (each) => createChartPoster(each, drawer, log, undefined, more.onResult));
  const postChart: Pick<HandlerContext, 'postChart'> = chartPoster
    ? { postChart: (...asked) => chartPoster()(...asked) }
    : {};
  const limits = createLimits(limitRules, interval, createThreadClock(), allowances);
  const peopleOf = perToken(slack, (each) => createPeople(each, groupsNamedIn(access), { now: interval, log }));
  const people: People = { find: (userId) => peopleOf().find(userId) };
  const standing = several
    ? rulesByWorkspace(access, several.install.home, several.installations)
    : () => Promise.resolve({ rules: access, own: bot.workspaceIds });
  const authorizer = createAuthorizer({ standing, people, limits, audit, now: interval });
  const charged = chargeAnswers(several ? ofAWorkspace(answer) : answer, {
    limits,
    audit,
    describe: more.describe,
    countReading,
  });
  const app = createBoltApp({ slack, bot, log, authorizer, drawn, ...(several ?? {}), ...postChart, ...more }, charged);
  const { shared } = more;
  const gate = createGate(app, shared && { shared, steady: steady ?? steadyClock });
  const work = countWork(gate);
  for (const receiver of receivers) receiver.init(work as Pick<App, 'processEvent'> as App);
  let connections = { countUp: () => 0, stop() {} };
  let stopping: Promise<void> | undefined;
  return {
    answer: refuseOverLimit(charged, limits, audit),
    authorize: authorizer.authorize,
    within: several ? withinInstalled(several) : (_ids, work) => work(),
    connections: () => connections.countUp(),
    async start() {
      connections = watchConnections(sockets, log, onDead);
      if (http && mode.kind === 'http') {
        guardHttp(await http.start({ port: mode.port, host: mode.host }), () => clock().getTime());
        connections = { ...connections, countUp: () => 1 };
      } else await Promise.all(sockets.map((socket) => socket.start()));
    },
    stop() {
      // Only once: stopping socket-mode 3.1 twice causes an unhandled rejection.
      stopping ??= (async () => {
        connections.stop();
        if (sockets.length > 0) {
          // What is under way is acknowledged over the sockets before they close; what comes now goes to another connection.
          gate.close();
          await work.idle(LAST_ACKS_MS);
        }
        if (http) connections = { ...connections, countUp: () => 0 };
        await Promise.all(receivers.map((receiver) => receiver.stop()));
        await work.idle(DRAIN_MS);
      })();
      return stopping;
    },
  };
}

function isSlackAddress(address: string, apiUrl = 'https://slack.com/'): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin } = new URL(address);
  return (protocol === 'https:' && /(?:^|\.)slack(?:-gov)?\.com$/.test(hostname)) || origin === new URL(apiUrl).origin;
}

/** The Bolt app with the desk's handlers. The caller connects receivers or calls `processEvent`. */
export function createBoltApp(
  {
    slack,
    bot,
    log,
    authorizer,
    drawn = createBlockMemory(true),
    install,
    installations,
    ...more
  }: {
    slack: Pick<SlackConfig, 'botToken' | 'apiUrl'>;
    install?: InstallConfig;
    installations?: Installations;
    bot: Pick<BotIdentity, 'botId' | 'botUserId'>;
    log: Context['log'];
    authorizer: Authorizer;
    /** Without it, every kind counts as taken: the local page draws all that the desk sends. */
    drawn?: BlockMemory;
  } & Omit<HandlerContext, 'answer' | 'log' | 'drawn' | 'isSlackAddress' | 'untold'>,
  answer: HandlerContext['answer'],
): App {
  const app = new App({
    ...(installations
      ? { authorize: authorizeBy(installations) }
      : { token: slack.botToken, botId: bot.botId, botUserId: bot.botUserId }),
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    logger: boltLogger(log),
    tokenVerificationEnabled: false,
    convoStore: false,
    extendedErrorHandler: true,
    clientOptions: answeringClient(slack.apiUrl),
  });
  app.error((problem) => {
    const err = (problem as { error?: unknown }).error ?? problem;
    const { original } = err as { original?: unknown };
    if (err instanceof TakenOver || original instanceof TakenOver)
      log.warn('not answered here: another desk has taken it over');
    else log.error({ err }, 'bolt fault');
    return Promise.resolve();
  });
  const desk: HandlerContext = {
    answer,
    log,
    drawn,
    untold: createUntold(),
    isSlackAddress: (address) => isSlackAddress(address, slack.apiUrl),
    ...more,
  };
  const clients = installations ? createWorkspaceClients(slack) : createClients(slack);
  if (installations) addWorkspaces(app, installations, install?.home, log);
  addAccessMiddleware(app, authorizer, desk, clients);
  addCommandHandlers(app, desk, clients);
  addSearch(app, desk, clients);
  addCorrections(app, desk, clients);
  addForms(app, desk, clients);
  addSetUp(app, desk, clients);
  addSteps(app, desk);
  const agent = addAgentView(app, desk, clients);
  if (desk.listens) addMessageHandlers(app, desk, clients, agent);
  addHome(app, desk, clients, agent);
  return app;
}
