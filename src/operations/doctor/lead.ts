import type { Db } from '../../db/connect.ts';
import { findLeader } from '../../replicas/lead.ts';
import { type Finding, ok, warn } from './finding.ts';

/** Which desk on this database does what is done by the clock. */
export async function checkLead(db: Db): Promise<Finding> {
  const leader = await findLeader(db);
  if (leader?.leads) return ok('lead', `the schedules are led by the desk ${leader.desk}`);
  const last = leader ? `; the last was ${leader.desk}, until ${Math.ceil(leader.overdue)} s ago` : '';
  return warn(
    'lead',
    `no desk in Slack leads the schedules${last}. Nothing is posted by the clock until one does: start a desk, and look at its clock.`,
  );
}
