import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import { compact, isFile, setBusyTimeout } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { describeCheckResult, runDueChecks } from '../jobs/sync/run-checks.ts';
import { parseOptions, readNow, USAGE, withContext, writeLine } from './with-context.ts';

/** Checks once the configured addresses and folders that are due. */
export async function syncTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    now: { type: 'string' },
    all: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  if (positionals.length > 0) throw new UserError(USAGE);
  const { entries, database, opsChannel } = readConfig();
  if (!entries)
    throw new UserError('SOURCES_FILE is not set: there is nothing to check. See "Scheduled checks" in docs/data.md.');
  return await withContext(readNow(values['now']), async (context) => {
    // Nobody waits for this process, and an import may hold the lock for minutes
    await setBusyTimeout(context.db, 600_000);
    const folder = isFile(database) ? dirname(resolve(database)) : tmpdir();
    const signal = untilStopped();
    const results = await runDueChecks({ context, entries, folder, opsChannel, signal, all: values['all'] === true });
    if (results.some((each) => each.outcome === 'loaded')) await compact(context.db);
    if (values['json']) writeLine(process.stdout, JSON.stringify(results));
    else
      for (const line of results.map((each) => describeCheckResult(each, context.zone)))
        writeLine(process.stdout, line);
    const failed = results.filter((each) => each.failure !== undefined);
    for (const { entry, failure } of failed) writeLine(process.stderr, `${entry}: ${failure}`);
    return failed.length === 0 ? 0 : failed.some((each) => each.fault) ? 1 : 2;
  });
}

/** Aborts on SIGTERM or SIGINT. A running import finishes or is rolled back. */
function untilStopped(): AbortSignal {
  const stopper = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => stopper.abort());
  return stopper.signal;
}
