import type { AuditRow } from '../db/audit.ts';

/** 'answered DD-7K3Q from policies 12 · U02 (reader) in C01 by command /detainer'. */

export function describeAuditRow(row: AuditRow): string {
  const imports = Object.entries(JSON.parse(row.imports ?? '{}') as Record<string, number>);
  const from = imports.map(([source, id]) => `${source} ${id}`).join(', ');
  return [
    `${row.outcome}${row.reason ? ` (${row.reason})` : ''}${row.answer_id ? ` ${row.answer_id}` : ''}${from ? ` from imports ${from}` : ''}`,
    `${row.user_id}${row.role ? ` (${row.role})` : ''}${row.channel_id ? ` in ${row.channel_id}` : ''}${row.way ? ` by ${row.way}` : ''}`,
  ].join(' · ');
}
