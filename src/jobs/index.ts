import type { Context } from '../context.ts';
import { deleteExpired } from './delete-expired.ts';
import { queueDueDigests } from './digests.ts';
import { queueWatchNews } from './watches.ts';

/** What runs by the clock: one file in this folder and one line here. Jobs write to the outbox; slack/ sends. */
export interface Job {
  name: string;
  run(context: Pick<Context, 'db' | 'now' | 'auditDays'>): Promise<void>;
}

export const jobs: readonly Job[] = [
  { name: 'digests', run: queueDueDigests },
  { name: 'watches', run: queueWatchNews },
  { name: 'forget', run: deleteExpired },
];
