import { readConfig } from './config.ts';
import { type Context, createContext } from './context.ts';
import { describeFailure, isFile, setBusyTimeout } from './db/connect.ts';
import { connectReaders } from './db/reading/connect-readers.ts';
import { messageOf, StartError, withoutControls } from './errors.ts';
import { projectPath } from './project.ts';
import { importBundled } from './sources/import.ts';

let stopping = false;
let log: Context['log'] | undefined;

/**
 * Starts the desk: in Slack when tokens are set, otherwise as a page and in the terminal. Resolves when it has stopped.
 */
async function main(): Promise<void> {
  const config = readConfig();
  const context = await createContext(config);
  log = context.log;
  const ending = {
    stopped: stopSignal(),
    onStopping: () => {
      stopping = true;
    },
    onDead: fail,
  };
  try {
    await importBundled(context.db, projectPath, context.now, (result) => context.log.info(result, 'facts loaded'));
    await setBusyTimeout(context.db, 50);
    // No other connection sees a database in memory, and a server reads in processes of its own.
    if (isFile(config.database))
      context.readers = connectReaders(config.database, projectPath('dist/src/db/reading/reading-thread.js'));
    if (config.slack) {
      const { runInSlack } = await import('./bootstrap/in-slack.ts');
      await runInSlack(context, config, config.slack, ending);
    } else {
      const { runOnThisMachine } = await import('./bootstrap/on-this-machine.ts');
      await runOnThisMachine(context, config, ending);
    }
  } finally {
    await context.readers?.destroy();
    await context.close();
  }
}

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });

/** Prints one sentence and exits with 1; a supervisor restarts the desk. */
function fail(reason: string): never {
  process.stderr.write(`${withoutControls(reason)}\n`);
  process.exit(1);
}

process.on('unhandledRejection', (cause) => {
  // socket-mode 3.1 rejects a dropped promise with nothing when it is stopped during a reconnect (#2656).
  if (stopping && cause === undefined) return;
  exitOnFault(cause);
});
process.on('uncaughtException', exitOnFault);

/**
 * Handles an uncaught fault. The desk may be in any state, so the cause is logged and the process ends; a supervisor
 * restarts it.
 */
function exitOnFault(cause: unknown): never {
  if (log) log.fatal({ err: cause instanceof Error ? cause : new Error(String(cause)) }, 'stopped by a fault');
  else fail(`The desk could not start: ${messageOf(cause)}`);
  process.exit(1);
}

await main().catch((cause: unknown) => {
  if (cause instanceof StartError) fail(cause.message);
  fail(`The desk could not start: ${describeFailure(cause)}`);
});
// Bolt's timers would keep a stopped desk alive.
process.exit(0);
