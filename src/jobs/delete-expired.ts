import type { Context } from '../context.ts';
import { deleteAnswersBefore } from '../db/answers.ts';
import { deleteAuditRowsBefore } from '../db/audit.ts';
import { keptSince } from '../rules/reference.ts';

/** Forgets answers older than their ids are kept, and what was asked before the audit's days. By the hour, not each tick. */
export async function deleteExpired({ db, now, auditDays = 90 }: Pick<Context, 'db' | 'now' | 'auditDays'>) {
  const hour = new Date(Math.floor(now().getTime() / 3_600_000) * 3_600_000);
  await deleteAnswersBefore(db, keptSince(hour));
  await deleteAuditRowsBefore(db, new Date(hour.getTime() - auditDays * 86_400_000).toISOString());
}
