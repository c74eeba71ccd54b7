import { describe, expect, test } from 'vitest';
import { type Counted, countBriefly, countSentence } from '../../src/cards/count-sentence.ts';
import type { OutcomeGroup } from '../../src/rules/outcome.ts';

const of = (outcome_group: OutcomeGroup, n: number): Counted => ({ facility_kind: 'state prison', outcome_group, n });
const ask = (all: Counted[], outcomes: OutcomeGroup[], filterWords: string) => {
  const cells = all.filter((cell) => outcomes.includes(cell.outcome_group));
  return [countBriefly, countSentence].map((say) => say({ noun: 'detainer', cells, all, outcomes, filterWords }));
};

describe('a count by outcome says plainly what ICE recorded', () => {
  test('and leaves out what is not there', () => {
    for (const said of ask(
      [of('declined_recorded', 22), of('left_custody', 1)],
      ['declined_recorded'],
      ' in Minnesota (kind prison, outcome declined)',
    )) {
      expect(said).toMatch(/^ICE recorded 22 of 23 detainers in Minnesota \(kind prison\) as declined: /);
      expect(said).not.toMatch(/no outcome|outcome declined/);
    }
  });

  test('beside the share without an outcome', () => {
    for (const said of ask(
      [of('declined_recorded', 2), of('no_outcome', 8)],
      ['declined_recorded'],
      ' (outcome declined)',
    ))
      expect(said).toMatch(/^ICE recorded 2 of 10 detainers as declined: .*8 \(80% of all\) with no outcome recorded/);
  });

  test('which is said once where it is asked for', () => {
    for (const said of ask(
      [of('declined_recorded', 2), of('no_outcome', 8)],
      ['no_outcome'],
      ' in Ohio (outcome none)',
    )) {
      expect(said).toMatch(/^ICE recorded no outcome for 8 of 10 detainers in Ohio: /);
      expect(said.match(/no outcome/g)).toHaveLength(1);
    }
  });

  test('and several outcomes together', () => {
    const [said] = ask(
      [of('declined_recorded', 2), of('custody_transferred', 3), of('died', 1)],
      ['declined_recorded', 'custody_transferred'],
      ' (outcome declined or booked, charge DUI)',
    );
    expect(said).toMatch(/^ICE recorded 5 of 6 detainers \(charge DUI\) as declined or booked into ICE detention/);
  });
});
