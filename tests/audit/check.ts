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

/**
 * The answer and what stands behind its _More_, as one text; what stands on several lines of a table's cell or a sentence
 * is joined. A refusal is an answer.
 */
async function answered(desk: Context, line: string): Promise<{ text: string; first: string }> {
  const ask = (words: string) =>
    answerWords(desk, words, LOCAL).catch((cause: unknown) => {
      if (cause instanceof UserError) return cause;
      throw cause;
    });
  const answer = await ask(line);
  if (answer instanceof UserError) return { text: answer.message, first: answer.message };
  const more = answer.followUps.find(({ words }) => words.endsWith('more:all'));
  const whole = more ? await ask(more.words) : undefined;
  const first = renderText(answer);
  const text =
    whole && !(whole instanceof UserError)
      ? `${first}
${renderText(whole)}`
      : first;
  return { first, text: `${text}\n${text.replace(/\n(?=[a-z(])/g, ' ').replace(/ {2,}(?=[a-z(])/g, ' ')}` };
}

/** Asks the line. What it must say may stand behind _More_; what it must not say is not in the first message. */
export async function check(desk: Context, { line, says, never = [] }: Audited): Promise<void> {
  const { text, first } = await answered(desk, line);
  const flat = text.replace(/\s+/g, ' ');
  for (const each of says) expect(each.test(text) || each.test(flat), `${each}\n${text}`).toBe(true);
  for (const each of never) expect(each.test(first.replace(/\s+/g, ' ')), `${each}\n${first}`).toBe(false);
}
