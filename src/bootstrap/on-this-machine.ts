import { fstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDrawer } from '../charts/draw.ts';
import { LOCAL } from '../command-line/subcommand.ts';
import { answerCommand, subcommands } from '../commands/index.ts';
import type { Config } from '../config.ts';
import { type Context, steadyClock } from '../context.ts';
import { StartError } from '../errors.ts';
import { createClockWatch } from '../jobs/clock-watch.ts';
import { exportToFolder } from '../jobs/exports.ts';
import { createOutbox } from '../jobs/outbox.ts';
import { createTicker, type Ticker } from '../jobs/ticker.ts';
import { readShortcuts } from '../local/manifest.ts';
import { saveCharts } from '../local/save-charts.ts';
import { startPage } from '../local/server/index.ts';
import { runTerminal } from '../local/terminal.ts';
import { LOCAL_IDS } from '../local/workspace.ts';
import { suggestLines } from '../places/suggest.ts';
import { projectPath } from '../project.ts';
import { chargedHere, startAssistants } from './assistants.ts';
import { createConversations } from './conversations.ts';
import {
  createBackups,
  createExports,
  createSync,
  EXPORTS_WITHIN_MS,
  handlersOf,
  type Shutdown,
  withinSeconds,
} from './parts.ts';

/** Answers on a local page and in the terminal, until the input ends or a signal comes. */
export async function runOnThisMachine(
  context: Context,
  config: Config,
  { stopped, onStopping }: Shutdown,
): Promise<void> {
  const { port, entries } = config;
  const { stdin, stdout, stderr } = process;
  const kind = stdin.isTTY ? 'terminal' : isPiped() ? 'piped' : 'none';
  let ticker: Ticker | undefined;
  const sync = createSync(context, () => void ticker?.tick());
  const drawer = createDrawer();
  const clock = createClockWatch(context, { steady: context.steady ?? steadyClock });
  const backups = createBackups(context, config, () => clock.last().mayDelete);
  const exports = createExports(context, config);
  const page = await startPage({
    now: context.now,
    log: context.log,
    port: port ?? 3000,
    async openApp(slack) {
      const { createBoltApp } = await import('../slack/app.ts');
      const { ALLOW_ALL } = await import('../slack/access/access-middleware.ts');
      const { createPoster } = await import('../slack/posting/poster.ts');
      const { createChartPoster } = await import('../slack/posting/chart-poster.ts');
      const outbox = createOutbox({ context, poster: createPoster(slack, context.log) });
      // Only the page's channels: another process may post to real channels from the same database.
      const send = async () => {
        for (const channel of [LOCAL_IDS.channel, LOCAL_IDS.dm]) await outbox.drain(channel);
      };
      ticker = createTicker(context, send, clock);
      void ticker.start();
      const bot = { botId: LOCAL_IDS.bot, botUserId: LOCAL_IDS.botUser };
      const { answer, ...more } = handlersOf(context, ticker, exports);
      const postChart = createChartPoster(slack, drawer, context.log);
      return createBoltApp({ slack, bot, log: context.log, authorizer: ALLOW_ALL, postChart, ...more }, answer);
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
    // Piped commands are answered even when another desk holds the usual port.
    if (kind !== 'piped' || port !== undefined || !(cause instanceof StartError)) throw cause;
    stderr.write(`The page was not started: ${cause.message}\n`);
  });
  if (page && kind !== 'terminal') (kind === 'piped' ? stderr : stdout).write(`The desk as a page: ${page.entry}\n`);
  if (kind !== 'piped') await page?.warm();
  if (entries && kind !== 'piped') sync.start(); // piped input ends too soon
  if (kind !== 'piped') backups.start();
  const charged = config.mcp
    ? await chargedHere(context, config, (line, who) => answerCommand(context, line, who))
    : undefined;
  const assistants = charged && (await startAssistants(context, config, charged));
  const asker = { ...LOCAL, export: exportToFolder(context, LOCAL) };
  const answerIn = createConversations(context);
  const terminal = runTerminal(
    (words) => answerIn(words, asker),
    { input: stdin, output: stdout, address: page?.entry },
    (answer) => saveCharts(answer, drawer, join('var', 'charts')),
  );
  await Promise.race(kind === 'none' ? [stopped] : [stopped, terminal]);
  onStopping();
  await assistants?.stop();
  await Promise.all([
    page?.close(),
    charged?.stop(),
    drawer.close(),
    ...[ticker, sync, backups].map((each) => withinSeconds(8, Promise.resolve(each?.stop()))),
    withinSeconds(8, exports.stop(EXPORTS_WITHIN_MS)),
  ]);
}

/**
 * True when commands come through a pipe or from a file. A service's empty input (/dev/null) does not count: it would
 * end the desk at once.
 */
function isPiped(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket() || stat.isFile();
  } catch {
    return false;
  }
}
