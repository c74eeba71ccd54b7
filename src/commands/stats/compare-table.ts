import { isLocal, isRecorded } from '../../cards/count-sentence.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { isLocalKind } from '../../rules/facility.ts';
import { type OutcomeGroup, UNRECORDED } from '../../rules/outcome.ts';
import { percent } from '../../rules/wording.ts';
import { type Counts, sum } from './counts.ts';
import { describePart } from './months.ts';
import { type Breakdown, formatCount } from './shapes.ts';

export interface Side {
  subject: RecordsSubject;
  counts: Counts;
}

/**
 * One column for each place, in the order typed. Shares are of detainers that were sent to local facilities and have a
 * recorded outcome, so that places can be compared; the share without one is shown too.
 */
export function compareTable(sides: Side[]): Breakdown {
  const local = ({ counts }: Side) => counts.cells.filter(isLocal);
  const recorded = (side: Side) => local(side).filter(isRecorded);
  const share = (group: OutcomeGroup) => (side: Side) => {
    const n = sum(local(side).filter((cell) => cell.outcome_group === group));
    return `${formatCount(n)} (${percent(n, sum(UNRECORDED.includes(group) ? local(side) : recorded(side)))})`;
  };
  const lines: [string, (side: Side) => string][] = [
    ['Detainers, all facilities', ({ counts }) => formatCount(counts.total)],
    [
      'at state prisons, federal and ICE sites',
      ({ counts }) => formatCount(sum(counts.cells.filter(({ facility_kind: kind }) => !isLocalKind(kind)))),
    ],
    ...(sides.some(({ counts }) => counts.cells.some(isUnknown))
      ? [
          [
            'at facilities of a kind not known',
            ({ counts }: Side) => formatCount(sum(counts.cells.filter(isUnknown))),
          ] as [string, (side: Side) => string],
        ]
      : []),
    ['at local facilities; of these:', (side) => formatCount(sum(local(side)))],
    ['no outcome recorded', share('no_outcome')],
    ['redacted by ICE', share('redacted')],
    ['with a recorded outcome; of these:', (side) => formatCount(sum(recorded(side)))],
    ['declined, as ICE recorded', share('declined_recorded')],
    ['booked into ICE detention', share('custody_transferred')],
    ['left custody, no transfer', share('left_custody')],
    ['lifted by ICE', share('withdrawn_by_ice')],
    [
      'other recorded outcomes',
      (side) => {
        const n = sum(recorded(side).filter((cell) => !NAMED.includes(cell.outcome_group)));
        return `${formatCount(n)} (${percent(n, sum(recorded(side)))})`;
      },
    ],
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

const isUnknown = ({ facility_kind: kind }: { facility_kind: string }): boolean => kind === 'not known';
const NAMED: OutcomeGroup[] = ['declined_recorded', 'custody_transferred', 'left_custody', 'withdrawn_by_ice'];
