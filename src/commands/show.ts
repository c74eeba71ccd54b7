import type { Answer, Notice, NoticePart } from '../answer.ts';
import type { Context } from '../context.ts';
import type { KeptAnswer } from '../db/answers.ts';
import { findImport, findNewestLoadedIds } from '../db/imports.ts';
import { UserError } from '../errors.ts';
import { showDate } from '../rules/dates.ts';
import { findKept, hashOfSaid } from './keep-answer.ts';
import type { AnswerLine, Asker, Subcommand } from './subcommand.ts';

/** `show <id>`: the same words answered as of now, and what has changed since. */
export function show(answerLine: AnswerLine): Subcommand {
  return {
    name: 'show',
    summary: 'An earlier answer again, by its id, with what has changed since',
    usage: 'show <id of an answer>',
    examples: ['show DD-7K3Q'],
    filters: {},
    notes: ['The same words are answered anew; ids are kept for 90 days, with the command line and never with a text.'],
    async run(context, args, asker) {
      if (args.words === '')
        throw new UserError("Show which answer? An answer's id is in its last line, for example: show DD-7K3Q");
      const kept = await findKept(context, args.words, 'show');
      const answer = await replay(context, kept, answerLine, asker);
      const title = `${kept.answer_id}: ${answer.title}`;
      const words = `show ${kept.answer_id}`;
      const since = await changedSince(context, kept, answer, answerLine, asker);
      if (answer.kind === 'notice') return { ...answer, title, words, parts: [since, ...answer.parts] };
      return { ...answer, title, words, parts: [since, ...answer.parts], kept: { id: kept.answer_id, csv: false } };
    },
  };
}

/** The kept line's answer of now; a mistake that its words have become is said with the words. */
export async function replay(
  context: Context,
  kept: KeptAnswer,
  answerLine: AnswerLine,
  asker: Asker,
): Promise<Answer | Notice> {
  try {
    return await answerLine(context, kept.line, asker);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(`${kept.answer_id} was: ${kept.line}. Today the desk says: ${cause.message}`, {
      choices: cause.choices,
    });
  }
}

async function changedSince(
  context: Context,
  kept: KeptAnswer,
  answer: Answer | Notice,
  answerLine: AnswerLine,
  asker: Asker,
): Promise<NoticePart> {
  const loaded = await loadedSince(context, kept);
  return {
    kind: 'guide',
    title: 'Since it was given',
    items: [
      { text: `Given ${momentSaid(kept.answered_at)}, to: ${kept.line}` },
      {
        text: loaded.length > 0 ? `Loaded since: ${loaded.join('; ')}.` : 'None of its sources has been loaded since.',
      },
      { text: await differenceSaid(context, kept, answer, answerLine, asker) },
    ],
  };
}

/** '24 Nov 2026 10:00 UTC'. */
export const momentSaid = (instant: string): string => `${showDate(instant.slice(0, 10))} ${instant.slice(11, 16)} UTC`;

/** Sources with a newer import than the answer rests on, each with its day and file. */
export async function loadedSince({ db }: Pick<Context, 'db'>, kept: KeptAnswer): Promise<string[]> {
  const before = JSON.parse(kept.imports) as Record<string, number>;
  const newest = await findNewestLoadedIds(db);
  const said: string[] = [];
  for (const [source, importId] of Object.entries(newest)) {
    const known = before[source];
    if (known === undefined || importId <= known) continue;
    const brought = await findImport(db, importId);
    if (brought) said.push(`${source} (${brought.file}, ${momentSaid(brought.finished_at)})`);
  }
  return said;
}

/** Same words, other text: because of the facts, or only because another day is asked about? */
async function differenceSaid(
  context: Context,
  kept: KeptAnswer,
  answer: Answer | Notice,
  answerLine: AnswerLine,
  asker: Asker,
): Promise<string> {
  if (hashOfSaid(answer) === kept.said_sha256) return 'It reads the same today.';
  const then = () => new Date(kept.answered_at);
  const atThatTime = await answerLine({ ...context, now: then }, kept.line, asker).catch(() => undefined);
  return atThatTime && hashOfSaid(atThatTime) === kept.said_sha256
    ? 'It reads differently only because another day is asked about: as of that day it is the same.'
    : 'It reads differently today: what follows is the answer of now.';
}
