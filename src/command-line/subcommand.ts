import type { Answer, Form, FullTable, Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import type { Role } from '../rules/access.ts';
import type { Declaration, Declares } from './declaration.ts';

/** The parsed words after the subcommand's name. */
export interface Args {
  /** Free words, without quotes, separated by single spaces. */
  words: string;
  /** `key:value`, the values of each key in order. */
  filters: Record<string, string[]>;
  /** The whole command line, normalised: the buttons of the answer repeat it. */
  line: string;
  /** Starts at 1. */
  page: number;
  /** `more:all` was typed: show the details too. */
  more: boolean;
  /** The asker's day (YYYY-MM-DD). Every 'today' in the answer is this day. */
  today: string;
}

/** Who asks, and where: the owner of a channel's digest and watches. */
export interface Asker {
  channelId: string;
  userId: string;
  /** See rules/access.ts. */
  role: Role;
  /** How the words came in, for the audit. */
  way?: string;
  workspaceId?: string;
  /** The thread that the words stand in, for what follows an answer. */
  thread?: string;
  /** The channel that the person looks at beside Slack's agent view: its default place counts there. */
  viewing?: string;
  /** IANA time zone from the person's Slack profile. */
  zone?: string;
  /** Others see the reply. */
  public?: boolean;
  /** What was filled in in the form of the command line, by field. */
  filled?: Readonly<Record<string, string>>;
  /**
   * Makes the bot a member of the channel. Returns undefined when it is one now, otherwise Slack's error. Absent
   * without Slack.
   */
  join?: () => Promise<string | undefined>;
  /** Makes a CSV file of a command line's result where the asker gets it, and reports on it. */
  export?: (line: string) => Promise<Notice>;
}

/** The terminal counts as a channel to which nothing is posted. */
export const LOCAL: Asker = { channelId: 'local', userId: 'local', role: 'admin' };

/** The contract of a subcommand: one file below commands/ and one line in commands/index.ts. */
export interface Subcommand extends Declares {
  name: string;
  summary: string;
  usage: string;
  examples: string[];
  /** The filter keys it accepts, each with a line of help. `page` is always accepted. */
  filters: Record<string, string>;
  /** More lines for `help <name>`. */
  notes?: string[];
  /** An id or another command line follows its name, and is passed as typed. */
  takesLine?: true;
  /** True when the answer is as of today although no filter says so. */
  isOfToday?(args: Args): boolean;
  /** Ids of the sources its answers use; absent means all of them. */
  restsOn?: readonly string[];
  /**
   * The whole result, for `export`. Without it, the tables of the answer are used. Returns a notice for a question back
   * or an empty result.
   */
  table?(context: Context, args: Args, asker: Asker): Promise<FullTable | Notice>;
  run(context: Context, args: Args, asker: Asker): Promise<Answer | Notice>;
  /** The form that the line opens where forms can be shown, in place of an answer; undefined when it has none. */
  form?(context: Context, args: Args, asker: Asker): Promise<Form | undefined>;
  /** What is wrong with a filled form: a sentence by field, none of which repeats personal data. */
  check?(context: Context, args: Args, asker: Asker): Promise<Record<string, string>>;
}

/** Splits a typed line into the subcommand that it starts with, the words that follow, and what they do. */
export type CommandOf = (
  text: string,
) => { subcommand: Subcommand; rest: string; declaration: Declaration } | undefined;

/** Answers a command line without storing the answer. `show`, `cite` and others use it to ask again. */
export type AnswerLine = (context: Context, line: string, asker: Asker) => Promise<Answer | Notice>;
