import type { SaidAgency } from '../find/agency.ts';
import { countFrom, type SaidDate } from '../find/dates.ts';
import type { SaidEvent } from '../find/events.ts';
import type { Span } from '../found.ts';
import type { Facts } from './facts.ts';

/** An event of one person, with places in the cleaned text and its date worked out. */
export interface Told {
  kind: SaidEvent['kind'];
  facts: Facts;
  at: Span;
  federal: boolean;
  date?: SaidDate & { at: Span };
  agency?: SaidAgency & { at: Span };
  to?: SaidAgency & { at: Span };
}

/** The events of a person in the order told. Dates that count from another are worked out from the one before. */
export function timelineOf(
  all: readonly Facts[],
  published: string,
): { told: Told[]; estimate?: SaidDate & { at: Span } } {
  const told: Told[] = [];
  let last: string | undefined;
  let estimate: (SaidDate & { at: Span }) | undefined;
  for (const facts of all) {
    const base = facts.piece.start;
    const known = new Map<SaidDate, SaidDate | undefined>();
    const absolute = facts.dates.filter(({ then, precision }) => !then && precision === 'day').at(-1)?.value;
    for (const date of facts.dates) {
      if (!date.then) {
        known.set(date, date);
        if (
          date.value.length >= 7 &&
          date.precision !== 'range' &&
          !/\bdespite\b[^,;]*$/i.test(facts.piece.text.slice(0, date.start))
        )
          last = date.value;
        continue;
      }
      const event =
        date.then.after &&
        [...told].reverse().find(({ kind, date: on, federal }) => kind === date.then?.after && on && !federal)?.date
          ?.value;
      if (date.then.after === 'release' && !event) {
        const worked = countFrom(
          { ...date.then, steps: -date.then.steps },
          absolute ?? (published.length === 10 ? published : undefined),
        );
        if (worked && date.then.steps > 0)
          estimate = {
            ...date,
            ...worked,
            sure: 'guess',
            why: 'counted back from a later day that the text gives',
            at: [base + date.start, base + date.end],
          };
        known.set(date, undefined);
        continue;
      }
      const from = event || (date.then.after ? undefined : (sameSentence(facts, date) ?? last));
      const worked = countFrom(date.then, from);
      known.set(
        date,
        worked && { ...date, ...worked, sure: date.sure, why: `counted from ${from}, the date told before` },
      );
      if (worked?.precision === 'day') last = worked.value;
    }
    for (const event of facts.events) told.push(tell(event, facts, known));
  }
  return estimate ? { told, estimate } : { told };
}

/** 'lodged two days before', after a date in the same sentence */
const sameSentence = (facts: Facts, date: SaidDate): string | undefined =>
  facts.dates
    .filter(
      (each) =>
        !each.then &&
        each.end <= date.start &&
        each.precision === 'day' &&
        !/\bdespite\b[^,;]*$/i.test(facts.piece.text.slice(0, each.start)),
    )
    .at(-1)?.value;

function tell(event: SaidEvent, facts: Facts, known: Map<SaidDate, SaidDate | undefined>): Told {
  const base = facts.piece.start;
  const placed = <T extends { start: number; end: number }>(part: T): T & { at: Span } => ({
    ...part,
    at: [base + part.start, base + part.end],
  });
  const date = event.date && known.get(event.date);
  return {
    kind: event.kind,
    facts,
    at: [base + event.start, base + event.end],
    federal: event.federal,
    ...(date?.value ? { date: placed(date) } : {}),
    ...(event.agency ? { agency: placed(event.agency) } : {}),
    ...(event.to ? { to: placed(event.to) } : {}),
  };
}
