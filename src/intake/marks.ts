import { mayBeName, withoutPersons } from '../rules/private-text.ts';
import { findPeople } from './find/people.ts';
import type { Figure, Found, ProposedCase, Span, Sure } from './found.ts';
import { readText } from './text/read-text.ts';

/** Where a field of a proposal was read from, with the words that were read, without names. */
export interface Mark {
  from: Span;
  words: string;
  sure: Sure;
  why?: string;
}

/** The column of a case that each field of a proposal becomes. */
const COLUMN: Readonly<Record<string, string>> = {
  outcome: 'detainer_outcome',
  how_released: 'release_kind',
  removal_order: 'notes',
  disputed: 'disputed_or_corrected',
};
/** Words of a mark; longer ones are cut. */
const LONGEST = 90;

/**
 * The marks of a case, by column. Of what a text says several times, the first three. `names` are the words that name
 * people in the text.
 */
export function marksOf(text: string, names: ReadonlySet<string>, made: ProposedCase): Record<string, Mark[]> {
  const { offences, later_events, from: _, ...fields } = made;
  const marks: Record<string, Mark[]> = {
    offences: offences.slice(0, 3).map((found) => markOf(text, names, found)),
    later_event: later_events.slice(0, 3).map((found) => withoutUnknown(markOf(text, names, found))),
  };
  for (const [field, found] of Object.entries(fields))
    if (isFound(found)) {
      const mark = markOf(text, names, found);
      marks[COLUMN[field] ?? field] = [COLUMN[field] ? withoutUnknown(mark) : mark];
    }
  return Object.fromEntries(Object.entries(marks).filter(([, found]) => found.length > 0));
}

/** The same of a figure. */
export function marksOfFigure(text: string, names: ReadonlySet<string>, figure: Figure): Record<string, Mark[]> {
  const { jurisdiction, state, period } = figure;
  const found = { offences: figure, jurisdiction, state, release_date: period };
  return Object.fromEntries(
    Object.entries(found).flatMap(([column, each]) => (each ? [[column, [markOf(text, names, each)]]] : [])),
  );
}

const isFound = (found: unknown): found is Found<unknown> =>
  typeof found === 'object' && found !== null && 'from' in found;

function markOf(text: string, names: ReadonlySet<string>, { from, sure, why }: Found<unknown>): Mark {
  return { from, words: wordsAt(text, names, from), sure, ...(why ? { why } : {}) };
}

/** Of words from a whole sentence, capital words together that no word marks as a place or an agency may be a name. */
const withoutUnknown = (mark: Mark): Mark => ({
  ...mark,
  words: mark.words.replace(RUN, (run) => (mayBeName(run) ? '(name)' : run)),
});
const RUN = /\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’-]{1,30}){1,4}/gu;

/** The words that name people in a text: every capital word of a name, wherever it stands. */
export function namesIn(text: string): Set<string> {
  const names = readText(text).sentences.flatMap(({ text: sentence }) =>
    findPeople(sentence, true).flatMap((mention) => mention.names),
  );
  return new Set(names.flatMap((name) => name.match(WORD) ?? []).map((word) => word.toLowerCase()));
}

const WORD = /\p{L}[\p{L}'’]*/gu;
/** Capital words before an age or a description: 'Ana Lopez Vega, 31,', 'Ana Lopez Vega, a citizen'. */
const NAMED = /(?:\p{Lu}[\p{L}'’-]{0,30} ){1,5}\p{Lu}[\p{L}'’-]{0,30}(?=,? (?:\d{1,3}\b|an? |who ))/gu;

/** The words of a place in the text as pasted: on one line, short, and without what looks like a person. */
function wordsAt(text: string, names: ReadonlySet<string>, [from, to]: Span): string {
  const plain = text
    .slice(from, Math.min(to, from + 4 * LONGEST))
    .replace(/<[^>]{0,300}>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(NAMED, '(name)')
    .replace(WORD, (word) => (/^\p{Lu}/u.test(word) && names.has(word.toLowerCase()) ? '(name)' : word))
    .replace(/\(name\)(?:[ -]\(name\)){1,9}/g, '(name)');
  const short = plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
  return withoutPersons(short);
}
