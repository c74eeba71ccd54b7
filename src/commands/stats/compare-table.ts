import type { RecordsSubject } from '../../places/find-subject.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import { percent } from '../../rules/wording.ts';
import { type Counts, sum } from './counts.ts';
import { describePart } from './months.ts';
import { NOT_LOCAL_KINDS } from './parts.ts';
import { type Breakdown, formatCount } from './shapes.ts';

export interface Side {
  subject: RecordsSubject;
  counts: Counts;
}

/** A column a place in the order typed; shares are of detainers sent to local facilities, so that places compare alike. */
export function compareTable(sides: Side[]): Breakdown {
  const local = ({ counts }: Side) => counts.cells.filter((cell) => !(cell.facility_kind in NOT_LOCAL_KINDS));
  const share = (group: OutcomeGroup) => (side: Side) => {
    const n = sum(local(side).filter((cell) => cell.outcome_group === group));
    return `${formatCount(n)} (${percent(n, sum(local(side)))})`;
  };
  const lines: [string, (side: Side) => string][] = [
    ['Detainers, all facilities', ({ counts }) => formatCount(counts.total)],
    ['at state prisons, federal and ICE sites', (side) => formatCount(side.counts.total - sum(local(side)))],
    ['at local facilities; of these:', (side) => formatCount(sum(local(side)))],
    ['declined, as ICE recorded', share('declined_recorded')],
    ['booked into ICE detention', share('custody_transferred')],
    ['left custody, no transfer', share('left_custody')],
    ['lifted by ICE', share('withdrawn_by_ice')],
    ['other recorded outcomes', otherShare(local)],
    ['no outcome recorded', share('no_outcome')],
  ];
  const part = [
    ...new Set(sides.filter(({ counts }) => counts.total > 0).map(({ counts }) => describePart(counts))),
  ].join('');
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
  return `${formatCount(n)} (${percent(n, sum(local(side)))})`;
};
