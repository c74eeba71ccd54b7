import type { PlaceOutcome } from '../rules/place-choice.ts';

/** What a part of a question is. Every recogniser finds one kind. */
export type Kind =
  | 'time'
  | 'place'
  | 'reference'
  | 'outcome'
  | 'citizenship'
  | 'charge'
  | 'criminality'
  | 'detail'
  | 'measure'
  | 'by'
  | 'dimension'
  | 'rank'
  | 'act'
  | 'rule'
  | 'law'
  | 'honor'
  | 'term'
  | 'meaning'
  | 'release'
  | 'case'
  | 'disputed'
  | 'detainer'
  | 'after'
  | 'ice'
  | 'agency'
  | 'people'
  | 'agreement'
  | 'model'
  | 'news'
  | 'kinds'
  | 'source'
  | 'fresh'
  | 'watch'
  | 'digest'
  | 'schedule'
  | 'clock'
  | 'setting'
  | 'editing'
  | 'compare'
  | 'same'
  | 'negation'
  | 'greeting'
  | 'chatter'
  | 'loaded'
  | 'help'
  | 'number';

/** A stretch of a question that a recogniser understood: words from `from` up to, not including, `to`. */
export interface Span {
  kind: Kind;
  from: number;
  to: number;
  /** The recogniser's own name for what was said, such as 'declined' or 'citizenship'. */
  value: string;
  time?: Time;
  place?: FoundPlace;
}

/** A time as it was said. Days are ISO; a missing end is open. */
export interface Time {
  from?: string;
  to?: string;
  /** For a rule's date: the day, month, year or fiscal year at the precision typed. */
  on?: string;
  /** Set where the desk had to cut a vague time, such as "late 2024". */
  vague?: true;
  /** A time to come, which only rules and deadlines can be asked about. */
  ahead?: true;
  /** Hour and minute of a release, such as '17:00'. */
  clock?: string;
}

export interface FoundPlace {
  /** As typed, without what belongs to the sentence. */
  words: string;
  outcome: PlaceOutcome;
  /** Found by correcting its spelling. */
  repaired?: true;
}

/** The whole country, as `stats` calls it. */
export const WHOLE_COUNTRY: FoundPlace = { words: 'us', outcome: { outcome: 'none', closest: [] } };
