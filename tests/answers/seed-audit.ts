import { insertAuditRow } from '../../src/db/audit.ts';
import type { Db } from '../../src/db/connect.ts';

const ASKED = [
  { line: 'policy "Cook County, IL"', outcome: 'answered', answer_id: 'DD-7K3Q', imports: '{"policies":3}' },
  { line: 'stats', outcome: 'mistake', answer_id: null, imports: null },
  { line: 'help', outcome: 'noted', answer_id: null, imports: null },
  { line: null, outcome: 'refused', answer_id: null, imports: null, reason: 'guest', role: null },
  { line: 'lookup', outcome: 'limited', answer_id: null, imports: null, reason: 'person' },
] as const;

/** Thirty questions of the ten days before the answers, three a day: more than the audit shows at once. */
export const seedAudit = (db: Db): Promise<void> =>
  insertAuditRow(
    db,
    Array.from({ length: 30 }, (_, at) => ({
      asked_at: new Date(Date.UTC(2026, 10, 15, 8) + at * 8 * 3_600_000).toISOString(),
      workspace_id: 'T0000000001',
      channel_id: at % 4 === 0 ? null : 'C0000000001',
      user_id: `U000000000${at % 3}`,
      way: at % 2 === 0 ? 'command /detainer' : 'button words',
      role: 'reader',
      reason: null,
      ...(ASKED[at % ASKED.length] as (typeof ASKED)[number]),
    })),
  );
