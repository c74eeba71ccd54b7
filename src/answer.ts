/**
 * An answer as plain data, the same for Slack, the page, the terminal, the digest and the export. Every string is
 * plain, unescaped text; renderers escape.
 */
export interface Fact {
  label: string;
  value: string;
  /** The id of the published figure that it tells: a correction finds it by that. */
  reference?: string;
}

export type Part =
  | ((
      | { kind: 'facts'; title?: string; facts: Fact[] }
      /** `first` is the number of rows, or of items, on the first screen. */
      | { kind: 'table'; title?: string; columns: string[]; rows: string[][]; total: number; first?: number }
      | { kind: 'list'; title?: string; items: ListItem[]; total?: number; start?: number; first?: number }
      | Chart
    ) &
      Detail)
  | NoticePart;

/** A part or a source that only `more:all` shows: the first message is one phone screen. */
interface Detail {
  detail?: true;
}

/** A picture, drawn outside the thread that answers, and the same numbers as text. */
export interface Chart {
  kind: 'chart';
  title: string;
  /** Text for readers who cannot see the picture. */
  alt: string;
  columns: string[];
  rows: string[][];
  /** File name without its extension. */
  name: string;
  picture: Picture;
}

export interface Picture {
  form: 'months' | 'lines' | 'bars' | 'county map' | 'state map';
  title: string;
  /** What a number counts: '1 bar = detainers prepared in a month'. */
  measure: string;
  /** In the order of the legend. */
  series: string[];
  /** `at` is a month ('2026-02'), a label, or the FIPS code of a county or state. */
  points: { at: string; series: string; value: number }[];
  /** Days that a picture of months marks with a line, each with a short label. */
  marks?: { day: string; label: string }[];
  /** Two digits: the state whose counties a map shows. */
  stateFips?: string;
  /** Publisher and as-of date, and anything else that must accompany the picture. */
  source: string;
  theme: 'light' | 'dark';
}

/** Parts that state no facts of the field and so need no citation. */
export type NoticePart =
  /** With `mention`, in Slack the text ends with the name of that channel or person (their Slack id). */
  (
    | { kind: 'note'; text: string; tone?: 'plain' | 'warning'; mention?: string }
    | { kind: 'choices'; question?: string; choices: Action[] }
    | { kind: 'guide'; title?: string; items: ListItem[] }
    /** Text to copy verbatim: an entry is shown whole or not at all. */
    | { kind: 'code'; title?: string; entries: string[] }
  ) &
    Detail;

export interface ListItem {
  text: string;
  details?: string[];
  /** Details that only `more:all` shows. */
  more?: string[];
  /** A command that leads on from this item. */
  action?: Action;
}

/** A button. It stands for a command line: a click re-enters `answerCommand` with these words. */
export interface Action {
  label: string;
  words: string;
  /** It posts something that everyone in the channel sees, so a click asks for confirmation. */
  seenByAll?: true;
  /** In Slack and on the page it opens the form that sets this up; elsewhere the words stand for it. */
  form?: 'digest' | 'watch';
  /** The place that the form begins with. */
  place?: string;
}

export interface Citation extends Detail {
  /** What was read: publisher and document. */
  title: string;
  /** The title as `cite` gives it, with the legal reference; absent: the same. */
  formal?: string;
  url?: string;
  /** The year of the text itself, where it is another than that of its data; '' where it is not known. */
  year?: string;
  /** The day, month or year of the source's data, at its own precision (ISO prefix). */
  asOf: string;
}

export interface Answer {
  kind: 'answer';
  title: string;
  /** Complete on its own, as in a notification. */
  summary: string;
  parts: Part[];
  citations: [Citation, ...Citation[]];
  followUps: Action[];
  /** The command line that gives this answer again. */
  words: string;
  /** The newest import of each source behind the answer, by source id. */
  imports?: Readonly<Record<string, number>>;
  /** The id under which it was stored, and whether `export` has rows for it. */
  kept?: Kept;
}

export interface Kept {
  id: string;
  csv: boolean;
}

/** Help, a question back, or "nothing known": states no facts of the field. */
export interface Notice {
  kind: 'notice';
  title: string;
  summary: string;
  parts: NoticePart[];
  followUps: Action[];
  words: string;
  /** When the desk asks which place was meant: the possible places, so that a default can decide. */
  places?: { name: string; state?: string; action: Action }[];
  /** When one place was read into the words: the line that names it exactly, and what the answer says about it. */
  decided?: Decided;
  /** When no detainer row is loaded of what was asked: the places of which the desk may know something else. */
  unloaded?: NamedPlace[];
}

/** A place as it is shown, and as a command line names it. */
export interface NamedPlace {
  title: string;
  words: string;
}

interface Decided {
  /** `well known`: a stated list decides. `spelling`: a slip was put right, so what is set up waits for a click. */
  kind: 'well known' | 'spelling';
  line: string;
  said: string;
  others: Action[];
}

/** A form to fill in, as plain data. What is filled in goes with the command line `line`. */
export interface Form {
  title: string;
  submit: string;
  line: string;
  /** Read before the fields. */
  notes: string[];
  fields: FormField[];
}

export type FormField = { name: string; label: string; hint?: string; optional?: true; value?: string } & (
  | { kind: 'line' | 'text'; longest: number }
  | { kind: 'day' }
  /** `menu` where there are more than a few. */
  | { kind: 'choice' | 'menu'; choices: { value: string; label: string }[] }
);

/** What the desk posts on its own: an answer and a footer. With `brief`, sources are one line. */
export interface Post {
  answer: Answer | Notice;
  brief?: boolean;
  footer?: string;
  /** The person who asked for it and is told when it cannot be posted. */
  askedBy?: string;
}

/** The whole result of a command: up to 10,000 rows, and the total. */
export interface FullTable {
  kind: 'rows';
  title: string;
  columns: string[];
  rows: string[][];
  total: number;
  /** Caveats that belong in the file. */
  notes: string[];
  citations: Citation[];
}

/** A line of the home tab; `channelId` is shown as the channel's name. */
export interface HomeLine {
  channelId?: string;
  text: string;
}

/** A person's home tab: what they set up and where, how fresh the facts are, and what they asked. */
export interface Home {
  digests: HomeLine[];
  watches: HomeLine[];
  sources: HomeLine[];
  warnings: string[];
  /** `line` is the question, `text` says when it was asked too. */
  answers: { id: string; line: string; text: string }[];
  /** The number of entries left out. */
  more: { watches: number; digests: number };
}
