import type { Answer, FullTable, Notice } from '../../answer.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { policyOverPeriod } from '../../rules/policy-over-period.ts';
import { policyAnswer } from './answer.ts';
import { findRules } from './find-rules.ts';
import { rulesTable } from './rules-table.ts';
import { subjectOn } from './subject.ts';

export const policy: Subcommand = {
  name: 'policy',
  summary:
    'The rules on holds, notice, jail access, information and 287(g) of a place at a date, with both 48-hour clocks',
  usage: 'policy <place> [on:<date>] [release:<time>]',
  examples: ['policy "Charlotte, NC" on:2024-12-01', 'policy "Cook County, IL"', 'policy LAPD'],
  effects: 'none',
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  filters: {
    on: 'the day or period asked about; today when left out: on:2024-11-30, on:2024-06, on:"March 2020" or on:FY2020',
    release: 'when a person would otherwise be released, for the clocks: release:2026-11-20T17:00',
  },
  notes: [
    'The jail decides detainer questions, so a city is answered by its county; city police have their own part.',
    'A month, a year or a fiscal year is answered for all of its days: what changed inside it is told with its day.',
    'State over local; unconfirmed rows are never shown as law. "In force" means when last read.',
  ],
  table: policyTable,
  isOfToday: ({ filters }) => filters['on'] === undefined && filters['release'] === undefined,
  restsOn: ['policies', 'lists', 'agreements-287g', 'places'],
  run: runPolicy,
};

async function runPolicy(context: Context, args: Args): Promise<Answer | Notice> {
  const found = await findRules(context, args);
  if ('kind' in found) return found;
  const { question, rows } = found;
  const segments = policyOverPeriod(rows, question.period, (day) => subjectOn(question.subject, rows, day));
  return policyAnswer(question, segments, rows);
}

async function policyTable(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findRules(context, args);
  if ('kind' in found)
    return found.kind === 'notice'
      ? found
      : { ...found, kind: 'notice', parts: [], summary: `There are no rows to export. ${found.summary}` };
  return rulesTable(found.question, found.rows);
}
