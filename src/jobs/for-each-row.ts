import { isBusy } from '../db/connect.ts';

/**
 * Does the work for each row, answers going on in between; one row's fault is told after the others have had their
 * turn. Throws AggregateError, or at once when the database is locked.
 */
export async function forEachRow<T>(rows: readonly T[], work: (row: T) => Promise<unknown>): Promise<void> {
  const faults: unknown[] = [];
  for (const row of rows) {
    try {
      await work(row);
    } catch (cause) {
      if (isBusy(cause)) throw cause;
      faults.push(cause);
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${rows.length} could not be done`);
}
