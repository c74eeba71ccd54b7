import type { SaidAgency } from '../find/agency.ts';
import { countFrom } from '../find/dates.ts';
import type { SaidDate, Then } from '../find/said-date.ts';
import type { SaidEvent } from '../find/said-event.ts';
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

type Dated = SaidDate & { at: Span };

/** The events of a person in the order told. Dates that count from another are worked out from the one before. */
export function timelineOf(all: readonly Facts[], published: string): { told: Told[]; estimate?: Dated } {
  const state: State = { told: [], published };
  for (const facts of all) {
    const known = new Map(facts.dates.map((date) => [date, workOut(state, facts, date)]));
    for (const event of facts.events) state.told.push(tell(event, facts, known));
  }
  return { told: state.told, ...(state.estimate ? { estimate: state.estimate } : {}) };
}

interface State {
  told: Told[];
  published: string;
  /** The last date that was told: 'the same day' is that one. */
  last?: string;
  /** The day of a release, counted back from a later day. */
  estimate?: Dated;
}

function workOut(state: State, facts: Facts, date: SaidDate): SaidDate | undefined {
  const { then } = date;
  if (!then) {
    if (date.value.length >= 7 && date.precision !== 'range' && !isAside(facts, date)) state.last = date.value;
    return date;
  }
  const event = then.after && dayOf(state.told, then.after);
  if (then.after === 'release' && !event) {
    estimateRelease(state, facts, date, then);
    return undefined;
  }
  const from = event ?? (then.after ? undefined : (sameSentence(facts, date) ?? state.last));
  const worked = countFrom(then, from);
  if (!worked) return undefined;
  if (worked.precision === 'day') state.last = worked.value;
  return { ...date, ...worked, why: `counted from ${from}, the date told before` };
}

const dayOf = (told: readonly Told[], kind: 'arrest' | 'ICE arrest' | 'release' | 'detainer'): string | undefined =>
  [...told].reverse().find((each) => each.kind === kind && each.date && !each.federal)?.date?.value;

/** 'ICE arrested him on Feb. 5, nearly two months after his release' */
function estimateRelease(state: State, facts: Facts, date: SaidDate, then: Then): void {
  const absolute = facts.dates.filter((each) => !each.then && each.precision === 'day').at(-1)?.value;
  const base =
    absolute ?? dayOf(state.told, 'ICE arrest') ?? (state.published.length === 10 ? state.published : undefined);
  const worked = then.steps > 0 ? countFrom({ ...then, steps: -then.steps }, base) : undefined;
  if (!worked) return;
  state.estimate = {
    ...date,
    ...worked,
    sure: 'guess',
    why: 'counted back from a later day that the text gives',
    at: [facts.piece.start + date.start, facts.piece.start + date.end],
  };
}

/** 'despite the detainer lodged on April 29': not the day of what is told. */
const isAside = (facts: Facts, date: SaidDate): boolean =>
  /\bdespite\b[^,;]*$/i.test(facts.piece.text.slice(0, date.start));

/** 'lodged two days before', after a date in the same sentence */
const sameSentence = (facts: Facts, date: SaidDate): string | undefined =>
  facts.dates
    .filter((each) => !each.then && each.end <= date.start && each.precision === 'day' && !isAside(facts, each))
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
