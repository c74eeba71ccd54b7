import { createDrawer } from '../charts/draw.ts';
import { commandNameOf } from '../commands/index.ts';
import type { Config } from '../config.ts';
import { type Context, steadyClock } from '../context.ts';
import { isServer } from '../db/connect.ts';
import { countReading } from '../db/reading/connect-readers.ts';
import { createInstallations } from '../installations/installations.ts';
import { createAudit } from '../jobs/audit.ts';
import { createClockWatch } from '../jobs/clock-watch.ts';
import { createDiskWatch } from '../jobs/disk-watch.ts';
import { createOutbox } from '../jobs/outbox.ts';
import { createTicker } from '../jobs/ticker.ts';
import type { HealthState } from '../operations/checks.ts';
import { createSlackStanding } from '../operations/slack-standing.ts';
import { createReplica } from '../replicas/replica.ts';
import type { SlackApp } from '../slack/app.ts';
import { startAssistants } from './assistants.ts';
import {
  createAnswerer,
  createBackups,
  createExports,
  createSync,
  EXPORTS_WITHIN_MS,
  handlersOf,
  type Shutdown,
  withinSeconds,
} from './parts.ts';

/** Answers in Slack until SIGTERM or SIGINT, then lets running answers finish. */
export async function runInSlack(
  context: Context,
  config: Config,
  slackConfig: NonNullable<Config['slack']>,
  { stopped, onStopping, onDead }: Shutdown,
): Promise<void> {
  const { createSlackApp } = await import('../slack/app.ts'); // the terminal does not need Bolt
  const { createDeskPoster } = await import('../slack/posting/workspace-poster.ts');
  const { createSlackTime } = await import('../slack/connection/slack-time.ts');
  const slackTime = createSlackTime(slackConfig, context.steady ?? steadyClock);
  const slack = { ...slackConfig, noteDate: slackTime.note };
  const { install } = slackConfig;
  const installations = install && createInstallations(context, install);
  const resealed = await installations?.reseal();
  if (resealed) context.log.info({ installations: resealed }, 'tokens are sealed with the newest key');
  const standing = createSlackStanding();
  const onResult = standing.heard;
  const poster = createDeskPoster(slack, context.log, {
    slackNow: slackTime.now,
    onResult,
    ...(installations ? { installations } : {}),
  });
  const outbox = createOutbox({ context, poster, slackNow: slackTime.now });
  const clock = createClockWatch(context, {
    steady: context.steady ?? steadyClock,
    slack: slackTime,
    opsChannel: config.opsChannel,
    send: outbox.sendOne,
  });
  const checkDisk = createDiskWatch(context, { opsChannel: config.opsChannel, poster });
  const { lead, ...shared } = createReplica(context, config.database, {
    mayLead: () => clock.last().mayPost,
    onLead: () => void ticker.tick(),
  });
  const ticker = createTicker(context, () => outbox.drain(), clock, checkDisk, lead.leads);
  const sync = createSync(context, () => void ticker.tick(), lead.leads);
  const backups = createBackups(context, config, () => clock.last().mayDelete);
  const exports = createExports(context, config);
  const drawer = createDrawer();
  let app: SlackApp | undefined;
  let ready = false;
  const audit = createAudit(context, commandNameOf);
  const health =
    config.health &&
    (await startHealth(context, config, {
      connections: () => app?.connections() ?? 0,
      // What one workspace refuses says nothing of the others; it is counted.
      ...(installations ? {} : { slackError: standing.error }),
      slackFailures: standing.counts,
      isReady: () => ready,
      clock: clock.last,
      auditLost: audit.lost,
      ...(isServer(config.database) ? { leads: lead.leads } : {}),
    }));
  const answer = createAnswerer(context, ticker);
  app = await createSlackApp({
    context,
    slack,
    access: config.access,
    limits: config.limits,
    audit,
    countReading,
    ...handlersOf(context, ticker, exports),
    ...shared,
    answer: health ? (words, asker) => health.measure(words, () => answer(words, asker)) : answer,
    drawer,
    onResult,
    ...(installations ? { installations } : {}),
    onDead,
  });
  const assistants = await startAssistants(context, config, app);
  // A handshake may hang, and a shutdown must not wait for it.
  const stoppedEarly = await Promise.race([app.start(), stopped]);
  if (!stoppedEarly) {
    // A desk that has not looked at its clock does not lead.
    void ticker.start().then(lead.start);
    if (config.entries) sync.start();
    backups.start();
    ready = true;
    context.log.info({ mode: slack.mode.kind }, 'ready');
  }
  const signal = await stopped;
  onStopping();
  ready = false;
  context.log.info({ signal }, 'stopping');
  await assistants?.stop();
  await Promise.all([
    app
      .stop()
      .then(() => audit.stop(2))
      .then(drawer.close),
    withinSeconds(
      8,
      Promise.all([lead.stop(), ticker.stop(), sync.stop(), backups.stop(), exports.stop(EXPORTS_WITHIN_MS)]),
    ),
  ]);
  await health?.stop();
}

/** Serves the operators' pages if HEALTH_PORT is set. */
async function startHealth(context: Context, config: Config, state: HealthState) {
  const { createHealth } = await import('../operations/health.ts'); // loaded only when it is needed
  if (!config.health) return undefined;
  const health = createHealth({ context, health: config.health, config, ...state });
  context.log.info({ port: await health.start() }, 'health pages');
  return health;
}
