import type { Action, Answer, Notice, NoticePart, Part } from '../../answer.ts';
import type { AnswerLine, Asker, Subcommand } from '../../command-line/subcommand.ts';
import { todayOf } from '../../command-line/today.ts';
import type { Context } from '../../context.ts';
import type { KeptAnswer } from '../../db/answers.ts';
import { UserError } from '../../errors.ts';
import { formatMoment } from '../../rules/moment.ts';
import { findKept, hashOfContent } from './keep-answer.ts';
import { loadedSince, replay } from './replay.ts';

/** `show <id>`: the current answer to the stored command line, and what has changed since it was stored. */
export function show(answerLine: AnswerLine): Subcommand {
  return {
    name: 'show',
    summary: 'An earlier answer again, by its id, with what has changed since',
    usage: 'show <id of an answer>',
    examples: ['show DD-7K3Q'],
    effects: 'none',
    heavy: true,
    role: 'reader',
    usesDefaultPlace: true,
    filters: {},
    isOfToday: () => true,
    notes: ['The same words are answered anew; ids are kept for 90 days, with the command line and never with a text.'],
    async run(context, args, asker) {
      if (args.words === '')
        throw new UserError("Show which answer? An answer's id is in its last line, for example: show DD-7K3Q");
      const kept = await findKept(context, args.words, 'show', asker);
      const answer = await replay(context, kept, answerLine, asker);
      const title = `${kept.answer_id}: ${answer.title}`;
      const words = `show ${kept.answer_id}`;
      const since = await changedSince(context, kept, answer, answerLine, asker);
      if (answer.kind === 'notice') return { ...answer, title, words, parts: [since, ...answer.parts] };
      const drawn = answer.parts.some((part) => part.kind === 'chart');
      const again: Action[] = drawn
        ? [{ label: 'Chart, posted to this channel', words: kept.line, seenByAll: true }]
        : [];
      return {
        ...answer,
        title,
        words,
        parts: [since, ...answer.parts.flatMap(withoutPicture)],
        followUps: [...again, ...answer.followUps],
        kept: { id: kept.answer_id, csv: false },
      };
    },
  };
}

/** A chart as its numbers: nobody asked to post the picture in this channel. */
const withoutPicture = (part: Part): Part[] =>
  part.kind === 'chart'
    ? [
        { kind: 'table', title: part.title, columns: part.columns, rows: part.rows, total: part.rows.length },
        { kind: 'note', text: part.alt },
      ]
    : [part];

async function changedSince(
  context: Context,
  kept: KeptAnswer,
  answer: Answer | Notice,
  answerLine: AnswerLine,
  asker: Asker,
): Promise<NoticePart> {
  const { zone } = await todayOf(context, asker);
  const loaded = await loadedSince(context, kept, zone);
  return {
    kind: 'guide',
    title: 'Since it was given',
    items: [
      { text: `Given ${formatMoment(kept.answered_at, zone)}, to: ${kept.line}` },
      {
        text: loaded.length > 0 ? `Loaded since: ${loaded.join('; ')}.` : 'None of its sources has been loaded since.',
      },
      { text: await describeDifference(context, kept, answer, answerLine, asker) },
    ],
  };
}

/** Says whether the text changed because of new facts or only because the line is about another day now. */
async function describeDifference(
  context: Context,
  kept: KeptAnswer,
  answer: Answer | Notice,
  answerLine: AnswerLine,
  asker: Asker,
): Promise<string> {
  if (hashOfContent(answer) === kept.said_sha256) return 'It reads the same today.';
  const then = () => new Date(kept.answered_at);
  const atThatTime = await answerLine({ ...context, now: then }, kept.line, asker).catch(() => undefined);
  return atThatTime && hashOfContent(atThatTime) === kept.said_sha256
    ? 'It reads differently only because another day is asked about: as of that day it is the same.'
    : 'It reads differently today: what follows is the answer of now.';
}
