import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Notice } from '../answer.ts';
import { renderProblemText, renderText } from '../blocks/text.ts';
import { messageOf, UserError } from '../errors.ts';

/** Draws the charts of an answer and returns their files. Throws Error with a sentence. */
export type SaveCharts = (answer: Answer | Notice) => Promise<string[]>;

export interface Terminal {
  /** The address of the page, if there is one. */
  address?: string | undefined;
  input: Readable & { isTTY?: boolean };
  output: Writable & { isTTY?: boolean };
}

const WELCOME = `In this terminal: type what you would type after /detainer, for example:
  policy "Charlotte, NC" on:2024-12-01
  releases in:"Los Angeles County, CA" since:2020-08
  help
A number repeats a suggestion of the last answer. To leave: exit.
`;

/** The desk in a terminal: a prompt, or commands piped on stdin, one per line. Resolves at the end of the input. */
export async function runTerminal(
  answer: (words: string) => Promise<Answer | Notice>,
  { input, output, address }: Terminal,
  save: SaveCharts = async () => [],
): Promise<void> {
  const interactive = Boolean(input.isTTY && output.isTTY);
  const lines = createInterface(interactive ? { input, output, prompt: 'detainer> ' } : { input });
  if (interactive) {
    output.write(`${address ? `The desk as a page: ${address}\n\n` : ''}${WELCOME}\n`);
    lines.prompt();
  }
  let suggestions: string[] = [];
  for await (const line of lines) {
    const words = line.trim();
    if (/^(exit|quit|q)$/i.test(words)) break;
    const chosen = /^\d{1,2}$/.test(words) ? suggestions[Number(words) - 1] : undefined;
    if (words !== '') {
      if (!interactive || chosen) output.write(`> ${chosen ?? words}\n`);
      const found = await reply(answer, chosen ?? words, save);
      output.write(`${found.text}\n\n`);
      suggestions = found.suggestions;
    }
    if (interactive) lines.prompt();
  }
  lines.close();
}

async function reply(answer: (words: string) => Promise<Answer | Notice>, words: string, save: SaveCharts) {
  try {
    const found = await answer(words);
    const choices = found.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []));
    return {
      text: [renderText(found, { numbered: true }), ...(await describeCharts(found, save))].join('\n'),
      suggestions: [...choices, ...found.followUps].map((action) => action.words),
    };
  } catch (cause) {
    if (cause instanceof UserError) {
      return {
        text: renderProblemText(cause, { numbered: true }),
        suggestions: cause.choices.map((choice) => choice.words),
      };
    }
    return { text: `Something went wrong: ${messageOf(cause)}`, suggestions: [] };
  }
}

async function describeCharts(answer: Answer | Notice, save: SaveCharts): Promise<string[]> {
  try {
    return (await save(answer)).map((file) => `\nChart: ${file}`);
  } catch (cause) {
    return [`\n${messageOf(cause)} The numbers above are the same.`];
  }
}
