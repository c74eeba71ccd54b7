import type { Draft } from '../draft.ts';
import type { Slots } from '../slots.ts';
import type { Intent } from './intent.ts';

const ALL_CORRECTIONS: Draft = { command: 'corrections' };

/** Reports of readers are one list: a place or a day that is named is said to be of no use to it, and what has it is offered. */
const corrections = (slots: Slots): Draft =>
  slots.places.length === 0 && slots.time === undefined
    ? ALL_CORRECTIONS
    : {
        ...ALL_CORRECTIONS,
        asks: '`corrections` lists what readers reported on answers, newest first; it takes neither a place nor days. Published cases that were disputed or corrected have both:',
        near: [
          ALL_CORRECTIONS,
          {
            command: 'releases',
            places: slots.places,
            placeFilter: 'in',
            filters: { disputed: ['yes'], ...(slots.time?.from ? { since: [slots.time.from] } : {}) },
          },
        ],
      };

/** A mistake is reported of an answer, which its id names. */
function correct(slots: Slots): Draft {
  const [id, more] = slots.all('reference').filter((value) => value.startsWith('DD-'));
  if (id && !more)
    return {
      command: 'correct',
      words: id,
      filters: { reason: [slots.says('outdated', 'old', 'stale') ? 'outdated' : 'wrong'] },
    };
  return {
    command: 'correct',
    asks: 'Which answer? _Wrong or outdated?_ under an answer reports it to the editors, and so does `correct` with its id, for example: correct DD-7K3Q reason:wrong. Or:',
    near: [{ command: 'help', words: 'correct' }, ALL_CORRECTIONS],
  };
}

/** What is recorded of a published case, which its reference names. */
function dispute(slots: Slots): Draft | undefined {
  const [id, more] = slots.all('reference').filter((value) => !value.startsWith('DD-'));
  if (id && !more) return { command: 'dispute', words: id };
  return slots.places.length > 0 || slots.has('reference')
    ? undefined
    : {
        command: 'dispute',
        asks: 'Dispute which case? Name its reference, for example: dispute LA-8. References stand in the cases:',
        near: [{ command: 'releases' }, { command: 'help', words: 'dispute' }],
      };
}

/** Readers report mistakes; editors paste press releases, look at proposals, and add what a party says. */
export const editing: readonly Intent[] = [
  {
    name: 'editing',
    needs: [['editing']],
    takes: ['editing', 'reference', 'same', 'case', 'time', 'act'],
    places: [0, 1],
    draft(slots) {
      // Mistakes are reported of answers, and what is said of a case belongs to the case.
      const ofCase = slots.all('reference').some((value) => !value.startsWith('DD-'));
      if (slots.has('editing', 'dispute') || (ofCase && slots.has('editing', 'correct', 'wrong')))
        return dispute(slots);
      if (slots.has('editing', 'corrections')) return corrections(slots);
      // A mistake of a place is a disputed case; a press release on a place is pasted, and not looked for.
      if (slots.places.length > 0 || slots.time) return undefined;
      if (slots.has('editing', 'correct')) return correct(slots);
      if (slots.has('editing', 'wrong')) return slots.has('reference') ? correct(slots) : undefined;
      return { command: slots.has('editing', 'intake') ? 'intake' : 'review' };
    },
  },
];
