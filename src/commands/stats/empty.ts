import type { Answer, Notice } from '../../answer.ts';
import type { Elsewhere } from '../../cards/elsewhere.ts';
import type { Window } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { ReadFilters } from '../../filters/read-filters.ts';
import { noneMatches, unknownWord } from '../../filters/unknown-word.ts';
import { namedPlaces, placeLabel } from '../../places/labels.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { withThe } from '../../rules/with-the.ts';
import { type Counts, countSubject } from './counts.ts';
import { figuresAnswer } from './figures.ts';

/** A question about a subject that has no row to count. */
interface Unanswered {
  args: Args;
  subject: RecordsSubject;
  window: Window;
  filters: ReadFilters;
  counts: Counts;
  filterWords: string;
  elsewhere: Elsewhere | undefined;
}

/** Why nothing is counted, most specific reason first, and what is known instead. */
export async function emptyStats(context: Context, asked: Unanswered): Promise<Answer | Notice> {
  const { args, subject, window, filters, filterWords, elsewhere } = asked;
  const title = `Detainers in ${withThe(subject.title)}`;
  const bare = { ...subject.filter, ...window };
  const about = { title: subject.title, filter: bare };
  if (filters.unknown) return { ...(await unknownWord(context, args, filters.unknown, about)), title };
  if (elsewhere && elsewhere.total > 0)
    return {
      kind: 'notice',
      title,
      summary: `No loaded detainer was sent to a facility that ${withThe(subject.title)} itself runs${filterWords}.`,
      parts: [{ kind: 'note', text: elsewhere.note }],
      followUps: elsewhere.choices,
      words: args.line,
    };
  const { total } = await countSubject(context, subject, bare);
  if (total > 0)
    return { ...(await noneMatches(context, args, filters.words, { ...about, total, filterWords })), title };
  const figures = await figuresAnswer(context, subject, { ...bare, ...filters.filter }, { title, line: args.line });
  return figures ?? noRecordsNotice(asked, title);
}

/** A sentence instead of an empty table: no rows, and what is loaded. */
function noRecordsNotice(
  { args, subject, window, counts: { loaded }, filterWords }: Unanswered,
  title: string,
): Notice {
  const place = subject.meaning ? placeLabel(subject.meaning) : undefined;
  const days = window.from || window.to ? ' in those days' : '';
  const parts =
    loaded.first && loaded.last
      ? [
          {
            kind: 'note' as const,
            text: `Rows around it are loaded from ${formatDate(loaded.first)} to ${formatDate(loaded.last)}. No record here is not proof that there was no detainer.`,
          },
        ]
      : [];
  return {
    kind: 'notice',
    title,
    summary:
      loaded.first && loaded.last && touches(window, loaded.first, loaded.last)
        ? `None of the detainer records that are loaded is of ${withThe(subject.title)}${days}${filterWords}.`
        : `No detainer records are loaded for ${withThe(subject.title)}${days}${filterWords}.`,
    parts,
    followUps: [
      ...(place
        ? [
            { label: 'Policy here', words: `policy "${place}"` },
            { label: 'Releases here', words: `releases in:"${place}"` },
          ]
        : []),
      { label: 'What is loaded', words: 'sources' },
    ],
    words: args.line,
    unloaded: namedPlaces(subject),
  };
}

const touches = ({ from, to }: Window, first: string, last: string): boolean =>
  (from === undefined || from <= last) && (to === undefined || to >= first);
