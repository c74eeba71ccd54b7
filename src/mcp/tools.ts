import { z } from 'zod';
import { lineOf } from '../command-line/parse.ts';
import type { Subcommand } from '../command-line/subcommand.ts';

/** A question that an assistant may ask: one per command that only reads. */
export interface Tool {
  name: string;
  description: string;
  input: z.ZodType<Question, unknown>;
  lineOf(question: Question): string;
}

/** What an assistant sends: words, filters by name, and a page. */
export type Question = { words?: string | undefined; page?: number | undefined } & Record<string, unknown>;

/** `watches` belongs to a channel, and a chart's numbers are those of `stats`. */
const LEFT_OUT = new Set(['watches', 'chart']);

const LONGEST = 1000;

/** The commands that change nothing and that every reader may run, as tools. */
export function toolsOf(subcommands: readonly Subcommand[]): Tool[] {
  return subcommands
    .filter((each) => each.effects === 'none' && !each.private && !each.actions && !LEFT_OUT.has(each.name))
    .map(toolOf);
}

function toolOf(subcommand: Subcommand): Tool {
  const { name, summary, usage, examples, filters, notes = [] } = subcommand;
  const filter = (about: string) =>
    z
      .union([z.string().max(LONGEST), z.array(z.string().max(LONGEST)).max(20)])
      .optional()
      .describe(about);
  const shape: Record<string, z.ZodType> = {
    words: z.string().max(LONGEST).optional().describe(`What follows the command's name. Usage: ${usage}`),
    page: z.number().int().min(1).max(10_000).optional().describe('Page of a long list; the first is 1.'),
  };
  for (const [key, about] of Object.entries(filters)) shape[key] = filter(about);
  return {
    name,
    description: [`${summary}.`, `Examples: ${examples.join(' · ')}`, ...notes].join('\n'),
    input: z.strictObject(shape) as z.ZodType<Question, unknown>,
    lineOf: (question) => commandLine(subcommand, question),
  };
}

/** The line that a person would type. Filters are quoted, so a value cannot become another filter. */
function commandLine({ name, filters, takesLine }: Subcommand, { words = '', page, ...rest }: Question): string {
  const free = words.replace(/\s+/g, ' ').trim();
  if (takesLine) return `${name} ${free}`.trim();
  const given: Record<string, string[]> = {};
  for (const key of Object.keys(filters)) {
    const value = rest[key];
    if (value !== undefined)
      given[key] = [value].flat().map((each) =>
        String(each)
          .replace(/["\s]+/g, ' ')
          .trim(),
      );
  }
  const paged = page === undefined || page === 1 ? '' : `page:${page}`;
  return [name, free, lineOf('', [], given).trim(), paged].filter(Boolean).join(' ');
}
