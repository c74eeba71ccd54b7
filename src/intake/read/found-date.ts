import type { SaidDate } from '../find/said-date.ts';
import type { FoundDate, Span } from '../found.ts';

/** A date of the text as a field of a case. */
export const dateOf = (date: (SaidDate & { at: Span }) | undefined): FoundDate | undefined =>
  date && {
    value: date.value,
    precision: date.precision,
    from: date.at,
    sure: date.sure,
    ...(date.why ? { why: date.why } : {}),
  };
