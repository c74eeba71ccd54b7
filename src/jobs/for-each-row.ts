import { isBusy } from '../db/connect.ts';
import { inWorkspace } from '../workspace.ts';

/**
 * Runs the work for each row in turn, and lets answers run in between. A row that fails does not stop the others: their
 * errors are thrown together at the end, as an AggregateError. A locked database throws at once.
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

/** Does work for the workspace of a row; a desk with one token has none. */
export const ofRow = <T>({ workspace_id: id }: { workspace_id: string }, work: () => T): T =>
  id === '' ? work() : inWorkspace({ id }, work);
