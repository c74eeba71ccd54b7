import type { Answer, Notice } from '../../answer.ts';
import { bibtexOf, type Cited, describeQuestion } from '../../cards/citation-formats.ts';
import type { AnswerLine, Asker, CommandOf, Subcommand } from '../../command-line/subcommand.ts';
import { todayOf } from '../../command-line/today.ts';
import type { Context } from '../../context.ts';
import { UserError } from '../../errors.ts';
import { formatDate } from '../../rules/dates.ts';
import { readAnswerId } from '../../rules/reference.ts';
import { findKept, hashOfContent } from './keep-answer.ts';
import { loadedSince, replay } from './replay.ts';

/** `cite <id>`: the sources of an answer as plain text, footnotes and BibTeX. */
export function cite(answerLine: AnswerLine, commandOf: CommandOf): Subcommand {
  return {
    name: 'cite',
    summary: 'The sources of an answer, to be copied: plain, as footnotes and as BibTeX',
    usage: 'cite <id of an answer, or a command>',
    examples: ['cite DD-7K3Q', 'cite policy "Cook County, IL"'],
    effects: 'none',
    heavy: true,
    role: 'reader',
    usesDefaultPlace: true,
    filters: {},
    takesLine: true,
    isOfToday: () => true, // the sources were accessed today
    notes: [
      'Cited are the sources that the words rest on today, with their as-of dates, the question and the day of access.',
    ],
    async run(context, args, asker) {
      if (args.words === '')
        throw new UserError("Cite which answer? An answer's id is in its last line, for example: cite DD-7K3Q");
      const { answer, id, changed } = await answerOf(context, args.words, answerLine, commandOf, asker);
      if (answer.kind === 'notice')
        return { ...answer, parts: [{ kind: 'note', text: 'There are no facts here to cite.' }, ...answer.parts] };
      const cited = citedOf(answer, id, args.today);
      return {
        kind: 'notice',
        title: `Cite ${id ?? answer.title}`,
        summary: `${cited.length === 1 ? 'One source' : `${cited.length} sources`} of: ${answer.title}.`,
        parts: [
          ...(changed ? [{ kind: 'note' as const, text: changed, tone: 'warning' as const }] : []),
          { kind: 'code', title: 'Plain', entries: cited.map(plainOf) },
          { kind: 'code', title: 'Footnotes', entries: cited.map((each, at) => footnoteOf(each, at + 1)) },
          {
            kind: 'code',
            title: 'BibTeX',
            entries: cited.map((each, at) => bibtexOf(each, keyOf(each, at), formatDate(each.asOf))),
          },
        ],
        followUps: [{ label: 'The answer', words: id ? `show ${id}` : answer.words }],
        words: args.line,
      };
    },
  };
}

/** The current answer to a stored answer's command line, or to the command line that was typed. */
async function answerOf(
  context: Context,
  words: string,
  answerLine: AnswerLine,
  commandOf: CommandOf,
  asker: Asker,
): Promise<{ answer: Answer | Notice; id?: string; changed?: string }> {
  if (!readAnswerId(words) && (words.includes(' ') || commandOf(words)))
    return { answer: await answerLine(context, words, asker) };
  const kept = await findKept(context, words, 'cite', asker);
  const answer = await replay(context, kept, answerLine, asker);
  const id = kept.answer_id;
  const loaded = await loadedSince(context, kept, (await todayOf(context, asker)).zone);
  if (loaded.length === 0 || hashOfContent(answer) === kept.said_sha256) return { answer, id };
  return {
    answer,
    id,
    changed: `The answer reads differently since it was given; cited is what the desk says today. Loaded since: ${loaded.join('; ')}.`,
  };
}

function citedOf(answer: Answer, id: string | undefined, accessed: string): Cited[] {
  return answer.citations.map(({ title, formal = title, url, asOf, year }) => ({
    title: formal.replace(/\s+/g, ' ').slice(0, 300),
    ...(url && url.length <= 400 ? { url } : {}),
    asOf,
    ...(year === undefined ? {} : { year }),
    question: answer.words.slice(0, 200),
    accessed,
    ...(id ? { answerId: id } : {}),
  }));
}

const stop = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const plainOf = (cited: Cited): string =>
  `${stop(cited.title)} As of ${formatDate(cited.asOf)}.${cited.url ? ` ${cited.url}` : ''} ${describeQuestion(cited)}, accessed ${formatDate(cited.accessed)}.`;

const footnoteOf = (cited: Cited, number: number): string =>
  `${number}. ${cited.title.replace(/[.\s]+$/, '')} (as of ${formatDate(cited.asOf)})${cited.url ? `, ${cited.url}` : ''}, accessed ${formatDate(cited.accessed)}${cited.answerId ? `, through Detainer Desk (${cited.answerId})` : ', through Detainer Desk'}.`;

const keyOf = (cited: Cited, at: number): string => `${(cited.answerId ?? 'detainer-desk').toLowerCase()}-${at + 1}`;
