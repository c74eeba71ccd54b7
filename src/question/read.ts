import { coverWords } from './cover.ts';
import type { Desk } from './desk.ts';
import { changeLine } from './follow-up.ts';
import { findDrafts, uncovered } from './intents.ts';
import { narrowPlaces } from './narrow-places.ts';
import { findPhrases } from './phrases.ts';
import { fillFromQuotation } from './quotation.ts';
import { readCommand } from './read-command.ts';
import type { Reading } from './reading.ts';
import { FREE } from './recognise/common.ts';
import { findLaws } from './recognise/law.ts';
import { findRefusal } from './recognise/not-answered.ts';
import { findPersons } from './recognise/person.ts';
import { findPlaces } from './recognise/place.ts';
import { findReferences } from './recognise/reference.ts';
import { findSchedules } from './recognise/schedule.ts';
import { findTimes } from './recognise/time.ts';
import { repairPlaces } from './repair-places.ts';
import { repairWords } from './repair-words.ts';
import { ask, explain, greet, lost, refuse, toReading } from './said.ts';
import type { Span } from './span.ts';
import { tidyQuestion } from './tidy.ts';
import { splitWords, type Word } from './words.ts';
import { writeLine } from './write-line.ts';

export interface Question {
  words: string;
  /** The command line before it in the same conversation. */
  previous?: string;
  /** The asker's day, ISO. */
  today: string;
}

/** Words of time that are also names of places. */
const NO_PLACES = new Set(
  'eastern central mountain pacific western monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december spring summer fall winter'.split(
    ' ',
  ),
);

/** Reads words as a command line. Nothing is run here, and a reading that leaves a content word out is none. */
export async function readQuestion(desk: Desk, question: Question): Promise<Reading> {
  const { text, quoted } = tidyQuestion(question.words);
  const command = await readCommand(desk, text, question.today);
  if (command?.isSure) return command.reading;
  const words = splitWords(text);
  if (words.length === 0)
    return quoted === ''
      ? greet()
      : ask(
          'What would you like to know about this text? Ask about one place in it, for example: policy "Cook County, IL".',
          '',
          ['help'],
        );
  const joined = words.map(({ key }) => key).join(' ');
  const refusal = findRefusal(joined);
  if (refusal) return refuse(refusal);
  const read = await readWords(desk, text, words, question, quoted);
  // English that fits nothing: a command has its own word on it.
  return read && !(read.isLost && command) ? read : (command?.reading ?? lost(words, [], []));
}

const describeSpans = (words: readonly Word[], spans: readonly Span[]): string[] =>
  spans
    .filter(({ kind }) => kind !== 'chatter' && kind !== 'greeting')
    .map(
      ({ kind, value, from, to }) =>
        `${words
          .slice(from, to)
          .map(({ key }) => key)
          .join(' ')}: ${kind}${value === kind ? '' : ` (${value})`}`,
    );

async function readWords(
  desk: Desk,
  text: string,
  words: Word[],
  question: Question,
  quoted: string,
): Promise<Reading | undefined> {
  const { today } = question;
  let spans = await findSpans(desk, text, words, today);
  let free = isFreeIn(words);
  let outside = uncovered(words.length, coverWords(words.length, spans, free), free);
  if (findPersons(text, words, outside)) return refuse('person');
  if (outside.length > 0) {
    text = repairWords(text, words, outside, desk.lexicon, (key) => desk.names.known(key) !== undefined);
    words = splitWords(text);
    free = isFreeIn(words);
    spans = await findSpans(desk, text, words, today);
    outside = uncovered(words.length, coverWords(words.length, spans, free), free);
  }
  if (outside.length > 0) {
    spans = [...spans, ...(await repairPlaces(text, words, outside, desk.names))];
    outside = uncovered(words.length, coverWords(words.length, spans, free), free);
  }
  const settle = (cover: Span[]) => narrowPlaces(cover, desk.names, words);
  const smalltalk = greetingOf(words, spans, free);
  if (smalltalk) return smalltalk;
  const drafts = outside.length === 0 ? await findDrafts(words, spans, free, settle, today) : [];
  const ready = drafts[0] !== undefined && !drafts[0].draft.asks;
  const explained = explain(words, spans, free, ready || question.previous !== undefined);
  if (explained) return explained;
  const follow =
    question.previous === undefined
      ? undefined
      : await changeLine(desk, question.previous, words, spans, free, drafts[0], today);
  if (follow) return toReading(desk, follow, spans);
  const [first] = drafts;
  if (!first) return outside.length > 0 || words.length > 0 ? lost(words, outside, spans) : undefined;
  const draft =
    quoted === '' ? first.draft : await fillFromQuotation(first.draft, quoted, desk.names, isTakenIn(desk), today);
  const reading = await toReading(desk, draft, spans);
  const others: string[] = [];
  for (const each of drafts.slice(1, 4)) others.push((await writeLine(each.draft, desk.names)).line);
  return { ...reading, understood: describeSpans(words, first.slots.spans), others };
}

/** Numbers that are no times: 'over 100 a month'. */
const findNumbers = (words: readonly Word[]): Span[] =>
  words.flatMap(({ key }, from) =>
    /^\d{1,6}$/.test(key) ? [{ kind: 'number' as const, value: key, from, to: from + 1 }] : [],
  );

const isTakenIn =
  ({ lexicon }: Pick<Desk, 'lexicon'>) =>
  (key: string): boolean =>
    lexicon.words.has(key) || NO_PLACES.has(key);

const isFreeIn =
  (words: readonly Word[]) =>
  (at: number): boolean =>
    FREE.has(words[at]?.key ?? '') || /^[&+-]$/.test(words[at]?.key ?? '');

async function findSpans(
  { lexicon, names }: Pick<Desk, 'lexicon' | 'names'>,
  text: string,
  words: readonly Word[],
  today: string,
): Promise<Span[]> {
  return [
    ...findReferences(words),
    ...findLaws(words),
    ...findTimes(words, today),
    ...findSchedules(words, today),
    ...findNumbers(words),
    ...(await findPlaces(text, words, names, isTakenIn({ lexicon }))),
    ...findPhrases(lexicon, words),
  ];
}

function greetingOf(
  words: readonly Word[],
  spans: readonly Span[],
  free: (at: number) => boolean,
): Reading | undefined {
  const talk = spans.filter(({ kind }) => kind === 'greeting' || kind === 'chatter');
  const cover = coverWords(words.length, talk, free);
  const whole = uncovered(words.length, cover, free).length === 0;
  return whole && (cover.some(({ kind }) => kind === 'greeting') || talk.some(({ kind }) => kind === 'greeting'))
    ? greet()
    : undefined;
}
