import type { Refusal } from './recognise/refusal.ts';
import type { FoundPlace, Time } from './span.ts';

/** A reading before its places are written out: a command, its places and its filters. */
export interface Draft {
  command: string;
  /** Words before the places, such as `on` of a digest or an id. */
  words?: string;
  places?: readonly FoundPlace[];
  /** Parts the places of a comparison. */
  joint?: ' with ';
  filters?: Readonly<Record<string, readonly string[]>>;
  /** Places that belong in a filter: `in:` or `by:`. */
  placeFilter?: 'in' | 'by';
  /** The command around it: 'chart', 'chart map', 'export' or 'cite'. */
  wrap?: string;
  /** The grammar that the line needs, where the desk may not have it. */
  feature?: string;
  /** Present lines that come nearest, where the desk cannot do it. */
  near?: readonly Draft[];
  /** Why the desk does not answer it. */
  refuses?: Refusal['why'];
  /** What the desk says where it cannot do it. */
  nearSaid?: string;
  /** What is missing: nothing runs, and the desk asks. */
  asks?: string;
  /** A sentence after the one that says how the words were read. */
  note?: string;
}

/** The filters of a window; one that has begun and ends today or later has no end. */
export function windowFilters(time: Time | undefined, today: string): Record<string, string[]> {
  if (!time) return {};
  return {
    ...(time.from ? { since: [time.from] } : {}),
    ...(time.to && (time.to < today || !time.from || time.from > today) ? { until: [time.to] } : {}),
  };
}

/** The date of a rule at the precision typed; undefined when the time is no date of a rule. */
export function onFilter(time: Time | undefined): Record<string, string[]> | undefined {
  if (!time) return {};
  return time.on ? { on: [time.on] } : undefined;
}
