import { dirname, join, resolve } from 'node:path';
import type { Answer, Notice, Post } from './answer.ts';
import { renderMessage, renderPost, renderProblem } from './blocks/message.ts';
import { renderText } from './blocks/text.ts';
import { createDrawer } from './charts/draw.ts';
import { composeDigest, type Digest, digestThread } from './commands/compose-digest.ts';
import { previewAnswer } from './commands/digest.ts';
import { answerCommand } from './commands/index.ts';
import { LOCAL } from './commands/subcommand.ts';
import { readConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import { isBusy, waitAtMost } from './db/connect.ts';
import { findLastDelivery, findSubscription } from './db/subscriptions.ts';
import { SourceError, StartError, UserError } from './errors.ts';
import { queueDigest } from './jobs/digests.ts';
import { EXPORTS, exportHere, makeExport } from './jobs/exports.ts';
import { createOutbox } from './jobs/outbox.ts';
import { resultSaid, runDueChecks } from './jobs/sync.ts';
import { createProgress } from './local/progress.ts';
import { saveCharts } from './local/save-charts.ts';
import { tasks } from './operations/index.ts';
import { readOptions } from './operations/read-options.ts';
import type { Done } from './operations/task.ts';
import { projectPath } from './project.ts';
import { findSource, type ImportResult, importBundled, importFile, shownPath } from './sources/import.ts';

const USAGE = `Usage:
  npm run -s ask -- "<words>" [--json] [--now <ISO time>]     for example: npm run -s ask -- "policy Denver"
  npm run -s import -- <source> <file or folder> [--dry] [--json]
  npm run -s export -- "<command>" [--folder <folder>] [--json]
  npm run -s sync [-- --all] [--now <ISO time>] [--json]
  npm run -s digest -- --channel <id> [--now <ISO time>] [--dry] [--json]
  npm run -s backup [-- --to <folder>] [--keep <number>] [--json]
  npm run -s restore -- <backup file>
  npm run -s doctor [-- --json]`;

/** 0 answered or loaded, 2 the person's words or file, 1 a fault of ours. */
async function main(argv: string[]): Promise<number> {
  const [task, ...rest] = argv;
  try {
    if (task === 'ask') return await ask(rest);
    if (task === 'import') return await load(rest);
    if (task === 'digest') return await deliver(rest);
    if (task === 'export') return await exportFile(rest);
    if (task === 'sync') return await sync(rest);
    const operation = Object.hasOwn(tasks, task ?? '') ? tasks[task ?? ''] : undefined;
    if (operation) return print(await operation(rest));
    throw new UserError(USAGE);
  } catch (cause) {
    if (cause instanceof UserError || cause instanceof SourceError) {
      say(process.stderr, cause.message);
      return 2;
    }
    say(
      process.stderr,
      cause instanceof StartError
        ? cause.message
        : `The desk failed: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
    return 1;
  }
}

async function ask(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, {
    json: { type: 'boolean' },
    now: { type: 'string' },
    channel: { type: 'string' },
  });
  const now = readNow(values['now']);
  return withDesk(now, async (context) => {
    const words = positionals.join(' ');
    try {
      const channelId = values['channel'];
      const who = typeof channelId === 'string' ? { channelId, userId: 'local' } : LOCAL;
      const asker = { ...who, export: exportHere(context, who) };
      const answer = await answerCommand(context, words, asker);
      const out = values['json']
        ? JSON.stringify(renderMessage(answer, { visibility: 'ephemeral' }), null, 2)
        : renderText(answer);
      say(process.stdout, out);
      if (!values['json']) await writeCharts(answer);
      return 0;
    } catch (cause) {
      if (!(cause instanceof UserError)) throw cause;
      if (values['json']) say(process.stdout, JSON.stringify(renderProblem(cause), null, 2));
      throw cause;
    }
  });
}

/** The CSV file of a command line; `--json` says what became of it, for the process that answers in Slack. */
async function exportFile(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, {
    folder: { type: 'string' },
    channel: { type: 'string' },
    user: { type: 'string' },
    now: { type: 'string' },
    json: { type: 'boolean' },
  });
  const text = (name: string, otherwise: string) => String(values[name] ?? otherwise);
  const line = positionals.join(' ');
  if (line === '') throw new UserError(USAGE);
  return withDesk(readNow(values['now']), async (context) => {
    const asker = { channelId: text('channel', 'local'), userId: text('user', 'local') };
    const folder = text('folder', EXPORTS);
    if (values['json']) say(process.stdout, JSON.stringify(await makeExport(context, line, asker, folder)));
    else
      say(
        process.stdout,
        renderText(
          await answerCommand(context, `export ${line}`, { ...asker, export: exportHere(context, asker, folder) }),
        ),
      );
    return 0;
  });
}

/** Draws what an answer has to draw into var/charts. The numbers are printed already, whatever becomes of the picture. */
async function writeCharts(answer: Answer | Notice): Promise<void> {
  if (!answer.parts.some((part) => part.kind === 'chart')) return;
  const drawer = createDrawer();
  try {
    const folder = join('var', 'charts');
    for (const file of await saveCharts(answer, drawer, folder)) say(process.stdout, `\nChart: ${file}`);
  } catch (cause) {
    say(process.stderr, `${cause instanceof Error ? cause.message : String(cause)} The numbers above are the same.`);
  } finally {
    await drawer.close();
  }
}

async function load(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, { json: { type: 'boolean' }, dry: { type: 'boolean' } });
  const [id, path, ...others] = positionals;
  if (!id || !path || others.length > 0) throw new UserError(USAGE);
  const source = findSource(id);
  return withDesk(undefined, async (context) => {
    const file = resolve(path);
    const progress = createProgress(process.stderr);
    const run = () =>
      importFile(context.db, source, file, {
        now: context.now,
        dry: values['dry'] === true,
        name: shownPath(file, process.cwd()),
        onProgress: progress.show,
      }).finally(progress.end);
    const result = await run().catch(async (cause: unknown) => {
      if (!isBusy(cause)) throw cause;
      say(process.stderr, 'Another import is loading. This one waits for it, an hour at most.');
      await waitAtMost(context.db, 3_600_000);
      return run();
    });
    say(process.stdout, values['json'] ? JSON.stringify(result) : sentence(result, values['dry'] === true));
    return 0;
  });
}

/** One channel's digest at an instant: printed; posted too when it is due, a token is set and it is no dry run. */
async function deliver(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, {
    channel: { type: 'string' },
    now: { type: 'string' },
    dry: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const channelId = values['channel'];
  if (typeof channelId !== 'string' || positionals.length > 0) throw new UserError(USAGE);
  return withDesk(readNow(values['now']), async (context) => {
    const row = await findSubscription(context.db, channelId);
    if (!row || row.ended_at !== null)
      throw new UserError(
        `The channel ${channelId.slice(0, 40)} has no digest. In it, type: /detainer digest on at:08:00 tz:America/New_York`,
      );
    const composed = await composeDigest(context.db, row, context.now());
    say(
      process.stdout,
      values['json']
        ? JSON.stringify(shownThread(channelId, composed), null, 2)
        : renderText(previewAnswer(composed, row)),
    );
    const { slack } = readConfig();
    if (values['dry'] || !slack) {
      say(
        process.stderr,
        values['dry'] ? 'Dry run: nothing was posted.' : 'SLACK_BOT_TOKEN is not set: nothing was posted.',
      );
      return 0;
    }
    const { createPoster } = await import('./slack/posting.ts'); // asking needs no Slack
    const outbox = createOutbox({ context, poster: createPoster(slack, context.log) });
    await outbox.drain(channelId);
    const last = await findLastDelivery(context.db, row.subscription_id);
    const outcome = await queueDigest(context, row, last?.local_date);
    await outbox.drain(channelId);
    const now = await findLastDelivery(context.db, row.subscription_id);
    say(
      process.stderr,
      `${channelId}: ${outcome}; last delivery ${now?.local_date ?? 'none'}: ${now?.state ?? (now ? 'nothing new' : '-')}${now?.error ? ` (${now.error})` : ''}`,
    );
    return now?.state === 'failed' ? 1 : 0;
  });
}

/** Checks the configured addresses and folders that are due, once. */
async function sync(argv: string[]): Promise<number> {
  const { values, positionals } = options(argv, {
    now: { type: 'string' },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UserError(USAGE);
  const { entries, databaseFile, opsChannel } = readConfig();
  if (!entries)
    throw new UserError(
      'SOURCES_FILE is not set: there is nothing to check. See "Kept fresh by itself" in the README.',
    );
  return withDesk(readNow(values['now']), async (context) => {
    await waitAtMost(context.db, 600_000); // this process answers nobody, and an import may hold the lock for minutes
    const folder = dirname(resolve(databaseFile));
    const signal = untilStopped();
    const results = await runDueChecks({ context, entries, folder, opsChannel, signal, all: values['all'] === true });
    if (values['json']) say(process.stdout, JSON.stringify(results));
    else for (const line of results.map(resultSaid)) say(process.stdout, line);
    const failed = results.filter((each) => each.failure !== undefined);
    for (const { entry, failure } of failed) say(process.stderr, `${entry}: ${failure}`);
    return failed.length === 0 ? 0 : failed.some((each) => each.fault) ? 1 : 2;
  });
}

/** Aborted by SIGTERM or SIGINT; an import under way goes to its end, or not at all. */
function untilStopped(): AbortSignal {
  const stopper = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopper.abort());
  return stopper.signal;
}

/** The messages of a digest as Slack would get them. */
function shownThread(channelId: string, composed: Digest) {
  const { parent, replies } = digestThread(channelId, 'preview', composed);
  const shown = ({ post }: { post: object }) => {
    const { text, blocks } = renderPost(post as Post).message;
    return { text, blocks };
  };
  return { parent: shown(parent), replies: replies.map(shown) };
}

async function withDesk(now: (() => Date) | undefined, work: (context: Context) => Promise<number>): Promise<number> {
  const context = await createContext(readConfig(), now ? { now } : {});
  try {
    await importBundled(context.db, projectPath, context.now, () => {});
    return await work(context);
  } finally {
    await context.close();
  }
}

const options = (argv: string[], known: Parameters<typeof readOptions>[1]) => readOptions(argv, known, USAGE);

function readNow(text: string | boolean | undefined): (() => Date) | undefined {
  if (typeof text !== 'string') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time))
    throw new UserError(`--now "${text.slice(0, 40)}" is not a time. Example: --now 2026-11-24T09:00:00Z`);
  return () => new Date(time);
}

function sentence(r: ImportResult, dry: boolean): string {
  const did = dry ? 'would load' : 'loaded';
  const rejected = r.rejected > 0 ? ` See: npm run -s ask -- "sources ${r.source}"` : '';
  return `${r.source}: ${did} ${r.file}: ${r.rows} rows read, ${r.inserted} new, ${r.updated} changed, ${r.unchanged} as before, ${r.removed} gone, ${r.rejected} rejected, ${r.seconds} s.${rejected}`;
}

function print({ code, lines }: Done): number {
  for (const line of lines) say(process.stdout, line);
  return code;
}

/** What a file or site said may stand in a message: no control characters of it reach a terminal. */
const say = (stream: NodeJS.WriteStream, text: string) =>
  stream.write(`${text.replace(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, ' ')}\n`);

process.stdout.on('error', () => process.exit(0)); // `ask ... | head` has read enough
process.exitCode = await main(process.argv.slice(2));
