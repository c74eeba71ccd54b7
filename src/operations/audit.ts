import { describeAuditRow } from '../cards/audit-line.ts';
import { readStorage } from '../config.ts';
import { clock } from '../context.ts';
import { findAllAuditRows } from '../db/audit.ts';
import { connect } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { parsePeriod } from '../rules/dates.ts';
import { readOptions } from './read-options.ts';
import type { TaskResult } from './task.ts';

const USAGE = `Usage:
  npm run -s audit -- [--since <7d | day | ISO time>] [--until <day | ISO time>] [--person <Slack id>] [--json]`;
const MOST = 1_000_000;

/** `npm run audit`: who asked what in Slack, oldest first; one line or (`--json`) one JSON object each. */
export async function runAudit(argv: string[]): Promise<TaskResult> {
  const text = { type: 'string' as const };
  const known = { since: text, until: text, person: text, json: { type: 'boolean' as const } };
  const { values, positionals } = readOptions(argv, known, USAGE);
  if (positionals.length > 0) throw new UserError(USAGE);
  const now = clock();
  const given = (name: 'since' | 'until' | 'person') => values[name] as string | undefined;
  const since = readInstant('since', given('since') ?? '7d', now, 'from');
  const until = given('until') === undefined ? '9999' : readInstant('until', given('until') ?? '', now, 'to');
  if (since >= until) throw new UserError(`--since (${since}) is not before --until (${until}). Swap them.`);
  const db = await connect(readStorage().databaseFile);
  try {
    const rows = await findAllAuditRows(db, { since, until, userId: given('person'), limit: MOST });
    if (values['json'])
      return {
        code: 0,
        lines: rows.map((row) => JSON.stringify({ ...row, imports: JSON.parse(row.imports ?? 'null') })),
      };
    const lines = rows.map((row) => `${row.asked_at}  ${row.line ?? '(no command)'}  ${describeAuditRow(row)}`);
    return { code: 0, lines: [...lines, `${rows.length.toLocaleString('en-US')} asked since ${since}`] };
  } finally {
    await db.destroy();
  }
}

/** Parses a day or period as commands do, or an ISO instant. `until` includes the whole of its last day. */
function readInstant(name: string, typed: string, now: Date, end: 'from' | 'to'): string {
  const period = parsePeriod(typed, now.toISOString().slice(0, 10));
  if (period) {
    const day = Date.parse(period[end]) + (end === 'to' ? 86_400_000 : 0);
    // '7d' means seven times 24 hours, not since midnight.
    const exact = end === 'from' && /^\d+d$/.test(typed.trim()) ? day + (now.getTime() % 86_400_000) : day;
    return new Date(exact).toISOString();
  }
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (!Number.isNaN(instant)) return new Date(instant).toISOString();
  throw new UserError(
    `--${name} "${typed.slice(0, 40)}" is not a time. Examples: --${name} 7d, --${name} 2026-11-24T09:00:00Z`,
  );
}
