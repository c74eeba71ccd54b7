import { OUTCOME_GROUPS, OUTCOME_LABEL, type OutcomeGroup, UNRECORDED } from '../rules/outcome.ts';
import { percent } from '../rules/wording.ts';
import { type Counted, isRecorded, shareGroup, sumOf } from './count-sentence.ts';

const ALWAYS: readonly OutcomeGroup[] = ['declined_recorded', 'no_outcome'];

/** Outcomes with their counts and shares; the shares are of rows with a recorded outcome, of kinds that may be joined. */
export function outcomeTable(cells: readonly Counted[], outcomes?: readonly OutcomeGroup[]) {
  const group = shareGroup(cells);
  const apart = group !== undefined && group.cells.length < cells.length;
  const recorded = sumOf((group?.cells ?? []).filter(isRecorded));
  const rows = OUTCOME_GROUPS.flatMap((outcome) => {
    const of = (some: readonly Counted[]) => sumOf(some.filter((cell) => cell.outcome_group === outcome));
    const n = of(cells);
    if (outcomes ? !outcomes.includes(outcome) : n === 0 && !ALWAYS.includes(outcome)) return [];
    const local = of(group?.cells ?? []);
    const share = UNRECORDED.includes(outcome)
      ? `${percent(local, sumOf(group?.cells ?? []))} of all`
      : percent(local, recorded);
    return [
      [
        OUTCOME_LABEL[outcome],
        n.toLocaleString('en-US'),
        ...(apart ? [local.toLocaleString('en-US')] : []),
        ...(group ? [share] : []),
      ],
    ];
  });
  return {
    columns: [
      'Outcome',
      'Detainers',
      ...(apart ? [`Of these${group.name}`] : []),
      ...(group ? ['Share of those with an outcome'] : []),
    ],
    rows,
  };
}
