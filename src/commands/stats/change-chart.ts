import type { Chart, Citation, Picture } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { countByDay } from '../../db/detainer-stats.ts';
import type { DaySpan } from '../../rules/change.ts';
import { addMonths, formatDate } from '../../rules/dates.ts';
import { monthsBetween } from '../../rules/months.ts';
import { type Change, daysOf, titleOf } from './change-shapes.ts';
import { chartOf } from './chart-spec.ts';
import { groupBy } from './counts.ts';
import { type Breakdown, formatCount } from './shapes.ts';

/** Months as bars with a line at the law's day; or two lines, the earlier days under the months of the later ones. */
export async function changeChart(
  context: Context,
  change: Change,
  citations: readonly Citation[],
  theme: Picture['theme'],
): Promise<Chart> {
  const { before, after, law, filterWords } = change;
  const months = async (span: DaySpan) => {
    const counted = groupBy(await countByDay(context.db, { ...change.filter, ...span }), ({ day }) => day.slice(0, 7));
    return monthsBetween(span.from.slice(0, 7), span.to.slice(0, 7)).map((month) => ({
      month,
      n: counted.find(({ key }) => key === month)?.n ?? 0,
    }));
  };
  const title = `${titleOf(change)}${filterWords}`;
  if (law) {
    const span = { from: before.span.from, to: after.span.to };
    const counted = await months(span);
    const table: Breakdown = {
      title: `By month; the line is ${law.label}`,
      columns: ['Month', 'Detainers'],
      rows: counted.map(({ month, n }) => [formatDate(month), formatCount(n)]).reverse(),
      picture: {
        form: 'months',
        measure: `Detainers by month, ${daysOf(span)}; months at the ends may be in part. The line: ${law.label}. It shows no cause`,
        series: ['Detainers'],
        points: counted.map(({ month, n }) => ({ at: month, series: 'Detainers', value: n })),
        marks: [{ day: law.day, label: (law.row?.instrument ?? formatDate(law.day)).slice(0, 24) }],
      },
    };
    return chartOf({ table, title, citations, theme });
  }
  const [now, then] = [await months(after.span), await months(before.span)];
  const [one, two] = [daysOf(after.span), daysOf(before.span)];
  const shift = monthsApart(before.span.from, after.span.from);
  const table: Breakdown = {
    title: 'By month, both periods',
    columns: ['Month', one, 'Month of the other', two],
    rows: now.map(({ month, n }, at) => [
      formatDate(month),
      formatCount(n),
      then[at] ? formatDate(then[at].month) : '',
      then[at] ? formatCount(then[at].n) : '',
    ]),
    picture: {
      form: 'lines',
      measure:
        'Detainers by month, the earlier period under the months of the later; months at the ends may be in part',
      series: [one, two],
      points: [
        ...now.map(({ month, n }) => ({ at: month, series: one, value: n })),
        ...then.map(({ month, n }) => ({
          at: addMonths(`${month}-01`, shift).slice(0, 7),
          series: two,
          value: n,
        })),
      ],
    },
  };
  return chartOf({ table, title, citations, theme });
}

const monthsApart = (from: string, to: string): number => {
  const [y1 = 0, m1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0] = to.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1);
};
