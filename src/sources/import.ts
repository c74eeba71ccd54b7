import { statSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { type Db, describeFailure, inTransaction, isDiskFault, isDiskFull } from '../db/connect.ts';
import {
  existsLoadedFile,
  findLatestLoaded,
  insertImport,
  insertRejectedRows,
  newImport,
  updateImport,
} from '../db/imports.ts';
import type { Changes } from '../db/replace.ts';
import { SourceError } from '../errors.ts';
import { maskPersonalData, repeatWords, shownFileName } from '../rules/private-text.ts';
import { fingerprint, stateOfFiles, tableFiles } from './files/read-table.ts';
import { sourceList } from './index.ts';
import { BadRow, nothingSeen, type Source } from './source.ts';
import {
  type RejectedRow,
  refuseEmpty,
  refuseFuture,
  refuseLosses,
  refuseManyRejected,
  refuseStops,
} from './validate-file.ts';
import { writeRows } from './write/write.ts';

/** The JSON of `npm run -s import -- ... --json`. */
export interface ImportResult extends Changes {
  source: string;
  file: string;
  rows: number;
  rejected: number;
  seconds: number;
  /** What whoever loads it should know: sentences, on files passed over or set aside too. */
  message?: string;
}

export interface ImportOptions {
  now: () => Date;
  /** Count everything, change nothing. */
  dry?: boolean;
  /** Load a file that the source's contract stops at. */
  accept?: boolean;
  /**
   * Refuse a file that would remove most of the loaded rows. For imports that nobody watches: the file may have been
   * cut off.
   */
  refuseLargeLosses?: boolean;
  /** The name to store for the file; the last part of the path if not given. */
  name?: string;
  /** Paths of more files, read in the same import. */
  with?: readonly string[];
  /** Called a few times per second while the file is read; `done` is from 0 to 1. */
  onProgress?: (progress: Progress) => void;
}

export interface Progress {
  rows: number;
  done: number;
  seconds: number;
}

const DAY_MS = 86_400_000;

/** Thrown to roll back a dry run, or an import of what another one has just loaded. */
class DryRun extends Error {}

/**
 * Loads a file or a folder into a source's facts in one transaction: readers see all of it or nothing. Bad rows are
 * stored with their number and the reason. Throws SourceError when the file is refused; the refusal is recorded.
 */
export async function importFile(db: Db, source: Source, path: string, options: ImportOptions): Promise<ImportResult> {
  const started = options.now();
  const clock = performance.now();
  const file = options.name ?? shownFileName(basename(path));
  let sha256 = '';
  try {
    const files = [...tableFiles(path, source), ...(options.with ?? [])];
    const state = stateOfFiles(files);
    sha256 = await fingerprint(files);
    const same = await unchangedSince(db, source, file, sha256);
    if (same) return { ...same, file, seconds: Math.round(performance.now() - clock) / 1000 };
    const result: ImportResult = {
      source: source.id,
      file,
      rows: 0,
      inserted: 0,
      updated: 0,
      unchanged: 0,
      removed: 0,
      rejected: 0,
      seconds: 0,
    };
    let second: Awaited<ReturnType<typeof unchangedSince>>;
    const work = inTransaction(db, async (transaction) => {
      // Another import may have loaded the same file while this one waited for the lock.
      const importId = await insertImport(transaction, importRow(source, file, sha256, started, options.now()));
      second = await unchangedSince(transaction, source, file, sha256, importId);
      if (second) throw new DryRun();
      const rejected: RejectedRow[] = [];
      const seen = nothingSeen();
      // One day ahead of UTC: it is already tomorrow somewhere
      const latest = new Date(started.getTime() + DAY_MS).toISOString().slice(0, 10);
      const written = await writeRows(
        source,
        transaction,
        importId,
        {
          files,
          seen,
          reject(rowNumber, cause) {
            rejected.push({ rowNumber, reason: reasonOf(cause) });
            refuseManyRejected(source, file, rejected);
          },
          onBytes: progressOf(files, result, clock, options.onProgress),
          onRows(count) {
            result.rows += count;
          },
        },
        latest,
      );
      const stops = options.accept ? [] : (written.stops ?? []);
      if (!options.dry) refuseStops(source, file, stops);
      const doubts = stops.length > 0 ? ['It would load only with --yes:', ...stops] : [];
      const message = [...doubts, written.message ?? '', ...seen.notes].filter(Boolean).join(' ');
      if (options.refuseLargeLosses) refuseLosses(source, file, written.changes);
      refuseFuture(source, file, written.publishedOn, latest);
      Object.assign(result, written.changes, { rejected: rejected.length, ...(message ? { message } : {}) });
      if (!written.nothingNew) refuseEmpty(source, file, result, rejected);
      if (stateOfFiles(files) !== state)
        throw new SourceError(`${file} was changed while it was read, so nothing was changed. Import it again.`);
      await insertRejectedRows(transaction, importId, rejected);
      await updateImport(transaction, importId, {
        rows: result.rows,
        ...written.changes,
        rejected: result.rejected,
        published_on: written.publishedOn ?? null,
        absent_columns: source.columns
          .filter((column) => !seen.columns.has(column) && !column.endsWith('_link'))
          .filter((column) => !source.optionalColumns?.includes(column))
          .join(','),
        unread_columns: [...seen.unread].join(','),
        withheld: seen.withheld,
        message: message || null,
        finished_at: options.now().toISOString(),
      });
      if (options.dry) throw new DryRun();
    });
    await work.catch((cause: unknown) => {
      if (!(cause instanceof DryRun)) throw cause;
    });
    return { ...result, ...second, seconds: Math.round(performance.now() - clock) / 1000 };
  } catch (cause) {
    if (isDiskFull(cause))
      throw new SourceError(
        `The disk is full, so ${file} was not loaded and nothing was changed. A release of 600,000 rows takes about 1 GB while it loads: make room and run the import again.`,
      );
    if (isDiskFault(cause))
      throw new SourceError(`${file} was not loaded and nothing was changed: ${describeFailure(cause)}.`);
    if (cause instanceof SourceError && !options.dry) {
      const row = importRow(source, file, sha256, started, options.now());
      await inTransaction(db, (transaction) =>
        insertImport(transaction, { ...row, outcome: 'refused', message: cause.message }),
      );
    }
    throw cause;
  }
}

/** The counts for a file that is the source's latest import: it is not read again, and no import is recorded. */
async function unchangedSince(
  db: Db,
  source: Source,
  file: string,
  sha256: string,
  before = Number.MAX_SAFE_INTEGER,
): Promise<Omit<ImportResult, 'file' | 'seconds'> | undefined> {
  if (source.isMatched) return undefined;
  const latest = await findLatestLoaded(db, source.id, before);
  if (latest?.sha256 !== sha256 || latest.file !== file) return undefined;
  const { rows, rejected, inserted, updated, unchanged } = latest;
  return {
    source: source.id,
    rows,
    inserted: 0,
    updated: 0,
    unchanged: inserted + updated + unchanged,
    removed: 0,
    rejected,
  };
}

/**
 * Loads the bundled facts that are new. Skips a file that was loaded before, and a source whose latest import is the
 * team's own file.
 */
export async function importBundled(
  db: Db,
  folder: (path: string) => string,
  now: () => Date,
  log: (result: ImportResult) => void,
): Promise<void> {
  for (const source of sourceList) {
    if (!source.bundled) continue;
    const path = folder(source.bundled);
    const more = (source.bundledWith ?? []).map(folder);
    const latest = await findLatestLoaded(db, source.id);
    if (latest && latest.file !== source.bundled && !source.comesUnder) continue;
    if (latest && (await existsLoadedFile(db, source.id, await fingerprint([path, ...more])))) continue;
    log(await importFile(db, source, path, { now, name: source.bundled, with: more }));
  }
}

/** Finds a source by id. Throws SourceError that lists all sources. */
export function findSource(id: string): Source {
  const found = sourceList.find((source) => source.id === id);
  if (found) return found;
  const ids = sourceList.map((source) => source.id).join(', ');
  throw new SourceError(
    `There is no source "${repeatWords(id)}". The sources are ${ids}. Example: import -- policies data/policies.csv`,
  );
}

/** A path for display: relative to the folder that the command ran in, if inside it. */
export const displayPath = (path: string, folder: string): string => {
  const inside = relative(folder, path);
  return shownFileName(inside.startsWith('..') ? basename(path) : inside);
};

/** Counts the bytes of all files and reports progress, at most every 200 ms. */
function progressOf(files: string[], result: { rows: number }, clock: number, report: ImportOptions['onProgress']) {
  if (!report) return () => {};
  const total = files.reduce((sum, file) => sum + statSync(file).size, 0);
  let bytes = 0;
  let last = clock;
  return (count: number) => {
    bytes += count;
    const at = performance.now();
    if (at - last < 200) return;
    last = at;
    report({ rows: result.rows, done: Math.min(1, bytes / (total || 1)), seconds: (at - clock) / 1000 });
  };
}

const importRow = ({ id, publisher }: Source, file: string, sha256: string, started: Date, finished: Date) =>
  newImport({
    source: id,
    file,
    sha256,
    publisher,
    started_at: started.toISOString(),
    finished_at: finished.toISOString(),
  });

function reasonOf(cause: unknown): string {
  if (cause instanceof BadRow) return maskPersonalData(cause.message);
  throw cause;
}
