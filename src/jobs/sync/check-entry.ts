import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../context.ts';
import { findLatestLoaded } from '../../db/imports.ts';
import { findAllSyncChecks, type SyncCheck } from '../../db/sync-checks.ts';
import { SourceError } from '../../errors.ts';
import { download, type Validators } from '../../sources/download/download.ts';
import type { DownloadLimits } from '../../sources/download/download-failure.ts';
import { fingerprint, tableFiles } from '../../sources/files/read-table.ts';
import { findSource, type ImportResult, importFile } from '../../sources/import.ts';
import type { SourceEntry } from '../../sources/sources-file.ts';

/** What a check found; `file`, `sha256` and validators are of what stands in the database now. */
export type CheckResult = {
  file?: string;
  sha256?: string;
  validators?: Validators;
} & ({ outcome: 'as before' } | { outcome: 'loaded'; result: ImportResult });

/** The importer refused the file; its hash, so that the same one is not recorded as refused again and again. */
export class RefusedFile extends SourceError {
  readonly sha256: string;
  constructor(message: string, sha256: string) {
    super(message);
    this.sha256 = sha256;
  }
}

export interface CheckOptions {
  context: Pick<Context, 'db' | 'now'>;
  /** Where downloads rest until they are loaded. */
  folder: string;
  limits?: DownloadLimits | undefined;
  signal?: AbortSignal | undefined;
}

const PREFIX = 'incoming-';

/** Looks at an entry's address, file or folder and loads what is new. Throws SourceError, in words. */
export async function checkEntry(entry: SourceEntry, row: SyncCheck, options: CheckOptions): Promise<CheckResult> {
  const stands = await isStanding(options.context, row);
  if (entry.from.kind === 'path') {
    const { path } = entry.from;
    const sha256 = await fingerprint(filesOf(path, entry));
    return loadFile(entry, row, { path, name: entry.shown, sha256, stands }, options);
  }
  mkdirSync(options.folder, { recursive: true });
  const folder = mkdtempSync(join(options.folder, PREFIX));
  try {
    const known: Validators | undefined =
      stands && row.validators_of
        ? { etag: row.etag, lastModified: row.last_modified, of: row.validators_of }
        : undefined;
    const got = await download(entry.from.address, { folder, known, limits: options.limits, signal: options.signal });
    if (got.kind === 'as before') return { outcome: 'as before' };
    return { ...(await loadFile(entry, row, { ...got, stands }, options)), validators: got.validators };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files of a path; when there are none, it is told by its last part: where it lies on the machine is nobody's news. */
function filesOf(path: string, { shown, source }: SourceEntry): string[] {
  try {
    return tableFiles(path, findSource(source));
  } catch (cause) {
    throw cause instanceof SourceError ? new SourceError(cause.message.replaceAll(path, shown)) : cause;
  }
}

/**
 * True when what the entry brought last is what its source rests on: the source's latest import is of this entry, or of
 * another one of the same source (participating and pending sheets come in turn). A file loaded by hand in between is
 * followed by the publisher's again.
 */
async function isStanding({ db }: Pick<Context, 'db'>, row: SyncCheck): Promise<boolean> {
  const latest = await findLatestLoaded(db, row.source);
  if (!latest || row.sha256 === null) return false;
  const ofSource = (await findAllSyncChecks(db)).filter((each) => each.source === row.source);
  return ofSource.some((each) => each.sha256 === latest.sha256 && each.file === latest.file);
}

async function loadFile(
  entry: SourceEntry,
  row: SyncCheck,
  { path, name, sha256, stands }: { path: string; name: string; sha256: string; stands: boolean },
  { context: { db, now } }: CheckOptions,
): Promise<CheckResult> {
  if (stands && row.sha256 === sha256 && row.file === name) return { outcome: 'as before', file: name, sha256 };
  const source = findSource(entry.source);
  try {
    // Refused before: tried without a trace first, since the reader may have learned it meanwhile.
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

/** Takes away what a killed process left. */
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
