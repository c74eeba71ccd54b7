import type { Answer, Citation, Part } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { countCells } from '../../db/detainer-cells.ts';
import { countByFacility } from '../../db/detainer-stats.ts';

import { type DaySpan, describeChange, formatPerDay, lengthOf, type Rate } from '../../rules/change.ts';
import { formatDate } from '../../rules/dates.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import { findState } from '../../rules/states.ts';
import { percent, plural } from '../../rules/wording.ts';
import { changeChart } from './change-chart.ts';
import { type Change, daysOf, titleOf, whereOf } from './change-shapes.ts';
import { citeDataReleases, groupBy, statesOf, sum } from './counts.ts';
import { formatCount } from './shapes.ts';

const note = (text: string, tone: 'plain' | 'warning' = 'plain') => ({ kind: 'note' as const, text, tone });
/** Other states in the table. */
const OTHERS = 5;

export async function changeAnswer(context: Context, change: Change): Promise<Answer> {
  const { subject, before, after, law, theme, line } = change;
  const citations: [Citation, ...Citation[]] = [
    ...(await citeDataReleases(context, law ? undefined : statesOf(subject))),
    ...(law?.row
      ? [{ title: `${law.row.name}: ${law.row.instrument}`, ...urlOf(law.row.source_url), asOf: law.row.as_of }]
      : []),
  ];
  const title = titleOf(change);
  const parts: Part[] = [
    theme ? await changeChart(context, change, citations, theme) : await periodTable(context, change),
    ...(law && statesOf(subject) ? [await othersTable(context, change)] : []),
    ...notesOf(change),
  ];
  return {
    kind: 'answer',
    title,
    summary: summaryOf(change),
    parts,
    citations,
    followUps: [
      ...(theme ? [] : [{ label: 'Chart, posted to this channel', words: `chart ${line}`, seenByAll: true as const }]),
      ...(law?.row
        ? [
            {
              label: 'The rule',
              words: `policy "${law.row.level === 'state' ? law.row.name : `${law.row.name}, ${law.row.state}`}"`,
            },
          ]
        : []),
      { label: 'By month', words: `stats "${change.words || 'us'}" since:${before.span.from} until:${after.span.to}` },
    ],
    words: theme ? `chart ${line}${theme === 'dark' ? ' theme:dark' : ''}` : line,
  };
}

const urlOf = (text: string) => {
  const [url] = text.split(/[ ;]/);
  return url ? { url } : {};
};

const rateSaid = ({ n, days, perDay }: Rate): string =>
  `${formatPerDay(perDay)} a day (${formatCount(n)} in ${plural(days, 'day')})`;

/** How many a day in both, and which is more; around a law the sentence says that this shows no cause. */
function summaryOf(change: Change): string {
  const { before, after, filterWords, law, beforeSaid } = change;
  const detainers = `Detainers ${whereOf(change)}${filterWords}`;
  const changed = describeChange(before, after);
  if (law)
    return `${detainers}: ${rateSaid(before)} in the ${plural(lengthOf(before.span), 'day')} before ${law.label}, and ${rateSaid(after)} in the ${plural(lengthOf(after.span), 'day')} from it on: ${changed}. This shows no cause.`;
  const then = beforeSaid ? `${beforeSaid}, ${daysOf(before.span)}` : daysOf(before.span);
  return `${detainers}: ${rateSaid(after)}, ${daysOf(after.span)}, against ${rateSaid(before)} in ${then}: ${changed}.`;
}

async function periodTable({ db }: Context, { filter, before, after, law }: Change): Promise<Part> {
  const columns = law ? [before, after] : [after, before];
  const cells = await Promise.all(columns.map(({ span }) => countCells(db, { ...filter, ...span })));
  const of = (group: OutcomeGroup) =>
    cells.map((each) => {
      const n = sum(each.filter((cell) => cell.outcome_group === group));
      return `${formatCount(n)} (${percent(n, sum(each))})`;
    });
  const rows = [
    ['Detainers', ...columns.map(({ n }) => formatCount(n))],
    ['Days', ...columns.map(({ days }) => formatCount(days))],
    ['A day', ...columns.map(({ perDay }) => formatPerDay(perDay))],
    ...(filter.outcomes
      ? []
      : [
          ['Declined, as ICE recorded', ...of('declined_recorded')],
          ['Booked into ICE detention', ...of('custody_transferred')],
          ['No outcome recorded', ...of('no_outcome')],
        ]),
  ];
  return { kind: 'table', columns: ['', ...columns.map(({ span }) => daysOf(span))], rows, total: rows.length };
}

/** The same days in the other states, together and the largest by themselves. */
async function othersTable({ db }: Context, { subject, filter, before, after }: Change): Promise<Part> {
  const { placeIds: _, own: __, facilityIds: ___, ...anywhere } = filter;
  const own = statesOf(subject) ?? [];
  const [then, now] = await Promise.all(
    [before, after].map(async ({ span }) =>
      groupBy(await countByFacility(db, { ...anywhere, ...span }), ({ state }) => state ?? ''),
    ),
  );
  const states = (now ?? []).filter(({ key }) => key !== '' && !own.includes(key));
  const row = (label: string, [n1, n2]: [number, number]): string[] => {
    const [one, two] = [rate(before.span, n1), rate(after.span, n2)];
    return [label, formatPerDay(one.perDay), formatPerDay(two.perDay), describeChange(one, two).replace(' a day', '')];
  };
  const countOf = (key: string): [number, number] => [
    then?.find((each) => each.key === key)?.n ?? 0,
    now?.find((each) => each.key === key)?.n ?? 0,
  ];
  const others = (groups: typeof then) => sum((groups ?? []).filter(({ key }) => key !== '' && !own.includes(key)));
  const rows = [
    row('All other states', [others(then), others(now)]),
    ...states.slice(0, OTHERS).map(({ key }) => row(findState(key)?.name ?? key, countOf(key))),
  ];
  return {
    kind: 'table',
    title: 'The same days elsewhere, detainers a day (batch days included)',
    columns: ['', 'Before', 'After', 'Change'],
    rows,
    total: rows.length,
  };
}

const rate = (span: DaySpan, n: number): Rate => ({
  span,
  n,
  days: lengthOf(span),
  perDay: n / lengthOf(span),
  batches: [],
});

function notesOf({ before, after, law }: Change): Part[] {
  const batches = [...before.batches, ...after.batches];
  const left = batches.slice(0, 4).map(({ day, n }) => `${formatDate(day)} (${formatCount(n)})`);
  const more = batches.length - left.length;
  return [
    ...(batches.length > 0
      ? [
          note(
            `Left out as likely batch entries, with their days: ${left.join(', ')}${more > 0 ? ` and ${plural(more, 'more day')}` : ''}. Outcomes are of all rows.`,
            'warning',
          ),
        ]
      : []),
    ...(Math.min(before.days, after.days) < 28
      ? [note('Fewer than 28 days stand on one side: weekdays and holidays weigh much.', 'warning')]
      : []),
    ...(law
      ? [
          note(
            'A change after a day does not show that the law caused it: ICE decides how many detainers it sends, seasons differ, and other things changed in the same days.',
          ),
        ]
      : []),
    note('Newer days have fewer recorded outcomes. Declined is what ICE recorded: this is not a count of releases.'),
  ];
}
