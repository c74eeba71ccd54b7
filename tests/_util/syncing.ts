import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../src/context.ts';
import { runDueChecks, type SyncOptions, type SyncResult } from '../../src/jobs/sync/run-checks.ts';
import { DOWNLOAD_LIMITS } from '../../src/sources/download/download-failure.ts';
import { readSourcesFile, type SourceEntry } from '../../src/sources/sources-file.ts';
import type { Clock } from './posting.ts';

/** Entries as SOURCES_FILE would give them. */
function entriesOf(list: object[], folder = mkdtempSync(join(tmpdir(), 'desk-sources-'))): SourceEntry[] {
  const path = join(folder, 'sources.json');
  writeFileSync(path, JSON.stringify(list));
  const { entries, problems } = readSourcesFile(path);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return entries;
}

/** The real checks over a desk with a test's clock, quick to lose patience. */
export function syncingDesk(desk: Context, clock: Clock, given: Partial<SyncOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-incoming-'));
  const limits = { ...DOWNLOAD_LIMITS, mostBytes: 1_000_000, headersMs: 300, idleMs: 300 };
  return {
    folder,
    /** Names of what lies where downloads rest. */
    left: () => readdirSync(folder),
    run: (list: object[], more: Partial<SyncOptions> = {}): Promise<SyncResult[]> =>
      runDueChecks({
        context: { ...desk, now: clock.now },
        entries: entriesOf(list),
        folder,
        limits,
        opsChannel: 'COPS',
        ...given,
        ...more,
      }),
  };
}
