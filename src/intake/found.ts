/** A stretch of the text as pasted: from its first character up to, not including, the last. */
export type Span = readonly [from: number, to: number];

/** `said`: the text says it; `inferred`: it follows by a rule; `guess`: somebody should look. */
export type Sure = 'said' | 'inferred' | 'guess';

/** A value, the words that it was read from, and how sure that is. `why` is given unless the text says it. */
export interface Found<T> {
  value: T;
  from: Span;
  sure: Sure;
  why?: string;
}

export type Precision = 'day' | 'month' | 'year' | 'range';

/** A date at its precision: '2020-08-31', '2020-08', '2020' or '2020-08-03..2020-08-09'. */
export interface FoundDate extends Found<string> {
  precision: Precision;
}

export type Outcome = 'declined' | 'honored' | 'outstanding' | 'appeal' | 'disputed' | 'not stated';
export type Standing = 'charged' | 'arrested for' | 'convicted' | 'history';

export interface Offence extends Found<string> {
  standing: Standing;
  /** The words that give the standing, where they say two at once: 'convictions and charges'. */
  said?: string;
}

export interface LaterEvent extends Found<string> {
  date?: FoundDate;
}

/** What one person's part of a text says. A field that it does not say is missing. */
export interface ProposedCase {
  outcome: Found<Outcome>;
  release_date?: FoundDate;
  /** When ICE recorded the decline: not the day of a release. */
  declined_date?: FoundDate;
  releasing_agency?: Found<string>;
  how_released?: Found<string>;
  age?: Found<number>;
  sex?: Found<'M' | 'F'>;
  citizenship?: Found<string>;
  offences: Offence[];
  local_arrest_date?: FoundDate;
  local_arrest_agency?: Found<string>;
  detainer_date?: FoundDate;
  detainer_sent_to?: Found<string>;
  later_events: LaterEvent[];
  prior_removals?: Found<number | 'several'>;
  removal_order?: Found<boolean>;
  jurisdiction?: Found<string>;
  state?: Found<string>;
  /** What another party says against the claim. */
  disputed?: Found<string>;
  /** Where the case is told. */
  from: Span;
}

/** A published total: a number of people, detainers or arrests. Never a case. */
export interface Figure extends Found<number> {
  /** What is counted: 'detainers declined', 'people released'. */
  what: string;
  /** The number that it is a part of: "nine of 45". */
  of?: number;
  precision: 'exact' | 'about' | 'more than' | 'nearly' | 'at least';
  /** The county, or else the state, that its sentence names. */
  jurisdiction?: Found<string>;
  state?: Found<string>;
  /** The days that its sentence gives. */
  period?: FoundDate;
}

export interface Doubt {
  /** Number of the case, from 1; none for the text as a whole. */
  case?: number;
  field: string;
  sure: Sure;
  why: string;
  from?: Span;
}

export interface Proposal {
  cases: ProposedCase[];
  figures: Figure[];
  doubts: Doubt[];
}
