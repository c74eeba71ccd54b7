import { describeAuditRow } from '../cards/audit-line.ts';
import { readStorage, readTimeZone } from '../config.ts';
import { clock, zoneOf } from '../context.ts';
import { findAllAuditRows } from '../db/audit.ts';
import { connect } from '../db/connect.ts';
import { UserError } from '../errors.ts';
import { addDays, parsePeriod } from '../rules/dates.ts';
import { dayOf, startOfDay } from '../rules/moment.ts';
import { readOptions } from './read-options.ts';
import type { TaskResult } from './task.ts';

const USAGE = `Usage:
  npm run -s audit -- [--since <7d | day | ISO time>] [--until <day | ISO time>] [--person <Slack id>] [--json]`;
const MAX_ROWS = 1_000_000;

/** `npm run audit`: who asked what in Slack, oldest first; one line or (`--json`) one JSON object each. */
export async function runAudit(argv: string[]): Promise<TaskResult> {
  const text = { type: 'string' as const };
  const known = { since: text, until: text, person: text, json: { type: 'boolean' as const } };
  const { values, positionals } = readOptions(argv, known, USAGE);
  if (positionals.length > 0) throw new UserError(USAGE);
  const at = { now: clock(), zone: zoneOf(readTimeZone()) };
  const given = (name: 'since' | 'until' | 'person') => values[name] as string | undefined;
  const since = readInstant('since', given('since') ?? '7d', at, 'from');
  const until = given('until') === undefined ? '9999' : readInstant('until', given('until') ?? '', at, 'to');
  if (since >= until) throw new UserError(`--since (${since}) is not before --until (${until}). Swap them.`);
  const db = await connect(readStorage().database);
  try {
    const rows = await findAllAuditRows(db, { since, until, userId: given('person'), limit: MAX_ROWS });
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

/** Parses a day or period of the zone as commands do, or an ISO instant. `until` includes the whole of its last day. */
function readInstant(
  name: string,
  typed: string,
  { now, zone }: { now: Date; zone: string },
  end: 'from' | 'to',
): string {
  const days = end === 'from' ? /^(\d{1,4})d$/.exec(typed.trim())?.[1] : undefined;
  const period = parsePeriod(typed, dayOf(now.toISOString(), zone));
  // '7d' means seven times 24 hours, not since midnight.
  if (period && days) return new Date(now.getTime() - Number(days) * 86_400_000).toISOString();
  if (period) return startOfDay(end === 'to' ? addDays(period.to, 1) : period.from, zone);
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(typed) ? Date.parse(typed) : Number.NaN;
  if (!Number.isNaN(instant)) return new Date(instant).toISOString();
  throw new UserError(
    `--${name} "${typed.slice(0, 40)}" is not a time. Examples: --${name} 7d, --${name} 2026-11-24T09:00:00Z`,
  );
}
