import type { Context } from '../context.ts';
import { deleteExpired } from './delete-expired.ts';
import { queueDueDigests } from './digests.ts';
import { queueWatchNews } from './watches.ts';

/** A job that runs on a schedule. Each has one file in this folder and one line here. It queues; the outbox sends. */
export interface Job {
  name: string;
  /** What it needs a trusted clock for. */
  needs: 'mayPost' | 'mayDelete';
  run(context: Pick<Context, 'db' | 'now' | 'auditDays'>): Promise<void>;
}

export const jobs: readonly Job[] = [
  { name: 'digests', needs: 'mayPost', run: queueDueDigests },
  { name: 'watches', needs: 'mayPost', run: queueWatchNews },
  { name: 'delete expired', needs: 'mayDelete', run: deleteExpired },
];
