import type { OutcomeGroup } from '../rules/outcome.ts';
import type { Subject } from './detainer-overview.ts';
import { percent } from './said.ts';
import { type Counts, sum } from './stats-counts.ts';
import { partSaid } from './stats-months.ts';
import { NOT_LOCAL } from './stats-parts.ts';
import { type Breakdown, count } from './stats-shapes.ts';

export interface Side {
  subject: Subject;
  counts: Counts;
}

/** A column a place in the order typed; shares are of detainers sent to local facilities, so that places compare alike. */
export function compareTable(sides: Side[]): Breakdown {
  const local = ({ counts }: Side) => counts.cells.filter((cell) => !(cell.facility_kind in NOT_LOCAL));
  const share = (group: OutcomeGroup) => (side: Side) => {
    const n = sum(local(side).filter((cell) => cell.outcome_group === group));
    return `${count(n)} (${percent(n, sum(local(side)))})`;
  };
  const lines: [string, (side: Side) => string][] = [
    ['Detainers, all facilities', ({ counts }) => count(counts.total)],
    ['at state prisons, federal and ICE sites', (side) => count(side.counts.total - sum(local(side)))],
    ['at local facilities; of these:', (side) => count(sum(local(side)))],
    ['declined, as ICE recorded', share('declined_recorded')],
    ['booked into ICE detention', share('custody_transferred')],
    ['left custody, no transfer', share('left_custody')],
    ['lifted by ICE', share('withdrawn_by_ice')],
    ['other recorded outcomes', otherShare(local)],
    ['no outcome recorded', share('no_outcome')],
  ];
  const part = [...new Set(sides.filter(({ counts }) => counts.total > 0).map(({ counts }) => partSaid(counts)))].join(
    '',
  );
  const months = [...new Set(sides.flatMap(({ counts }) => counts.months))].sort();
  return {
    title: 'Side by side, in the order asked',
    columns: ['Counted', ...sides.map(({ subject }) => subject.title)],
    rows: lines.map(([label, value]) => [
      label,
      ...sides.map((side) => (side.counts.total === 0 ? 'none loaded' : value(side))),
    ]),
    picture: {
      form: 'lines',
      measure: `Detainers by the month in which ICE prepared them, all facilities; a line ends where no rows are loaded${part}`,
      series: sides.filter(({ counts }) => counts.total > 0).map(({ subject }) => subject.title),
      points: sides
        .filter(({ counts }) => counts.total > 0)
        .flatMap(({ subject, counts }) =>
          months
            .filter((month) => counts.months.includes(month))
            .map((at) => ({
              at,
              series: subject.title,
              value: sum(counts.cells.filter((cell) => cell.month === at)),
            })),
        ),
    },
  };
}

const NAMED = ['declined_recorded', 'custody_transferred', 'left_custody', 'withdrawn_by_ice', 'no_outcome'];
const otherShare = (local: (side: Side) => Counts['cells']) => (side: Side) => {
  const n = sum(local(side).filter((cell) => !NAMED.includes(cell.outcome_group)));
  return `${count(n)} (${percent(n, sum(local(side)))})`;
};
