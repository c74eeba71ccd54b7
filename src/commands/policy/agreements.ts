import type { Answer, FullTable, Notice } from '../../answer.ts';
import {
  AGREEMENT_CAVEAT,
  AGREEMENT_CAVEAT_BRIEFLY,
  agreementItem,
  describeAbsence,
} from '../../cards/agreement-words.ts';
import { citeLists } from '../../cards/agreements.ts';
import { agreementsTable } from '../../cards/agreements-table.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { Agreement } from '../../db/agreements.ts';
import { isKnownUnlisted } from '../../rules/agreement-at-date.ts';
import { plural } from '../../rules/wording.ts';
import { summaryOf, titleOf } from './agreements-summary.ts';
import { type AgreementsQuestion, findAgreements } from './find-agreements.ts';

/** The number of agreements on a page. */
const PAGE = 10;
/** The number of agreements on the first screen. */
const FIRST = 5;

export const agreements: Subcommand = {
  name: 'agreements',
  summary:
    "287(g) agreements that ICE's sheets list in a place on a day, since 2002: how many, of whom, under which model",
  usage: 'agreements [in:<place>] [on:<date>] [model:] [stage:] [signed-since:] [left-since:]',
  examples: [
    'agreements in:Florida',
    'agreements in:"Cobb County, GA" on:2021-03-01',
    'agreements in:Texas model:jail signed-since:2026-01-01',
    'agreements in:Virginia left-since:2026-01',
  ],
  filters: {
    in: 'a place; several are joined: in:"Cobb County, GA" in:Florida. Without it: the whole country',
    on: 'the day asked about; today when left out: on:2025-07-18. Of a month or year, its last day',
    model: 'jail, warrant or "task force", or JEM, WSO, TFM: model:JEM,WSO',
    stage: 'pending: agencies that ICE lists as waiting, which are not active; participating when left out',
    'signed-since': 'only agreements signed since that day, listed or not: signed-since:2026-05-18',
    'left-since': 'only agreements that left the list or ended since that day: left-since:2026-01-01',
  },
  notes: [
    "A day is answered by ICE's last list at or before it; what absence means on that day is said.",
    'An agency may have several agreements. Pending is another population and never counted as active.',
  ],
  effects: 'none',
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  table: tableOfAgreements,
  isOfToday: ({ filters }) => filters['on'] === undefined,
  restsOn: ['agreements-287g', 'places'],
  run: runAgreements,
};

async function tableOfAgreements(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findAgreements(context, args);
  if ('kind' in found) return found;
  const { rows, list, pendingList, stage } = found;
  const title = titleOf(found);
  if (rows.length === 0)
    return { ...bare(found), kind: 'notice', summary: `There are no rows to export. ${summaryOf(found)}`, parts: [] };
  return agreementsTable(
    title,
    rows,
    [summaryOf(found), AGREEMENT_CAVEAT],
    citeLists(list, stage === 'pending' ? pendingList : undefined, rows),
  );
}

const bare = (question: AgreementsQuestion) => ({
  title: titleOf(question),
  followUps: followUps(question, 1),
  words: question.args.line,
});

async function runAgreements(context: Context, args: Args): Promise<Answer | Notice> {
  const found = await findAgreements(context, args);
  if ('kind' in found) return found;
  const { rows, others, pending, list, pendingList, stage, on } = found;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  const shown = rows.slice((args.page - 1) * PAGE, args.page * PAGE);
  const left = rows.length - args.page * PAGE;
  const asked = stage === 'pending' ? pendingList : list;
  const item = (row: Agreement) =>
    agreementItem(row, on, asked, { where: found.isOneCounty ? '' : `, ${row.state}`, memorandum: args.more });
  const unlisted = rows.filter((row) => isKnownUnlisted(row, on, list)).length;
  return {
    ...bare(found),
    kind: 'answer',
    summary: summaryOf(found),
    parts: [
      ...(shown.length > 0
        ? [
            {
              kind: 'list' as const,
              items: shown.map(item),
              total: rows.length,
              start: (args.page - 1) * PAGE + 1,
              first: FIRST,
            },
          ]
        : []),
      ...(left > 0 && shown.length > 0
        ? [
            {
              ...note(`${plural(left, 'agreement')} more: ${args.line} page:${args.page + 1}`),
              ...(args.page === 1 ? { detail: true as const } : {}),
            },
          ]
        : []),
      ...(args.page > pages ? [note(`There is no page ${args.page}: the last is ${pages}.`)] : []),
      ...(unlisted > 0 && found.which === 'standing' && args.page === 1
        ? [detail(`${unlisted} of them on no list yet that is loaded: known by the memorandum or the signing.`)]
        : []),
      ...(rows.length === 0
        ? [note(describeAbsence(asked, on))]
        : asked.covers
          ? []
          : [detail(describeAbsence(asked, on))]),
      ...(others.length > 0 && args.page === 1
        ? [
            {
              kind: 'list' as const,
              title: rows.length === 0 ? 'At other times' : 'Here at other times',
              items: others.slice(0, OTHERS).map(item),
              total: others.length,
            },
            ...(others.length > OTHERS
              ? [note(`${plural(others.length - OTHERS, 'agreement')} more at other times.`)]
              : []),
          ]
        : []),
      ...(pending > 0 && args.page === 1
        ? [note(`${plural(pending, 'request')} pending on that day, not active: ${found.pendingLine}`)]
        : []),
      note(AGREEMENT_CAVEAT_BRIEFLY),
      detail(AGREEMENT_CAVEAT),
    ],
    citations: citeLists(list, stage === 'pending' || pending > 0 ? pendingList : undefined, [
      ...rows,
      ...others.slice(0, OTHERS),
    ]),
    followUps: followUps(found, pages),
    words: args.page > 1 ? `${args.line} page:${args.page}` : args.line,
  };
}

/** How many agreements of other times are listed below those of the day. */
const OTHERS = 5;
const note = (text: string) => ({ kind: 'note' as const, text });
const detail = (text: string) => ({ ...note(text), detail: true as const });

function followUps({ args, placeName }: AgreementsQuestion, pages: number) {
  return [
    ...(args.page < pages
      ? [{ label: `Page ${args.page + 1} of ${pages}`, words: `${args.line} page:${args.page + 1}` }]
      : []),
    ...(placeName ? [{ label: 'Policy here', words: `policy "${placeName}"` }] : []),
    { label: 'About this source', words: 'sources agreements-287g' },
  ];
}
