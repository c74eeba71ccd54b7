import { resolve } from 'node:path';
import { isBusy, setBusyTimeout } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { createProgress } from '../local/progress.ts';
import { displayPath, findSource, type ImportResult, importFile } from '../sources/import.ts';
import { parseOptions, USAGE, withContext, writeLine } from './with-context.ts';

/** Loads a file or a folder of files as a source. */
export async function importTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, { json: { type: 'boolean' }, dry: { type: 'boolean' } });
  const [id, path, ...others] = positionals;
  if (!id || !path || others.length > 0) throw new UserError(USAGE);
  const source = findSource(id);
  return await withContext(undefined, async (context) => {
    const file = resolve(path);
    const progress = createProgress(process.stderr);
    const run = () =>
      importFile(context.db, source, file, {
        now: context.now,
        dry: values['dry'] === true,
        name: displayPath(file, process.cwd()),
        onProgress: progress.show,
      }).finally(progress.end);
    const result = await run().catch(async (cause: unknown) => {
      if (!isBusy(cause)) throw cause;
      writeLine(process.stderr, 'Another import is running. This one waits for it, at most an hour.');
      await setBusyTimeout(context.db, 3_600_000);
      return run();
    });
    writeLine(process.stdout, values['json'] ? JSON.stringify(result) : sentence(result, values['dry'] === true));
    return 0;
  });
}

function sentence(r: ImportResult, dry: boolean): string {
  const did = dry ? 'would load' : 'loaded';
  const rejected = r.rejected > 0 ? ` See: npm run -s ask -- "sources ${r.source}"` : '';
  return `${r.source}: ${did} ${r.file}: ${r.rows} rows read, ${r.inserted} new, ${r.updated} changed, ${r.unchanged} as before, ${r.removed} gone, ${r.rejected} rejected, ${r.seconds} s.${rejected}${r.message ? ` ${r.message}` : ''}`;
}
