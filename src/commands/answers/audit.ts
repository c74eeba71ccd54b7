import type { ListItem } from '../../answer.ts';
import { describeAuditRow } from '../../cards/audit-line.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Subcommand } from '../../command-line/subcommand.ts';
import { todayOf } from '../../command-line/today.ts';
import { type AuditRow, findAllAuditRows } from '../../db/audit.ts';
import { UserError } from '../../errors.ts';
import { addDays } from '../../rules/dates.ts';
import { formatMoment, startOfDay } from '../../rules/moment.ts';
import { plural } from '../../rules/wording.ts';

const MOST = 20;

export const audit: Subcommand = {
  name: 'audit',
  summary: 'For admins: who asked what, when, and from which imports it was answered',
  usage: 'audit [since:] [until:]',
  examples: ['audit since:7d', 'audit since:2026-11-01 until:2026-11-07'],
  effects: 'none',
  role: 'admin',
  private: true,
  filters: { since: 'first day, for example since:7d; the last 7 days when left out', until: 'last day' },
  isOfToday: ({ filters }) => filters['since'] === undefined || filters['until'] === undefined,
  notes: [
    'Twenty are shown at a time, to you alone (page:2 shows older ones). The terminal of the desk gives all of them, as lines or JSON.',
    'Ids are those of Slack. Words that were not understood are not kept, only the name of the command.',
  ],
  async run(context, args, asker) {
    const { today } = args;
    const { zone } = await todayOf(context, asker);
    const { from = addDays(today, -7), to = today } = windowOf(args, today);
    const rows = await findAllAuditRows(context.db, {
      since: startOfDay(from, zone),
      until: startOfDay(addDays(to, 1), zone),
      limit: MOST * args.page + 1,
    });
    const newest = rows.reverse();
    const shown = newest.slice(MOST * (args.page - 1), MOST * args.page);
    const more = newest.length > MOST * args.page;
    if (args.page > 1 && shown.length === 0)
      throw new UserError(`There is no page ${args.page}: ${plural(newest.length, 'request')} in all.`);
    return {
      kind: 'notice',
      title: 'Audit',
      summary:
        shown.length === 0
          ? `Nothing was asked in Slack from ${from} to ${to}, as far as it is kept.`
          : `${described(args.page, shown.length, more)} of what was asked in Slack from ${from} to ${to}, newest first.`,
      parts: shown.length > 0 ? [{ kind: 'guide', items: shown.map((row) => item(row, zone)) }] : [],
      followUps: more
        ? [
            {
              label: 'Older ones',
              words: lineOf('audit', [], { ...args.filters, page: [] }).concat(` page:${args.page + 1}`),
            },
          ]
        : [],
      words: args.line,
    };
  },
};

const item = (row: AuditRow, zone: string): ListItem => ({
  text: `${formatMoment(row.asked_at, zone, 'iso')} · ${row.line ?? '(no command)'}`,
  details: [describeAuditRow(row)],
});

function described(page: number, shown: number, more: boolean): string {
  if (page > 1) return `Requests ${MOST * (page - 1) + 1} to ${MOST * (page - 1) + shown}`;
  return more ? `The latest ${MOST}` : `All ${shown}`;
}
