import { createHash, randomBytes } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { NewMessage } from '../../db/outbox.ts';
import { claimSyncCheck, deleteSyncChecksExcept, finishSyncCheck, type SyncCheck } from '../../db/sync-checks.ts';
import { messageOf, SourceError } from '../../errors.ts';
import { composeCheckPost } from '../../news/source-checks.ts';
import { isDue, nextCheck, parseEvery, spreadOf } from '../../rules/freshness.ts';
import { formatMoment } from '../../rules/moment.ts';
import { BusySite, type DownloadLimits } from '../../sources/download/download-failure.ts';
import type { SourceEntry } from '../../sources/sources-file.ts';
import { checkEntry, RefusedFile, sweepDownloads } from './check-entry.ts';

/** Longer than a download and an import can take. */
const CLAIM_MS = 90 * 60_000;

export interface SyncOptions {
  context: Pick<Context, 'db' | 'now' | 'log' | 'zone'>;
  entries: readonly SourceEntry[];
  /** Where downloads are kept until they are loaded: next to the database. */
  folder: string;
  /** Id of the channel that is notified of failures. */
  opsChannel?: string | undefined;
  /** Also check entries that are not due. */
  all?: boolean;
  limits?: DownloadLimits;
  signal?: AbortSignal;
}

/** The result for one entry. */
export interface SyncResult {
  entry: string;
  source: string;
  outcome: 'loaded' | 'as before' | 'failed' | 'not due' | 'stopped';
  file?: string;
  rows?: number;
  inserted?: number;
  updated?: number;
  removed?: number;
  rejected?: number;
  failure?: string;
  /** A fault of the desk, not of the site or file. */
  fault?: boolean;
  next?: string;
}

/**
 * Checks every entry that is due, one after another. Each is recorded separately, so a failure of one does not affect the
 * others. Slow: never run it in the process that answers.
 */
export async function runDueChecks(options: SyncOptions): Promise<SyncResult[]> {
  const { context, entries, folder } = options;
  const worker = randomBytes(6).toString('hex');
  await deleteSyncChecksExcept(
    context.db,
    entries.map((entry) => entry.name),
  );
  sweepDownloads(folder, new Date(context.now().getTime() - CLAIM_MS));
  const results: SyncResult[] = [];
  for (const entry of entries) {
    try {
      results.push(await runCheck(entry, worker, options));
    } catch (cause) {
      // The database itself failed, so nothing could be recorded.
      context.log.error({ entry: entry.name, err: cause }, 'check not recorded');
      results.push({ ...namesOf(entry), outcome: 'failed', fault: true, failure: messageOf(cause, 300) });
    }
  }
  return results;
}

/** A result as one line for a terminal. */
export function describeCheckResult(
  { entry, outcome, file, rows, inserted, updated, removed, rejected, next }: SyncResult,
  zone: string,
): string {
  const counts =
    rows === undefined
      ? ''
      : `: ${rows} rows read, ${inserted} new, ${updated} changed, ${removed} gone, ${rejected} rejected`;
  return `${entry}: ${outcome}${file ? `, ${file}` : ''}${counts}${next ? `; next from ${formatMoment(next, zone, 'iso')}` : ''}`;
}

async function runCheck(entry: SourceEntry, worker: string, options: SyncOptions): Promise<SyncResult> {
  const { context, all = false, signal } = options;
  const { db, now, log } = context;
  const at = now();
  const { name, source, target, shown, every } = entry;
  const row = signal?.aborted
    ? undefined
    : await claimSyncCheck(
        db,
        { entry: name, source, target, shown, every },
        { by: worker, now: at, until: new Date(at.getTime() + CLAIM_MS) },
        (check) => isDue(all ? { ...check, next_due_at: at.toISOString() } : check, entry, at),
      );
  if (!row) return { ...namesOf(entry), outcome: signal?.aborted ? 'stopped' : 'not due' };
  const finish = (changes: Partial<SyncCheck>, message?: NewMessage) =>
    finishSyncCheck(db, { entry: name, by: worker, now: now() }, changes, message);
  try {
    if (row.claimed_by !== null) throw leftUnfinished(row, context.zone);
    const checked = await checkEntry(entry, row, options);
    const { validators, file, sha256 } = checked;
    const changes: Partial<SyncCheck> = {
      ...scheduleOf(entry, now(), 0),
      last_ok_at: now().toISOString(),
      failing_since: null,
      failure: null,
      ...(file !== undefined ? { file, sha256: sha256 ?? null, refused_sha256: null } : {}),
      ...(validators
        ? { etag: validators.etag, last_modified: validators.lastModified, validators_of: validators.of }
        : {}),
    };
    await finish(changes, row.failing_since ? operatorMessage(options, row, 'well again') : undefined);
    const result = { ...namesOf(entry), ...countsOf(checked), next: changes.next_due_at as string };
    log.debug(result, 'source checked');
    return result;
  } catch (cause) {
    if (signal?.aborted) {
      await finish({});
      return { ...namesOf(entry), outcome: 'stopped' };
    }
    const fault = !(cause instanceof SourceError);
    const failure = fault ? `The desk failed over it: ${messageOf(cause, 300)}.` : cause.message;
    const failures = row.failures + 1;
    const changes = {
      ...scheduleOf(entry, now(), failures, cause instanceof BusySite ? cause.retryAfter : undefined),
      failing_since: row.failing_since ?? now().toISOString(),
      failure,
      ...(cause instanceof RefusedFile ? { refused_sha256: cause.sha256 } : {}),
    };
    await finish(changes, row.failing_since ? undefined : operatorMessage(options, { ...row, ...changes }, 'failing'));
    if (fault) log.error({ entry: name, source, err: cause }, 'check failed by a fault');
    return { ...namesOf(entry), outcome: 'failed', failure, ...(fault ? { fault } : {}), next: changes.next_due_at };
  }
}

const namesOf = ({ name, source }: SourceEntry) => ({ entry: name, source });

const scheduleOf = (entry: SourceEntry, now: Date, failures: number, retryAfter?: number) => ({
  last_checked_at: now.toISOString(),
  failures,
  next_due_at: nextCheck(now, parseEvery(entry.every) ?? 86_400_000, {
    failures,
    retryAfter,
    spread: spreadOf(`${entry.name} ${failures}`),
  }).toISOString(),
});

function countsOf(checked: Awaited<ReturnType<typeof checkEntry>>) {
  const { outcome, file } = checked;
  const named = { outcome, ...(file !== undefined ? { file } : {}) };
  if (checked.outcome !== 'loaded') return named;
  const { rows, inserted, updated, removed, rejected } = checked.result;
  return { ...named, rows, inserted, updated, removed, rejected };
}

const leftUnfinished = ({ claimed_until }: SyncCheck, zone: string): SourceError =>
  new SourceError(
    `The check that held it until ${claimed_until ? formatMoment(claimed_until, zone, 'iso') : 'now'} did not finish: the program was killed, or ran out of memory.`,
  );

/** The message to the operators' channel. Its id is derived from the start of the failure, so that it is sent once. */
function operatorMessage(
  { opsChannel, context: { now, zone } }: SyncOptions,
  row: SyncCheck,
  what: 'failing' | 'well again',
): NewMessage | undefined {
  if (!opsChannel) return undefined;
  const key = createHash('sha256').update(row.entry).digest('hex').slice(0, 12);
  const messageId = `sync-${key}-${row.failing_since}-${what === 'failing' ? 'failed' : 'well'}`;
  return { messageId, channelId: opsChannel, post: composeCheckPost(row, what, now(), zone) };
}
