import type { Answer, Citation, Notice } from '../answer.ts';
import type { Context } from '../context.ts';

/** What was typed after the subcommand's name, taken apart. */
export interface Args {
  /** Free words, quotes removed, one space between. */
  words: string;
  /** `key:value`, several values for a key in order. */
  filters: Record<string, string[]>;
  /** The whole command line, tidied: what a button of the answer repeats. */
  line: string;
  /** From 1. */
  page: number;
}

/** Who asks, and where: what a channel's digest and watches belong to. */
export interface Asker {
  channelId: string;
  userId: string;
  /** Makes the bot a member of the channel: undefined when it is one now, else Slack's error. Absent without Slack. */
  join?: () => Promise<string | undefined>;
}

/** The terminal is a channel of its own, to which nothing is posted. */
export const LOCAL: Asker = { channelId: 'local', userId: 'local' };

/** The contract of a subcommand: one file in this folder and one line in index.ts. */
export interface Subcommand {
  name: string;
  summary: string;
  usage: string;
  examples: string[];
  /** Filter keys that it takes, each with a line of help. `page` is always taken. */
  filters: Record<string, string>;
  /** More lines for `help <name>`. */
  notes?: string[];
  /** What follows its name is an id or another command line: it gets it as typed. */
  takesLine?: true;
  /** Ids of the sources that its answers rest on; all of them when left out. */
  restsOn?: readonly string[];
  /** The whole result for `export`; without it, the tables of the answer. A notice: a question back, or nothing. */
  table?(context: Context, args: Args, asker: Asker): Promise<FullTable | Notice>;
  run(context: Context, args: Args, asker: Asker): Promise<Answer | Notice>;
}

/** What a command finds, whole: the first 10,000 rows, and how many there are. */
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

/** Answers a command line without keeping the answer: how `show`, `cite` and others ask again. */
export type AnswerLine = (context: Context, line: string, asker: Asker) => Promise<Answer | Notice>;
