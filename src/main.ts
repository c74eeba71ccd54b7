import { answerCommand } from './commands/index.ts';
import { type Config, readConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import { waitAtMost } from './db/connect.ts';
import { StartError } from './errors.ts';
import { createOutbox } from './jobs/outbox.ts';
import { createSyncRunner } from './jobs/sync-runner.ts';
import { createTicker } from './jobs/ticker.ts';
import { runTerminal } from './local/terminal.ts';
import { createBackupRunner } from './operations/backup-runner.ts';
import { projectPath } from './project.ts';
import type { SlackApp } from './slack/app.ts';
import { importBundled } from './sources/import.ts';

let stopping = false;
let log: Context['log'] | undefined;

/** Starts the desk: in the terminal without tokens, in Slack with them. Resolves when it has stopped. */
async function main(): Promise<void> {
  const config = readConfig();
  const context = await createContext(config);
  log = context.log;
  try {
    await importBundled(context.db, projectPath, context.now, (result) => context.log.info(result, 'facts loaded'));
    if (config.slack) await runSlack(context, config, config.slack);
    else await runLocal(context, config);
  } finally {
    await context.close();
  }
}

async function runLocal(context: Context, config: Config): Promise<void> {
  const sync = createSync(context);
  if (config.entries && process.stdin.isTTY) sync.start(); // what is piped in is over in a moment
  const backups = createBackups(context, config);
  if (process.stdin.isTTY) backups.start();
  await runTerminal((words) => answerCommand(context, words), { input: process.stdin, output: process.stdout });
  await Promise.all([withinSeconds(8, sync.stop()), withinSeconds(8, backups.stop())]);
}

/** Keeps sources fresh beside the desk. SOURCES_FILE is read anew each time. */
const createSync = (context: Context, ended = () => {}) =>
  createSyncRunner(context, {
    entries: () => readConfig().entries ?? [],
    command: [process.execPath, '--max-semi-space-size=8', projectPath('dist/src/cli.js'), 'sync'],
    ended,
  });

/** Backs the database up by itself, where BACKUP_DIR is set. */
const createBackups = (context: Context, { databaseFile, backup, opsChannel }: Config) =>
  createBackupRunner(context, {
    database: databaseFile,
    backup,
    opsChannel,
    command: [process.execPath, projectPath('dist/src/cli.js'), 'backup'],
  });

/** Answers in Slack until SIGTERM or SIGINT, then lets answers under way finish. */
async function runSlack(context: Context, config: Config, slack: NonNullable<Config['slack']>): Promise<void> {
  const { createSlackApp } = await import('./slack/app.ts'); // the local desk need not load Bolt
  const { createPoster } = await import('./slack/posting.ts');
  await waitAtMost(context.db, 50);
  const outbox = createOutbox({ context, poster: createPoster(slack, context.log) });
  const ticker = createTicker(context, () => outbox.drain());
  const sync = createSync(context, () => void ticker.tick());
  const backups = createBackups(context, config);
  const stopped = new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  let app: SlackApp | undefined;
  let ready = false;
  const health =
    config.health &&
    (await startHealth(
      context,
      config,
      () => app?.connections() ?? 0,
      () => ready,
    ));
  app = await createSlackApp({
    context,
    slack,
    async answer(words, asker) {
      const work = () => answerCommand(context, words, asker);
      const answer = await (health ? health.measured(words, work) : work());
      if (/^\s*digest\s+now\b/i.test(words)) setImmediate(() => void ticker.tick());
      return answer;
    },
    onDead: (reason) => fail(reason),
  });
  await app.start();
  ticker.start();
  if (config.entries) sync.start();
  backups.start();
  ready = true;
  context.log.info({ mode: slack.mode.kind }, 'ready');
  const signal = await stopped;
  stopping = true;
  ready = false;
  context.log.info({ signal }, 'stopping');
  await Promise.all([app.stop(), withinSeconds(8, Promise.all([ticker.stop(), sync.stop(), backups.stop()]))]);
  await health?.stop();
}

/** The pages for operators, where HEALTH_PORT is set. */
async function startHealth(context: Context, config: Config, connections: () => number, isReady: () => boolean) {
  const { createHealth } = await import('./operations/health.ts'); // not everybody needs a metrics library
  if (!config.health) return undefined;
  const health = createHealth({ context, health: config.health, config, connections, isReady });
  context.log.info({ port: await health.start() }, 'health pages');
  return health;
}

const withinSeconds = (seconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000).unref())]);

/** One sentence to the person who started it, and exit 1: a supervisor starts it again. */
function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(1);
}

process.on('unhandledRejection', (cause) => {
  // socket-mode 3.1 rejects a dropped promise with nothing when it is stopped during a reconnect (#2656).
  if (stopping && cause === undefined) return;
  endBy(cause);
});
process.on('uncaughtException', endBy);

/** A fault that nobody caught: the desk may be in any state. Its cause is logged; a supervisor starts it anew. */
function endBy(cause: unknown): never {
  if (log) log.fatal({ err: cause instanceof Error ? cause : new Error(String(cause)) }, 'stopped by a fault');
  else process.stderr.write(`The desk could not start: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exit(1);
}

await main().catch((cause: unknown) => {
  if (cause instanceof StartError) fail(cause.message);
  fail(`The desk could not start: ${cause instanceof Error ? cause.message : String(cause)}`);
});
// Bolt's timers would keep a stopped desk alive.
process.exit(0);
