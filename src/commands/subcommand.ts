import type { Answer, Notice } from '../answer.ts';
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
  run(context: Context, args: Args): Promise<Answer | Notice>;
}
