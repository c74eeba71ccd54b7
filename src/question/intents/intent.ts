import type { Draft } from '../draft.ts';
import type { Slots } from '../slots.ts';
import type { Kind } from '../span.ts';

/** One way to read a question. */
export interface Intent {
  name: string;
  /** Of each group, one kind at least. */
  needs: readonly (readonly Kind[])[];
  /** The kinds that it uses. A question with a span of another kind is no such question. */
  takes: readonly Kind[];
  /** The number of places, at least and at most. */
  places: readonly [number, number];
  /** Undefined when the values do not fit. */
  draft(slots: Slots, today: string): Draft | undefined;
}
