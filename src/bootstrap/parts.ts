import type { Asker } from '../command-line/subcommand.ts';
import { firstPrompts } from '../commands/first-prompts.ts';
import { checkForm, formOf } from '../commands/forms.ts';
import { homeOf } from '../commands/home.ts';
import { commandOf } from '../commands/index.ts';
import { placesNamed } from '../commands/questions/places-named.ts';
import { setUpOf } from '../commands/subscriptions/set-up-of.ts';
import { type Config, readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { createBackupRunner } from '../jobs/backup-runner.ts';
import { createExportMaker, type ExportMaker, makeExport } from '../jobs/exports.ts';
import { createReplyKeeper } from '../jobs/outbox/keep-replies.ts';
import { createSyncRunner } from '../jobs/sync/sync-runner.ts';
import type { Ticker } from '../jobs/ticker.ts';
import { suggestChoices } from '../places/search-line.ts';
import { projectPath } from '../project.ts';
import { createConversations } from './conversations.ts';

/** How the desk learns that it must stop, and what it reports back. */
export interface Shutdown {
  /** Resolves with the signal's name. */
  stopped: Promise<string>;
  /** Called when no new work is accepted. */
  onStopping: () => void;
  /** Called when the desk cannot continue. */
  onDead: (reason: string) => void;
}

/** Checks the sources on a schedule. SOURCES_FILE is read again each time. */
export const createSync = (context: Context, onEnd: () => void, leads?: () => boolean) =>
  createSyncRunner(context, {
    entries: () => readConfig().entries ?? [],
    command: [
      process.execPath,
      '--max-semi-space-size=8',
      '--max-old-space-size=256',
      projectPath('dist/src/cli.js'),
      'sync',
    ],
    onEnd,
    ...(leads ? { leads } : {}),
  });

/** Backs up the database on a schedule, if BACKUP_DIR is set. */
export const createBackups = (context: Context, { database, backup, opsChannel }: Config, mayDelete: () => boolean) =>
  createBackupRunner(context, {
    database,
    backup,
    opsChannel,
    command: [process.execPath, projectPath('dist/src/cli.js'), 'backup'],
    mayDelete,
  });

/** Answers words from Slack or the page. Messages that the command queued for its channel are sent at once. */
export const createAnswerer = (context: Context, ticker: Ticker) => {
  const answerIn = createConversations(context);
  return async (words: string, asker: Asker) => {
    const answer = await answerIn(words, asker);
    if (['channel', 'record'].includes(commandOf(words)?.declaration.effects ?? ''))
      setImmediate(() => void ticker.tick());
    return answer;
  };
};

/** The command that the words start with, for limits and the log. */
export function describeWords(words: string): { name: string; cost: number; heavy: boolean } | undefined {
  const command = commandOf(words);
  return (
    command && {
      name: command.subcommand.name,
      cost: command.declaration.cost ?? 0,
      heavy: command.declaration.heavy === true,
    }
  );
}

/** What the handlers of Slack and of the page need from the desk. */
export const handlersOf = (context: Context, ticker: Ticker, exports: ExportMaker) => ({
  answer: createAnswerer(context, ticker),
  describe: describeWords,
  form: (words: string, asker: Asker) => formOf(context, words, asker),
  check: (words: string, asker: Asker) => checkForm(context, words, asker),
  listens: true as const,
  suggest: (typed: string) => suggestChoices(context.db, typed),
  guess: (text: string, asker: Pick<Asker, 'userId' | 'channelId'>) => placesNamed(context, commandOf, text, asker),
  prompts: (userId: string, channelId: string) => firstPrompts(context, userId, channelId),
  home: (userId: string, zone?: string) => homeOf(context, userId, zone),
  setUp: (channelId: string | undefined) => setUpOf(context, channelId),
  makeExport: exports.make,
  replies: createReplyKeeper(context),
});

/** Makes exports in another process, unless no other process can open the database. */
export const createExports = (context: Context, { database }: Config): ExportMaker =>
  database === ':memory:'
    ? {
        make: (line, asker, folder) => makeExport(context, line, asker, folder),
        stop: () => Promise.resolve(),
      }
    : createExportMaker([process.execPath, projectPath('dist/src/cli.js'), 'export']);

/** How long exports may run on when the desk stops: less than answers, so that the asker can still be notified. */
export const EXPORTS_WITHIN_MS = 6000;

/** Waits for work, up to a time limit. */
export const withinSeconds = (seconds: number, work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise<void>((resolve) => setTimeout(resolve, seconds * 1000).unref())]);
