import { resolve } from 'node:path';
import { isBusy, waitAtMost } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { createProgress } from '../local/progress.ts';
import { findSource, type ImportResult, importFile, shownPath } from '../sources/import.ts';
import { options, say, USAGE, withDesk } from './desk.ts';

/** Loads a file or a folder of files as a source. */
export async function load(argv: string[]): Promise<number> {
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

function sentence(r: ImportResult, dry: boolean): string {
  const did = dry ? 'would load' : 'loaded';
  const rejected = r.rejected > 0 ? ` See: npm run -s ask -- "sources ${r.source}"` : '';
  return `${r.source}: ${did} ${r.file}: ${r.rows} rows read, ${r.inserted} new, ${r.updated} changed, ${r.unchanged} as before, ${r.removed} gone, ${r.rejected} rejected, ${r.seconds} s.${rejected}`;
}
