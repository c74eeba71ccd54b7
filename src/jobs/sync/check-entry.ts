import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context.ts';
import { findLatestLoaded } from '../../db/imports.ts';
import { findAllSyncChecks, type SyncCheck } from '../../db/sync-checks.ts';
import { SourceError } from '../../errors.ts';
import { makeFolder } from '../../make-folder.ts';
import { download, type Validators } from '../../sources/download/download.ts';
import type { DownloadLimits } from '../../sources/download/download-failure.ts';
import { fingerprint, tableFiles } from '../../sources/files/read-table.ts';
import { findSource, type ImportResult, importFile } from '../../sources/import.ts';
import type { SourceEntry } from '../../sources/sources-file.ts';

/** The result of a check. `file`, `sha256` and `validators` describe what is now loaded. */
export type CheckResult = {
  file?: string;
  sha256?: string;
  validators?: Validators;
} & ({ outcome: 'as before' } | { outcome: 'loaded'; result: ImportResult });

/** The importer refused the file. The hash prevents recording the same refusal at every check. */
export class RefusedFile extends SourceError {
  readonly sha256: string;
  constructor(message: string, sha256: string) {
    super(message);
    this.sha256 = sha256;
  }
}

export interface CheckOptions {
  context: Pick<Context, 'db' | 'now'>;
  /** Where downloads are kept until they are loaded. */
  folder: string;
  limits?: DownloadLimits | undefined;
  signal?: AbortSignal | undefined;
}

const PREFIX = 'incoming-';

/** Checks an entry's address, file or folder and loads it if it is new. Throws SourceError. */
export async function checkEntry(entry: SourceEntry, row: SyncCheck, options: CheckOptions): Promise<CheckResult> {
  const isLoaded = await isLatestLoaded(options.context, row);
  if (entry.from.kind === 'path') {
    const { path } = entry.from;
    const sha256 = await fingerprint(filesOf(path, entry));
    return loadFile(entry, row, { path, name: entry.shown, sha256, isLoaded }, options);
  }
  makeFolder(options.folder);
  const folder = mkdtempSync(join(options.folder, PREFIX));
  try {
    const known: Validators | undefined =
      isLoaded && row.validators_of
        ? { etag: row.etag, lastModified: row.last_modified, of: row.validators_of }
        : undefined;
    const got = await download(entry.from.address, { folder, known, limits: options.limits, signal: options.signal });
    if (got.kind === 'as before') return { outcome: 'as before' };
    return { ...(await loadFile(entry, row, { ...got, isLoaded }, options)), validators: got.validators };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of a path. An error names only the path's last part, not where it is on this machine. */
function filesOf(path: string, { shown, source }: SourceEntry): string[] {
  try {
    return tableFiles(path, findSource(source));
  } catch (cause) {
    throw cause instanceof SourceError ? new SourceError(cause.message.replaceAll(path, shown)) : cause;
  }
}

/**
 * True when the source's latest import came from this entry or another one of the same source (participating and pending
 * sheets alternate). After a file was loaded by hand it is false, so the publisher's file is loaded again.
 */
async function isLatestLoaded({ db }: Pick<Context, 'db'>, row: SyncCheck): Promise<boolean> {
  const latest = await findLatestLoaded(db, row.source);
  if (!latest || row.sha256 === null) return false;
  const ofSource = (await findAllSyncChecks(db)).filter((each) => each.source === row.source);
  return ofSource.some((each) => each.sha256 === latest.sha256 && each.file === latest.file);
}

async function loadFile(
  entry: SourceEntry,
  row: SyncCheck,
  { path, name, sha256, isLoaded }: { path: string; name: string; sha256: string; isLoaded: boolean },
  { context: { db, now } }: CheckOptions,
): Promise<CheckResult> {
  if (isLoaded && row.sha256 === sha256 && row.file === name) return { outcome: 'as before', file: name, sha256 };
  const source = findSource(entry.source);
  try {
    // Refused before. A newer version of the desk may accept it, so try it first in a run that records nothing.
    if (row.refused_sha256 === sha256)
      await importFile(db, source, path, { now, name, refuseLargeLosses: true, dry: true });
    const before = await findLatestLoaded(db, source.id);
    const result = await importFile(db, source, path, { now, name, refuseLargeLosses: true });
    const after = await findLatestLoaded(db, source.id);
    const loaded = after?.import_id !== before?.import_id;
    return loaded ? { outcome: 'loaded', result, file: name, sha256 } : { outcome: 'as before', file: name, sha256 };
  } catch (cause) {
    if (cause instanceof SourceError) throw new RefusedFile(cause.message, sha256);
    throw cause;
  }
}

/** Deletes downloads that a killed process left. */
export function sweepDownloads(folder: string, before: Date): void {
  let names: string[] = [];
  try {
    names = readdirSync(folder).filter((name) => name.startsWith(PREFIX));
  } catch {
    return; // no folder yet
  }
  for (const name of names) {
    const path = join(folder, name);
    if ((statSync(path, { throwIfNoEntry: false })?.mtime ?? before) < before)
      rmSync(path, { recursive: true, force: true });
  }
}
