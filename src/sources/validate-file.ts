import { SourceError } from '../errors.ts';
import type { Source } from './source.ts';

// Each of these throws SourceError before anything is stored.

export interface RejectedRow {
  rowNumber: number;
  reason: string;
}

/** Reject a file when more than 5 % of its rows are unusable. Two unusable rows are always tolerated. */
const TOLERANCE = 0.05;

/** Refuses a file that breaks its source's contract, until whoever loads it says yes. */
export function refuseStops(source: Source, file: string, stops: readonly string[]): void {
  if (stops.length === 0) return;
  throw new SourceError(
    `${file} is not what a file of ${source.id} usually is. ${stops.join(' ')} Nothing was loaded, the earlier data stay. If the file is right, load it with: npm run -s import -- ${source.id} <file> --yes`,
  );
}

/** For checks that run on a schedule: refuses a file that would remove most of the rows. */
export function refuseLosses(
  source: Source,
  file: string,
  { removed, updated, unchanged }: { removed: number; updated: number; unchanged: number },
): void {
  const was = removed + updated + unchanged;
  if (removed < 25 || removed <= was / 2) return;
  throw new SourceError(
    `${file} would remove ${removed.toLocaleString('en-US')} of the ${was.toLocaleString('en-US')} ${source.id} rows that it replaces. It may have been cut off where it was made. Nothing was loaded. If the file is right, load it by hand: npm run -s import -- ${source.id} <file>`,
  );
}

/**
 * In these sources, a later publication replaces an earlier one: a file dated in the future would block every real one.
 */
const DATED = ['ice-detainers', 'agreements-287g'];

/** Refuses a publication dated after `latest` (ISO day). */
export function refuseFuture(source: Source, file: string, published: string | undefined, latest: string): void {
  if (!DATED.includes(source.id) || (published ?? '') <= latest) return;
  throw new SourceError(
    `${file} is dated ${published}, which is in the future. Nothing was loaded, since later files would count as older ones. Correct the day in its name.`,
  );
}

/** Rejected rows stay in memory until the end. The largest release has some 600,000 rows in total. */
const MOST_REJECTED = 100_000;

/** Stops reading a file that has too many bad rows. */
export function refuseManyRejected(source: Source, file: string, rejected: RejectedRow[]): void {
  if (rejected.length <= MOST_REJECTED) return;
  const [first] = rejected;
  throw new SourceError(
    `More than ${MOST_REJECTED.toLocaleString('en-US')} rows of ${file} cannot be used as ${source.id}. Reading stopped and nothing was loaded. Row ${first?.rowNumber}: ${shorten(first?.reason ?? '')}.`,
  );
}

/** Runs at the end of a file: refuses one without rows, or with too many bad rows. */
export function refuseEmpty(
  source: Source,
  file: string,
  result: { rows: number; rejected: number },
  rejected: RejectedRow[],
): void {
  if (result.rows === 0)
    throw new SourceError(`${file} has a header but no rows: nothing was loaded, the earlier data stay.`);
  const [first] = rejected;
  if (first && result.rejected < result.rows && result.rejected > Math.max(2, TOLERANCE * result.rows)) {
    throw new SourceError(
      `${result.rejected} of ${result.rows} rows of ${file} cannot be used as ${source.id}, more than the 5 % that the desk tolerates: nothing was loaded, the earlier data stay. Row ${first.rowNumber}: ${shorten(first.reason)}.`,
    );
  }
  if (first && result.rejected === result.rows) {
    throw new SourceError(
      `No row of ${file} can be used as ${source.id}: nothing was loaded. Row ${first.rowNumber}: ${shorten(first.reason)}.`,
    );
  }
}

/** A row with many faults has a reason that no message holds. */
const shorten = (reason: string) => (reason.length > 800 ? `${reason.slice(0, 800)} ...` : reason);
