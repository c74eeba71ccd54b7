import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { compact, isBusy, isFile, setBusyTimeout } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { createProgress, describeBytes, describeProgress } from '../local/progress.ts';
import { describeDownload, withLatest } from '../sources/download/latest.ts';
import { displayPath, findSource, type ImportResult, importFile } from '../sources/import.ts';
import type { Source } from '../sources/source.ts';
import { parseOptions, USAGE, withContext, writeLine } from './with-context.ts';

interface How {
  dry: boolean;
  /** `--yes`: load it whatever the contract says. */
  accept: boolean;
}

interface Given extends How {
  path: string;
  /** The name to store. */
  name: string;
}

/** Loads a file, a folder of files, or the publisher's newest file (`latest`) as a source. */
export async function importTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    json: { type: 'boolean' },
    dry: { type: 'boolean' },
    yes: { type: 'boolean' },
  });
  const [id, path, ...others] = positionals;
  if (!id || !path || others.length > 0) throw new UserError(USAGE);
  const source = findSource(id);
  const how = { dry: values['dry'] === true, accept: values['yes'] === true };
  return await withContext(undefined, async (context) => {
    const file = resolve(path);
    const isLatest = path === 'latest' && !existsSync(file);
    const { message, ...result } = isLatest
      ? await loadLatest(context, source, how)
      : await load(context, source, { path: file, name: displayPath(file, process.cwd()), ...how });
    writeLine(process.stdout, values['json'] ? JSON.stringify(result) : sentence(result, how.dry));
    if (message) writeLine(process.stderr, message);
    await compact(context.db);
    return 0;
  });
}

async function loadLatest(context: Context, source: Source, how: How): Promise<ImportResult> {
  const { latest, database } = readConfig();
  const folder = isFile(database) ? dirname(resolve(database)) : tmpdir();
  const progress = createProgress(process.stderr, describeBytes);
  const start = performance.now();
  const onProgress = (bytes: number, total: number | undefined) =>
    progress.show({ bytes, done: total ? bytes / total : 0, seconds: (performance.now() - start) / 1000 });
  return await withLatest(source, { address: latest[source.id], folder, onProgress }, async (got) => {
    progress.end();
    writeLine(process.stderr, `Fetched ${describeDownload(got)}.`);
    return await load(context, source, { path: got.path, name: got.name, ...how });
  }).finally(progress.end);
}

/** Waits for another import that is running. */
async function load(context: Context, source: Source, { path, ...given }: Given): Promise<ImportResult> {
  const progress = createProgress(process.stderr, describeProgress);
  const run = () =>
    importFile(context.db, source, path, { now: context.now, ...given, onProgress: progress.show }).finally(
      progress.end,
    );
  return await run().catch(async (cause: unknown) => {
    if (!isBusy(cause)) throw cause;
    writeLine(process.stderr, 'Another import is running. This one waits for it, at most an hour.');
    await setBusyTimeout(context.db, 3_600_000);
    return run();
  });
}

function sentence(r: ImportResult, dry: boolean): string {
  const did = dry ? 'would load' : 'loaded';
  const rejected = r.rejected > 0 ? ` See: npm run -s ask -- "sources ${r.source}"` : '';
  return `${r.source}: ${did} ${r.file}: ${r.rows} rows read, ${r.inserted} new, ${r.updated} changed, ${r.unchanged} as before, ${r.removed} gone, ${r.rejected} rejected, ${r.seconds} s.${rejected}${r.message ? ` ${r.message}` : ''}`;
}
