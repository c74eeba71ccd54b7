/**
 * One answer, several mouths: Slack, the terminal and later the browser, the digest and the export all render this.
 * Plain data; every string is plain, unescaped text. Renderers escape.
 */
export interface Fact {
  label: string;
  value: string;
}

export type Part =
  | { kind: 'facts'; title?: string; facts: Fact[] }
  | { kind: 'table'; title?: string; columns: string[]; rows: string[][]; total: number }
  | { kind: 'list'; title?: string; items: ListItem[]; total?: number; start?: number }
  | Chart
  | NoticePart;

/** A picture that is drawn outside the thread that answers, and the same numbers in words. */
export interface Chart {
  kind: 'chart';
  title: string;
  /** What a reader who does not see the picture is told. */
  alt: string;
  columns: string[];
  rows: string[][];
  /** Name of the file, without its ending. */
  name: string;
  picture: Picture;
}

export interface Picture {
  form: 'months' | 'lines' | 'bars' | 'county map';
  title: string;
  /** What a number counts: '1 bar = detainers prepared in a month'. */
  measure: string;
  /** In the order of the legend. */
  series: string[];
  /** `at` is a month ('2026-02'), a label, or a county's FIPS code. */
  points: { at: string; series: string; value: number }[];
  /** Two digits: the state whose counties a map shows. */
  stateFips?: string;
  /** Publisher and as-of date, and what else must not be missed. */
  source: string;
  theme: 'light' | 'dark';
}

/** Parts that state no facts of the field and so need no citation. */
export type NoticePart =
  | { kind: 'note'; text: string; tone?: 'plain' | 'warning' }
  | { kind: 'choices'; question?: string; choices: Action[] }
  | { kind: 'guide'; title?: string; items: ListItem[] }
  /** To be copied as it is: an entry is shown whole or not at all. */
  | { kind: 'code'; title?: string; entries: string[] };

export interface ListItem {
  text: string;
  details?: string[];
  /** Command lines that lead on from this item. */
  action?: Action;
}

/** A button, which is a command line: a click re-enters `answerCommand` with these words. */
export interface Action {
  label: string;
  words: string;
}

export interface Citation {
  /** What was read: publisher and document. */
  title: string;
  url?: string;
  /** Day, month or year the source speaks for, at its own precision (ISO prefix). */
  asOf: string;
}

export interface Answer {
  kind: 'answer';
  title: string;
  /** Stands alone in a notification. */
  summary: string;
  parts: Part[];
  citations: [Citation, ...Citation[]];
  followUps: Action[];
  /** The words that give this answer again. */
  words: string;
  /** The newest import of each source that it rests on, by the source's id. */
  imports?: Readonly<Record<string, number>>;
  /** Under which id it was kept, and whether `export` has rows of it. */
  kept?: Kept;
}

export interface Kept {
  id: string;
  csv: boolean;
}

/** Help, a question back, "nothing known": states no facts of the field. */
export interface Notice {
  kind: 'notice';
  title: string;
  summary: string;
  parts: NoticePart[];
  followUps: Action[];
  words: string;
  /** A question back on a place: what it may be, so that a default can decide between places of one name. */
  places?: { name: string; state?: string; action: Action }[];
}

/** What the desk posts by itself: an answer, one line of sources where it stands in a channel, and a line below. */
export interface Post {
  answer: Answer | Notice;
  brief?: boolean;
  footer?: string;
}

/** What a command finds, whole: up to 10,000 rows, and how many there are. */
export interface FullTable {
  kind: 'rows';
  title: string;
  columns: string[];
  rows: string[][];
  total: number;
  /** Caveats that go along. */
  notes: string[];
  citations: Citation[];
}

/** A line of the home tab; `channelId` is shown as the channel's name. */
export interface HomeLine {
  channelId?: string;
  text: string;
}

/** What the home tab shows a person: what they set up and where, how fresh the facts are, what they asked. */
export interface Home {
  digests: HomeLine[];
  watches: HomeLine[];
  sources: HomeLine[];
  warnings: string[];
  answers: { id: string; text: string }[];
  /** How much is left out. */
  more: { watches: number; digests: number };
}
