import { expect } from 'vitest';
import { renderText } from '../../src/blocks/text.ts';
import { LOCAL } from '../../src/command-line/subcommand.ts';
import { answerWords } from '../../src/commands/answer-words.ts';
import type { Context } from '../../src/context.ts';
import { UserError } from '../../src/errors.ts';

/** A line, what its answer must say, and what it must not. Written from the raw data before the line was run. */
export interface Audited {
  line: string;
  says: RegExp[];
  never?: RegExp[];
}

export const audited = (line: string, says: RegExp[], never: RegExp[] = []): Audited => ({ line, says, never });

/** The answer as one text; what stands on several lines of a table's cell or a sentence is joined. A refusal is an answer. */
async function answered(desk: Context, line: string): Promise<string> {
  const text = await answerWords(desk, line, LOCAL).then(renderText, (cause: unknown) => {
    if (cause instanceof UserError) return cause.message;
    throw cause;
  });
  return `${text}\n${text.replace(/\n(?=[a-z(])/g, ' ').replace(/ {2,}(?=[a-z(])/g, ' ')}`;
}

/** Asks the line and holds its answer against what it must and must not say. */
export async function check(desk: Context, { line, says, never = [] }: Audited): Promise<void> {
  const text = await answered(desk, line);
  const flat = text.replace(/\s+/g, ' ');
  for (const each of says) expect(each.test(text) || each.test(flat), `${each}\n${text}`).toBe(true);
  for (const each of never) expect(each.test(flat), `${each}\n${text}`).toBe(false);
}
