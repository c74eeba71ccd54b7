import { fstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDrawer } from './charts/draw.ts';
import { homeOf } from './commands/home.ts';
import { answerCommand, subcommands } from './commands/index.ts';
import { guessChoice, suggestChoices } from './commands/search-line.ts';
import { type Asker, LOCAL } from './commands/subcommand.ts';
import { suggestLines } from './commands/suggest.ts';
import { type Config, readConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import { waitAtMost } from './db/connect.ts';
import { StartError } from './errors.ts';
import { createExportMaker, exportHere, makeExport } from './jobs/exports.ts';
import { createOutbox } from './jobs/outbox.ts';
import { createSyncRunner } from './jobs/sync-runner.ts';
import { createTicker, type Ticker } from './jobs/ticker.ts';
import { readShortcuts } from './local/manifest.ts';
import { saveCharts } from './local/save-charts.ts';
import { startPage } from './local/server/index.ts';
import { runTerminal } from './local/terminal.ts';
import { LOCAL_IDS } from './local/workspace.ts';
import { createBackupRunner } from './operations/backup-runner.ts';
import { projectPath } from './project.ts';
import type { SlackApp } from './slack/app.ts';
import { importBundled } from './sources/import.ts';

let stopping = false;
let log: Context['log'] | undefined;

/** Starts the desk: a page and the terminal without tokens, in Slack with them. Resolves when it has stopped. */
async function main(): Promise<void> {
  const config = readConfig();
  const context = await createContext(config);
  log = context.log;
  try {
    await importBundled(context.db, projectPath, context.now, (result) => context.log.info(result, 'facts loaded'));
    await waitAtMost(context.db, 50);
    if (config.slack) await runSlack(context, config, config.slack);
    else await runLocal(context, config);
  } finally {
    await context.close();
  }
}

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });

/** Keeps sources fresh beside the desk. SOURCES_FILE is read anew each time. */
const createSync = (context: Context, ended: () => void) =>
  createSyncRunner(context, {
    entries: () => readConfig().entries ?? [],
    command: [
      process.execPath,
      '--max-semi-space-size=16',
      '--max-old-space-size=256',
      projectPath('dist/src/cli.js'),
      'sync',
    ],
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
  const { createSlackApp } = await import('./slack/app.ts'); // the terminal need not load Bolt
  const { createPoster } = await import('./slack/posting.ts');
  const outbox = createOutbox({ context, poster: createPoster(slack, context.log) });
  const ticker = createTicker(context, () => outbox.drain());
  const sync = createSync(context, () => void ticker.tick());
  const backups = createBackups(context, config);
  const stopped = stopSignal();
  const drawer = createDrawer();
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
  const answer = answering(context, ticker);
  app = await createSlackApp({
    context,
    slack,
    ...handlersOf(context, config, ticker),
    answer: health ? (words, asker) => health.measured(words, () => answer(words, asker)) : answer,
    drawer,
    onDead: (reason) => fail(reason),
  });
  // A handshake may stand still: whoever stops the desk need not wait for it.
  const early = await Promise.race([app.start(), stopped]);
  if (!early) {
    ticker.start();
    if (config.entries) sync.start();
    backups.start();
    ready = true;
    context.log.info({ mode: slack.mode.kind }, 'ready');
  }
  const signal = await stopped;
  stopping = true;
  ready = false;
  context.log.info({ signal }, 'stopping');
  await Promise.all([
    app.stop().then(drawer.close),
    withinSeconds(8, Promise.all([ticker.stop(), sync.stop(), backups.stop()])),
  ]);
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

/** Answers on a page of this machine and in the terminal, until the input ends or a signal comes. */
async function runLocal(context: Context, config: Config): Promise<void> {
  const { port, entries } = config;
  const { stdin, stdout, stderr } = process;
  const kind = stdin.isTTY ? 'terminal' : isPiped() ? 'piped' : 'none';
  const stopped = stopSignal();
  let ticker: Ticker | undefined;
  const sync = createSync(context, () => void ticker?.tick());
  const drawer = createDrawer();
  const backups = createBackups(context, config);
  const page = await startPage({
    now: context.now,
    log: context.log,
    port: port ?? 3000,
    async openApp(slack) {
      const { createBoltApp } = await import('./slack/app.ts');
      const { createPoster } = await import('./slack/posting.ts');
      const { createChartPoster } = await import('./slack/chart-posting.ts');
      const outbox = createOutbox({ context, poster: createPoster(slack, context.log) });
      // Only what is for the page: another process may speak for real channels on the same database.
      ticker = createTicker(context, async () => {
        for (const channel of [LOCAL_IDS.channel, LOCAL_IDS.dm]) await outbox.drain(channel);
      });
      ticker.start();
      const me = { botId: LOCAL_IDS.bot, botUserId: LOCAL_IDS.botUser };
      const { answer, ...more } = handlersOf(context, config, ticker);
      const postChart = createChartPoster(slack, drawer, context.log);
      return createBoltApp({ slack, me, log: context.log, postChart, ...more }, answer);
    },
    suggest: (typed) => suggestLines(context.db, subcommands, typed),
    shortcuts: readShortcuts(readFileSync(projectPath('manifest.yml'), 'utf8')),
    examples: [
      'policy "Charlotte, NC" on:2024-12-01',
      'releases in:"Los Angeles County, CA" since:2020-08',
      'policy orange county',
      'sources',
      'help',
    ],
    folder: projectPath('src/local/page'),
  }).catch((cause: unknown): undefined => {
    // Commands piped in are answered all the same, while another desk holds the usual port.
    if (kind !== 'piped' || port !== undefined || !(cause instanceof StartError)) throw cause;
    stderr.write(`No page this time: ${cause.message}\n`);
  });
  if (page && kind !== 'terminal') (kind === 'piped' ? stderr : stdout).write(`The desk as a page: ${page.address}\n`);
  if (kind !== 'piped') await page?.warm();
  if (entries && kind !== 'piped') sync.start(); // what is piped in is over in a moment
  if (kind !== 'piped') backups.start();
  const you = { ...LOCAL, export: exportHere(context, LOCAL) };
  const talk = runTerminal(
    (words) => answerCommand(context, words, you),
    { input: stdin, output: stdout, address: page?.address },
    (answer) => saveCharts(answer, drawer, join('var', 'charts')),
  );
  await Promise.race(kind === 'none' ? [stopped] : [stopped, talk]);
  stopping = true;
  await Promise.all([
    page?.close(),
    drawer.close(),
    ...[ticker, sync, backups].map((each) => withinSeconds(8, Promise.resolve(each?.stop()))),
  ]);
}

/** True where commands come through a pipe or from a file; a service's empty input (/dev/null) ends nothing. */
function isPiped(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    return false;
  }
}

/** What is typed in Slack or on the page; a digest asked for now is sent at once. */
const answering = (context: Context, ticker: Ticker) => async (words: string, asker: Asker) => {
  const answer = await answerCommand(context, words, asker);
  if (/^\s*digest\s+now\b/i.test(words)) setImmediate(() => void ticker.tick());
  return answer;
};

/** What the handlers of Slack and of the page ask of the desk. An export is made in another process. */
const handlersOf = (context: Context, { databaseFile }: Config, ticker: Ticker) => ({
  answer: answering(context, ticker),
  listens: true as const,
  suggest: (typed: string) => suggestChoices(context.db, typed),
  guess: (text: string) => guessChoice(context.db, text),
  home: (userId: string) => homeOf(context, userId),
  makeExport:
    databaseFile === ':memory:' // no other process sees it
      ? (line: string, asker: Asker, folder: string) => makeExport(context, line, asker, folder)
      : createExportMaker([process.execPath, projectPath('dist/src/cli.js'), 'export']),
});

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
