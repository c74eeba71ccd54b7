import type { LaterEvent } from '../found.ts';
import type { Draft } from './draft.ts';
import type { Facts } from './facts.ts';
import { dateOf } from './found-date.ts';
import { type Chosen, isAfter } from './offences-of.ts';
import type { Judged } from './outcome-of.ts';

/** What became of the person after: arrests by ICE and by others, custody, removal. Each kind once. */
export function laterOf(all: readonly Facts[], chosen: Chosen, draft: Draft, judged: Judged): LaterEvent[] {
  const outcome = judged.outcome.value;
  const events: LaterEvent[] = [
    ...(outcome === 'honored' ? [] : arrestsByIce(chosen)),
    ...all.flatMap((facts) => againIn(facts, chosen)),
    ...all.flatMap(({ later, piece }) =>
      later.map(
        ({ value, start, end }): LaterEvent => ({
          value,
          from: [piece.start + start, piece.start + end],
          sure: 'said',
        }),
      ),
    ),
  ];
  const isListed = draft.frame?.arrested && !['honored', 'outstanding', 'appeal'].includes(outcome);
  if (draft.frame && isListed && !events.some(({ value }) => value === 'arrested by ICE'))
    events.unshift({
      value: 'arrested by ICE',
      from: [draft.frame.start, draft.frame.end],
      sure: 'inferred',
      why: 'listed among those arrested',
    });
  const once = events.filter(({ value }, at) => events.findIndex((other) => other.value === value) === at);
  return outcome === 'honored' ? once.filter(({ value }) => value !== 'in ICE custody') : once;
}

const arrestsByIce = ({ told }: Chosen): LaterEvent[] =>
  told
    .filter(({ kind }) => kind === 'ICE arrest')
    .map(({ at, date }) => {
      const on = dateOf(date);
      return { value: 'arrested by ICE', from: at, sure: 'said', ...(on ? { date: on } : {}) };
    });

const AGAIN = {
  'arrested for': 'arrested again locally',
  convicted: 'convicted again',
  charged: 'charged again',
  history: 'charged again',
};

function againIn(facts: Facts, chosen: Chosen): LaterEvent[] {
  const after = isAfter(facts, chosen);
  return facts.offences
    .filter(({ when, standing }) => when === 'later' || (standing === 'arrested for' && after))
    .map(({ standing, start, end }) => ({
      value: AGAIN[standing],
      from: [facts.piece.start + start, facts.piece.start + end],
      sure: 'inferred',
      why: 'told as later',
    }));
}
