import type { Context } from '../context.ts';
import { deleteAnswersBefore } from '../db/answers.ts';
import { deleteAuditRowsBefore } from '../db/audit.ts';
import { isShared } from '../db/connect.ts';
import { forgetReporters } from '../db/corrections.ts';
import { deleteSettledBefore } from '../db/outbox/delete-settled.ts';
import { deleteProposalsBefore } from '../db/proposals.ts';
import { deleteSharedBefore } from '../db/replicas/envelopes.ts';
import { keptSince } from '../rules/reference.ts';

const DAY_MS = 86_400_000;
/** Proposals that nobody has decided are kept for 90 days. */
const KEEP_PROPOSALS_MS = 90 * DAY_MS;
/** Posts that were sent or failed are kept for 30 days. */
const KEEP_POSTS_MS = 30 * DAY_MS;
/** What desks on one server share is kept for a quarter of an hour: Slack's last retry of an event comes after five minutes. */
const KEEP_SHARED_S = 15 * 60;
/** Of each kind, one tick deletes so many: the lock is free in between, and a mistake that nothing else stops is seen early. */
const MOST_A_TICK = 5000;

/**
 * Deletes expired answers, audit rows, finished posts and undecided proposals, and forgets who reported corrections. The
 * limits are whole hours, so most ticks have nothing to do.
 */
export async function deleteExpired({ db, now, auditDays = 90 }: Pick<Context, 'db' | 'now' | 'auditDays'>) {
  const hour = new Date(Math.floor(now().getTime() / 3_600_000) * 3_600_000);
  await deleteAnswersBefore(db, keptSince(hour), MOST_A_TICK);
  await forgetReporters(db, keptSince(hour));
  await deleteAuditRowsBefore(db, new Date(hour.getTime() - auditDays * DAY_MS).toISOString(), MOST_A_TICK);
  await deleteProposalsBefore(db, new Date(hour.getTime() - KEEP_PROPOSALS_MS).toISOString(), MOST_A_TICK);
  if (isShared(db)) await deleteSharedBefore(db, KEEP_SHARED_S);
  await deleteSettledBefore(db, new Date(hour.getTime() - KEEP_POSTS_MS), MOST_A_TICK);
}
