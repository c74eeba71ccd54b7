import { formatDate } from '../../rules/dates.ts';
import { lastDayOf } from '../../rules/months.ts';
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../rules/outcome.ts';
import { joinSmallCells, roundToFives } from '../../rules/small-cells.ts';
import { percent } from '../../rules/wording.ts';
import { type Counts, sum } from './counts.ts';
import { type Breakdown, formatCount, OUTCOME_KEY, ROUNDED_TO_FIVES, type StatsQuestion } from './shapes.ts';

/** '2026-03' as 'March 2026', or 'March 2026 (to 10 Mar)' where the days end inside it. */
function monthLabel(month: string, { from, to }: Counts): string {
  const part = [
    from.slice(0, 7) === month && !from.endsWith('-01') ? `from ${formatDate(from).replace(/, \d{4}$/, '')}` : '',
    to.slice(0, 7) === month && to !== lastDayOf(month) ? `to ${formatDate(to).replace(/, \d{4}$/, '')}` : '',
  ].filter(Boolean);
  return `${formatDate(month)}${part.length > 0 ? ` (${part.join(' ')})` : ''}`;
}

/** A note in the chart: the bar of a month that is not complete looks like a fall. */
export function describePart(counts: Counts): string {
  const { months } = counts;
  const ends = [...new Set([months[0] ?? '', months.at(-1) ?? ''])].map((month) => monthLabel(month, counts));
  const cut = ends.filter((label) => label.includes('('));
  return cut.length > 0 ? `; in part: ${cut.join(', ')}` : '';
}

/** Months with their outcomes, newest first. */
export function byMonth({ counts }: StatsQuestion): Breakdown {
  const groups = OUTCOME_GROUPS.filter((group) => counts.cells.some((cell) => cell.outcome_group === group));
  const of = (month: string, group?: OutcomeGroup) =>
    sum(counts.cells.filter((cell) => cell.month === month && (!group || cell.outcome_group === group)));
  return {
    title: 'By month of preparation, newest first',
    columns: ['Month', 'Detainers', 'Declined', 'Booked', 'No outcome'],
    rows: counts.months.toReversed().map((month) => {
      const all = of(month);
      return [
        monthLabel(month, counts),
        formatCount(all),
        formatCount(of(month, 'declined_recorded')),
        formatCount(of(month, 'custody_transferred')),
        all === 0 ? '0' : `${formatCount(of(month, 'no_outcome'))} (${percent(of(month, 'no_outcome'), all)})`,
      ];
    }),
    picture: {
      form: 'months',
      measure: `Detainers by the month in which ICE prepared them, and by recorded outcome${describePart(counts)}`,
      series: groups.map((group) => OUTCOME_KEY[group]),
      points: counts.months.flatMap((at) =>
        groups.map((group) => ({ at, series: OUTCOME_KEY[group], value: of(at, group) })),
      ),
    },
  };
}

/** Months only, with small ones joined. */
export function monthsJoined({ counts }: StatsQuestion): Breakdown {
  const cells = counts.months.map((month) => ({ month, n: sum(counts.cells.filter((cell) => cell.month === month)) }));
  const { shown, joined } = joinSmallCells(cells);
  return {
    title: 'By month of preparation, newest first',
    columns: ['Month', 'Detainers'],
    rows: [
      ...shown.toReversed().map(({ month, n }) => [monthLabel(month, counts), roundToFives(n)]),
      ...(joined > 0 ? [['All other months together', roundToFives(joined)]] : []),
    ],
    picture: {
      form: 'months',
      measure: `Detainers by month, ${ROUNDED_TO_FIVES}; months that are not drawn may have a few${describePart(counts)}`,
      series: ['Detainers'],
      points: counts.months.map((at) => ({
        at,
        series: 'Detainers',
        value: Math.floor((shown.find(({ month }) => month === at)?.n ?? 0) / 5) * 5,
      })),
    },
  };
}
