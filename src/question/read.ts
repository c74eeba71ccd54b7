import { coverWords } from './cover.ts';
import type { Desk } from './desk.ts';
import { findSpans, isFreeIn, isTakenIn } from './find-spans.ts';
import { changeLine } from './follow-up.ts';
import { findDrafts, uncovered } from './intents.ts';
import { languageOf } from './language.ts';
import { narrowPlaces } from './narrow-places.ts';
import { isAsked, isTalk, withoutPreamble } from './preamble.ts';
import { fillFromQuotation, placesIn } from './quotation.ts';
import { readCommand } from './read-command.ts';
import type { Reading } from './reading.ts';
import { FREE } from './recognise/common.ts';
import { findRefusal } from './recognise/not-answered.ts';
import { findPersons } from './recognise/person.ts';
import { offersFor, refusalOf } from './refusals.ts';
import { repairPlaces } from './repair-places.ts';
import { repairWords } from './repair-words.ts';
import { ask, explain, explained, greet, lost, refuse, toReading } from './said.ts';
import type { Span } from './span.ts';
import { tidyQuestion } from './tidy.ts';
import { splitQuestions } from './two-questions.ts';
import { unread } from './unread.ts';
import { splitWords, type Word } from './words.ts';
import { writeLine } from './write-line.ts';

/** A command that takes an id, and the id. */
const MOST_OF_ID = 3;

export interface Question {
  words: string;
  /** The command line before it in the same conversation. */
  previous?: string;
  /** The asker's day, ISO. */
  today: string;
}

/**
 * Reads words as a command line. Nothing is run here, and a reading that leaves a content word out is none. What is asked
 * in another language is answered with one sentence in it.
 */
export async function readQuestion(desk: Desk, question: Question): Promise<Reading> {
  const reading = await readEnglish(desk, question);
  const language = languageOf(question.words.slice(0, 500));
  if (!language) return reading;
  if (!language.reads && reading.outcome !== 'run')
    return { ...reading, said: reading.outcome !== 'refuse' ? language.said : `${language.said} ${reading.said}` };
  return language.reads ? { ...reading, said: `${language.said} ${reading.said}`, note: language.said } : reading;
}

async function readEnglish(desk: Desk, question: Question): Promise<Reading> {
  const { text, quoted } = tidyQuestion(question.words);
  const command = await readCommand(desk, text, question.today);
  if (command?.isSure) return withoutPerson(desk, question.words, text) ?? command.reading;
  const words = splitWords(text);
  if (words.length === 0) return quoted === '' ? greet() : await askAboutText(desk, quoted);
  const joined = words.map(({ key }) => key).join(' ');
  const refusal = findRefusal(joined) && (await refusalOf(desk, text, words));
  if (refusal) return refuse(refusal, await offersFor(desk, text, words, refusal.why));
  const whole = await readWords(desk, text, words, question, quoted);
  const read = whole && !whole.mayBeTalk ? whole : ((await readAfterTalk(desk, text, question, quoted)) ?? whole);
  const two = (!read || read.isLost) && !command ? await readFirst(desk, text, question, quoted) : undefined;
  if (two) return two;
  // Of English that fits nothing a command has its own word, unless it only begins like one: 'show me ...' names no id.
  const own = command && (command.isSure || words.length <= MOST_OF_ID) ? command : undefined;
  return read && !(read.isLost && own) ? read : (command?.reading ?? lost(words, [], []));
}

/** 'review <@U1>': a mention that a command has no use for is said, and the command is offered without it. */
function withoutPerson({ commandOf }: Desk, typed: string, line: string): Reading | undefined {
  const command = commandOf(typed.trim())?.subcommand.name;
  if (!command || !/<[@#]/.test(typed)) return undefined;
  return ask(`\`${command}\` has no use for the person or channel that was mentioned. Without it:`, '', [line]);
}

/** The question after talk that says nothing of its own. */
async function readAfterTalk(
  desk: Desk,
  text: string,
  question: Question,
  quoted: string,
): Promise<Reading | undefined> {
  for (const { talk, rest } of withoutPreamble(text)) {
    const said = splitWords(talk);
    if (namesAgency(desk, said) || !isTalk(await findSpans(desk, talk, said, question.today))) continue;
    const words = splitWords(rest);
    if (!isAsked(await findSpans(desk, rest, words, question.today))) continue;
    const read = await readWords(desk, rest, words, question, quoted);
    if (read && !read.mayBeTalk && ['run', 'explain', 'unsupported'].includes(read.outcome)) return read;
  }
  return undefined;
}

/** Of two questions in one the first is read, and the second is offered. */
async function readFirst(desk: Desk, text: string, question: Question, quoted: string): Promise<Reading | undefined> {
  for (const { first, second } of splitQuestions(text)) {
    const words = splitWords(first);
    const read = await readWords(desk, first, words, question, quoted);
    if (!read || !['run', 'explain', 'unsupported'].includes(read.outcome) || read.confirm) continue;
    const next = await readEnglish(desk, { words: second, today: question.today, previous: read.line });
    if (next.outcome === 'refuse') return next;
    const note = next.isLost ? 'Only the first question was read; the second one can be asked by itself.' : undefined;
    return {
      ...read,
      ...(note ? { note } : {}),
      others: [...(next.outcome === 'run' ? [next.line] : next.choices.slice(0, 2)), ...(read.others ?? [])],
    };
  }
  return undefined;
}

/** 'Asnta rita jail': a name that was not read is no talk. */
const namesAgency = ({ lexicon }: Desk, words: readonly Word[]): boolean =>
  words.some(({ key }, at) => {
    const before = words[at - 1]?.key ?? '';
    return (
      /^(?:jail|jails|county|parish|sheriff|sheriffs|police|prison)$/.test(key) &&
      /^[a-z]+$/.test(before) &&
      !FREE.has(before) &&
      !lexicon.words.has(before)
    );
  });

/** What the recognisers find in a text, misspelt places among it. */
export async function readSpans(desk: Desk, text: string, today: string): Promise<Span[]> {
  const words = splitWords(text);
  const spans = await findSpans(desk, text, words, today);
  const free = isFreeIn(words);
  const outside = uncovered(words.length, coverWords(words.length, spans, free), free);
  return [...spans, ...(await repairPlaces(text, words, outside, desk.names, desk.lexicon.words))];
}

/** A text without a question: the places that it names, to choose from. */
async function askAboutText(desk: Desk, text: string): Promise<Reading> {
  const short = text.slice(0, 4000);
  const lines: string[] = [];
  for (const place of await placesIn(short, splitWords(short), desk.names, isTakenIn(desk)))
    if (place.outcome.outcome === 'answer')
      lines.push((await writeLine({ command: 'policy', places: [place] }, desk.names)).line);
  const chosen = [...new Set(lines)].slice(0, 5);
  return chosen.length > 0
    ? ask('What would you like to know about this text? It names these places:', '', chosen)
    : ask(
        'What would you like to know about this text? Ask about one place in it, for example: policy "Cook County, IL".',
        '',
        ['help'],
      );
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
  const cover = coverWords(words.length, spans, free);
  let outside = uncovered(words.length, cover, free);
  // 'Daniel ...' is a town too; beside a word that nobody knows it is a person.
  const names = cover.filter(({ kind, from, to }) => kind === 'place' && to === from + 1 && outside.includes(to));
  if (findPersons(text, words, [...names.map(({ from }) => from), ...outside])) return refuse('person');
  if (outside.length > 0) {
    text = repairWords(text, words, outside, desk.lexicon, (key) => desk.names.known(key) !== undefined);
    words = splitWords(text);
    const refusal = findRefusal(words.map(({ key }) => key).join(' '));
    if (refusal) return refuse(refusal);
    free = isFreeIn(words);
    spans = await findSpans(desk, text, words, today);
    outside = uncovered(words.length, coverWords(words.length, spans, free), free);
  }
  if (outside.length > 0) {
    spans = [...spans, ...(await repairPlaces(text, words, outside, desk.names, desk.lexicon.words))];
    outside = uncovered(words.length, coverWords(words.length, spans, free), free);
  }
  const settle = (cover: Span[]) => narrowPlaces(cover, desk.names, words);
  const smalltalk = greetingOf(words, spans, free);
  if (smalltalk) return smalltalk;
  const drafts = outside.length === 0 ? await findDrafts(words, spans, free, settle, today) : [];
  const ready = drafts[0] !== undefined && !drafts[0].draft.asks;
  const definition = explain(words, spans, free, ready || question.previous !== undefined);
  if (definition) return definition;
  const follow =
    question.previous === undefined
      ? undefined
      : await changeLine(desk, question.previous, words, spans, free, drafts[0], today);
  if (follow) return toReading(desk, follow, spans);
  const [first] = drafts;
  if (!first) return unread(desk, { words, spans, outside, isFree: free, settle }, question);
  if (first.draft.command === 'define') return explained(first.draft.words ?? '');
  const draft =
    quoted === '' ? first.draft : await fillFromQuotation(first.draft, quoted, desk.names, isTakenIn(desk), today);
  const reading = await toReading(desk, draft, spans);
  const others: string[] = [];
  for (const each of drafts.slice(1, 4)) others.push((await writeLine(each.draft, desk.names)).line);
  return { ...reading, understood: describeSpans(words, first.slots.spans), others };
}

function greetingOf(
  words: readonly Word[],
  spans: readonly Span[],
  free: (at: number) => boolean,
): Reading | undefined {
  if (spans.some(({ kind, value }) => kind === 'help' && value === 'help')) return undefined;
  const talk = spans.filter(({ kind }) => kind === 'greeting' || kind === 'chatter');
  const cover = coverWords(words.length, talk, free);
  const whole = uncovered(words.length, cover, free).length === 0;
  return whole && (cover.some(({ kind }) => kind === 'greeting') || talk.some(({ kind }) => kind === 'greeting'))
    ? greet(talk.some(({ kind, value }) => kind === 'greeting' && value === 'thanks'))
    : undefined;
}
