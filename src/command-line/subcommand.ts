import type { Answer, FullTable, Notice } from '../answer.ts';
import type { Context } from '../context.ts';
import type { Role } from '../rules/access.ts';
import type { Declaration, Declares } from './declaration.ts';

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
  /** The asker's day (YYYY-MM-DD): every 'today' of an answer is this one. */
  today: string;
}

/** Who asks, and where: what a channel's digest and watches belong to. */
export interface Asker {
  channelId: string;
  userId: string;
  /** What they may do: see rules/access.ts. */
  role: Role;
  /** How the words came in, and from which workspace; for the audit. */
  way?: string;
  workspaceId?: string;
  /** IANA time zone, as Slack gives it. */
  zone?: string;
  /** Others see the reply. */
  public?: boolean;
  /** Makes the bot a member of the channel: undefined when it is one now, else Slack's error. Absent without Slack. */
  join?: () => Promise<string | undefined>;
  /** Makes a CSV file of what a command line finds, where the asker gets it; says what becomes of it. */
  export?: (line: string) => Promise<Notice>;
}

/** The terminal is a channel of its own, to which nothing is posted. */
export const LOCAL: Asker = { channelId: 'local', userId: 'local', role: 'admin' };

/** The contract of a subcommand: one file in this folder and one line in index.ts. */
export interface Subcommand extends Declares {
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

/** Takes a typed line apart: the subcommand that it begins with, what follows, and what that does. */
export type CommandOf = (
  text: string,
) => { subcommand: Subcommand; rest: string; declaration: Declaration } | undefined;

/** Answers a command line without keeping the answer: how `show`, `cite` and others ask again. */
export type AnswerLine = (context: Context, line: string, asker: Asker) => Promise<Answer | Notice>;
