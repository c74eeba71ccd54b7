import { SourceError } from '../errors.ts';
import type { Source } from './source.ts';

// Each of these throws SourceError, in words, before anything is kept.

export interface RejectedRow {
  rowNumber: number;
  reason: string;
}

/** A file with more unusable rows than this share is not what it seems; two are always borne. */
const TOLERANCE = 0.05;

/** Of a check that runs by itself: a file that takes most of the rows away. */
export function refuseLosses(
  source: Source,
  file: string,
  { removed, updated, unchanged }: { removed: number; updated: number; unchanged: number },
): void {
  const was = removed + updated + unchanged;
  if (removed < 25 || removed <= was / 2) return;
  throw new SourceError(
    `${file} would take away ${removed.toLocaleString('en-US')} of the ${was.toLocaleString('en-US')} rows that it replaces of ${source.id}: perhaps it was cut off where it was made. Nothing was loaded. If it is right, load it by hand: npm run -s import -- ${source.id} <file>`,
  );
}

/** Sources of which a later publication replaces an earlier one: a day to come would keep every real one out. */
const DATED = ['ice-detainers', 'agreements-287g'];

/** A publication of a day after `latest` (ISO). */
export function refuseFuture(source: Source, file: string, published: string | undefined, latest: string): void {
  if (!DATED.includes(source.id) || (published ?? '') <= latest) return;
  throw new SourceError(
    `${file} says that it is of ${published}, which is yet to come: nothing was loaded, since later files would count as older ones. Mend the day in its name.`,
  );
}

/** They are kept in memory until the end; the largest release has some 600,000 rows in all. */
const MOST_REJECTED = 100_000;

/** While it is read: a file with bad rows without end. */
export function refuseManyRejected(source: Source, file: string, rejected: RejectedRow[]): void {
  if (rejected.length <= MOST_REJECTED) return;
  const [first] = rejected;
  throw new SourceError(
    `More than ${MOST_REJECTED.toLocaleString('en-US')} rows of ${file} cannot be used as ${source.id}: it was not read to its end, and nothing was loaded. Row ${first?.rowNumber}: ${first?.reason}.`,
  );
}

/** At its end: a file without rows, or with more bad ones than are borne. */
export function refuseEmpty(
  source: Source,
  file: string,
  result: { rows: number; rejected: number },
  rejected: RejectedRow[],
): void {
  if (result.rows === 0)
    throw new SourceError(`${file} has a header and no rows: nothing was loaded, the earlier data stay.`);
  const [first] = rejected;
  if (first && result.rejected < result.rows && result.rejected > Math.max(2, TOLERANCE * result.rows)) {
    throw new SourceError(
      `${result.rejected} of ${result.rows} rows of ${file} cannot be used as ${source.id}, more than the 5 % that the desk bears: nothing was loaded, the earlier data stay. Row ${first.rowNumber}: ${first.reason}.`,
    );
  }
  if (first && result.rejected === result.rows) {
    throw new SourceError(
      `No row of ${file} can be used as ${source.id}: nothing was loaded. Row ${first.rowNumber}: ${first.reason}.`,
    );
  }
}
