import type { Notice } from '../../answer.ts';
import { describeCorrections } from '../../cards/correction-words.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import { todayOf } from '../../command-line/today.ts';
import type { Context } from '../../context.ts';
import {
  type Correction,
  countCorrectionsByOutcome,
  findAllCorrections,
  settleCorrection,
} from '../../db/corrections.ts';
import { UserError } from '../../errors.ts';
import { type CorrectionOutcome, OUTCOMES, REASONS } from '../../rules/correction.ts';
import { formatDate } from '../../rules/dates.ts';
import { dayOf } from '../../rules/moment.ts';
import { plural } from '../../rules/wording.ts';
import { inEveryWorkspace, workspaceAtHand } from '../../workspace.ts';

const PAGE = 10;
const SETTLED = Object.keys(OUTCOMES).filter((key): key is CorrectionOutcome => key !== 'open');

export const corrections: Subcommand = {
  name: 'corrections',
  summary: 'What readers reported as wrong or outdated, and what became of it',
  usage: 'corrections [settle <number> as:<outcome>]',
  examples: ['corrections', 'corrections settle 12 as:mended'],
  effects: 'channel',
  role: 'editor',
  actions: { '.': { effects: 'none', role: 'reader' } },
  filters: { as: `for editors, what became of it: ${SETTLED.join(', ')}` },
  notes: ['Who reported is not shown. _Wrong or outdated?_ under an answer, or `correct`, makes a report.'],
  async run(context, args, asker) {
    if (/^settle\b/i.test(args.words)) return settle(context, args);
    if (args.words !== '')
      throw new UserError(
        '`corrections` takes no words, or settle with a number. Example: corrections settle 12 as:mended',
      );
    return list(context, args, (await todayOf(context, asker)).zone);
  },
};

async function list({ db }: Context, args: Args, zone: string): Promise<Notice> {
  const counts = await countCorrectionsByOutcome(db);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rows = await findAllCorrections(db, PAGE, PAGE * (args.page - 1));
  if (args.page > 1 && rows.length === 0)
    throw new UserError(`There is no page ${args.page}: ${plural(total, 'report')} in all.`);
  return {
    kind: 'notice',
    title: 'Corrections',
    summary: total === 0 ? 'No reader has reported an answer so far.' : `${describeCorrections(counts)}.`,
    parts: rows.length > 0 ? [{ kind: 'guide', items: rows.map((row) => itemOf(row, zone)) }] : [],
    followUps: total > PAGE * args.page ? [{ label: 'Older ones', words: `corrections page:${args.page + 1}` }] : [],
    words: args.line,
  };
}

const itemOf = (row: Correction, zone: string) => ({
  text: `${row.correction_id}. ${row.line}: ${REASONS[row.reason].toLowerCase()}`,
  details: [
    `${row.answer_id}, reported ${formatDate(dayOf(row.reported_at, zone))}; ${OUTCOMES[row.outcome]}${row.settled_at ? ` (${formatDate(dayOf(row.settled_at, zone))})` : ''}`,
    ...(row.sentence ? [`A reader: ${row.sentence}`] : []),
  ],
});

async function settle({ db, now }: Context, args: Args): Promise<Notice> {
  const number = /^settle (\d{1,9})$/i.exec(args.words)?.[1];
  const outcome = SETTLED.find((each) => each === args.filters['as']?.at(-1)?.toLowerCase());
  if (!number || !outcome)
    throw new UserError(
      `Name the report and what became of it: corrections settle 12 as:mended (${SETTLED.join(', ')}).`,
    );
  const settled = () => settleCorrection(db, Number(number), outcome, now());
  // Facts are the same in all workspaces: whoever keeps them settles what was said of them anywhere.
  const row = await (workspaceAtHand()?.isHome ? inEveryWorkspace(settled) : settled());
  if (!row) throw new UserError(`There is no report ${number}. All of them: corrections`);
  return {
    kind: 'notice',
    title: `Correction ${number}`,
    summary: `Report ${number} on ${row.answer_id} (${row.line}): ${OUTCOMES[outcome]}.`,
    parts: [],
    followUps: [{ label: 'All corrections', words: 'corrections' }],
    words: args.line,
  };
}
