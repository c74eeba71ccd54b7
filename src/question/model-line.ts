import { coverWords } from './cover.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { narrowPlaces } from './narrow-places.ts';
import { readSpans } from './read.ts';
import { draftOf } from './read-command.ts';
import { toReading } from './said.ts';
import type { FoundPlace, Span } from './span.ts';
import { splitWords } from './words.ts';

const LONGEST = 300;
/** Filters with a date; a line may hold only days that the question says. */
const DATED = new Set(['since', 'until', 'on', 'signed-since', 'left-since']);
/** Filters that a model may not set: a clock is about one person, and the others say nothing of the question. */
const CLOSED = new Set(['release', 'page', 'theme', 'state', 'at', 'tz']);

/**
 * A model's line as the desk writes it, where it may be offered: one command that only reads, in whose grammar it is, with
 * no place, day or reference that the recognisers did not find in the question, and no word that is neither the
 * question's nor the desk's. Undefined otherwise: a model is not believed.
 */
export async function checkModelLine(
  desk: Desk,
  question: string,
  answered: string,
  today: string,
  mayRun: (command: string) => boolean,
): Promise<string | undefined> {
  const line = lineIn(answered);
  const found = line === undefined ? undefined : desk.commandOf(line);
  if (!found || found.subcommand.takesLine || !mayRun(found.subcommand.name)) return undefined;
  const draft = await parsed(desk, found, today);
  if (!draft || draft.wrap || draft.asks) return undefined;
  const spans = await readSpans(desk, question, today);
  const known = wordsKnown(desk, question, spans);
  if (!(await placesFound(desk, draft, question, spans))) return undefined;
  if (!filtersFound(draft, spans, known, found.subcommand.filters)) return undefined;
  if (!wordsFound(draft, spans, known)) return undefined;
  const reading = await toReading(desk, draft, []);
  return reading.outcome === 'run' && !reading.confirm ? reading.line : undefined;
}

/** One line of plain letters; what is more is no command. */
function lineIn(answered: string): string | undefined {
  const text = answered
    .slice(0, 2 * LONGEST)
    .replace(/```[a-z]*/g, '')
    .trim()
    .replace(/^`(.*)`$/, '$1')
    .replace(/^\/?detainer /i, '')
    .trim();
  return text === '' || text.length > LONGEST || /[^\x20-\x7E]/.test(text) ? undefined : text;
}

async function parsed(
  desk: Desk,
  { subcommand, rest }: NonNullable<ReturnType<Desk['commandOf']>>,
  today: string,
): Promise<Draft | undefined> {
  try {
    return (await draftOf(desk, subcommand, rest, today))?.draft;
  } catch {
    return undefined;
  }
}

const keyOf = ({ words, outcome }: FoundPlace): string | undefined =>
  words === 'us'
    ? 'us'
    : outcome.outcome === 'answer'
      ? `${outcome.meaning.canonical}|${outcome.meaning.state ?? ''}|${outcome.meaning.kind}`
      : undefined;

/** Every place of the line is one of the question, by its meaning. One that may mean several was not found. */
async function placesFound(
  desk: Desk,
  { places = [] }: Draft,
  question: string,
  spans: readonly Span[],
): Promise<boolean> {
  const words = splitWords(question);
  const cover = coverWords(
    words.length,
    spans.filter(({ kind }) => kind === 'place' || kind === 'detail'),
    () => true,
  );
  const narrowed = await narrowPlaces(cover, desk.names, words);
  const own = new Set([...cover, ...narrowed].flatMap(({ place }) => (place ? (keyOf(place) ?? []) : [])));
  return places.every((place) => {
    const key = keyOf(place);
    return key !== undefined && own.has(key);
  });
}

function wordsKnown({ lexicon }: Desk, question: string, spans: readonly Span[]): (word: string) => boolean {
  const own = new Set(splitWords(question).map(({ key }) => key));
  const values = new Set(spans.flatMap(({ value }) => splitWords(value).map(({ key }) => key)));
  return (word) => lexicon.words.has(word) || own.has(word) || values.has(word);
}

function filtersFound(
  { filters = {} }: Draft,
  spans: readonly Span[],
  isKnown: (word: string) => boolean,
  grammar: Readonly<Record<string, string>>,
): boolean {
  const days = new Set(
    spans.flatMap(({ time }) => [time?.from, time?.to, time?.on].filter((day) => day !== undefined)),
  );
  const laws = new Set(spans.flatMap(({ kind, value }) => (kind === 'law' ? [value.toLowerCase()] : [])));
  return Object.entries(filters).every(([key, values]) =>
    values.every((value) => {
      if (CLOSED.has(key)) return false;
      if (DATED.has(key)) return days.has(value);
      if (key === 'against') return value === 'last-year';
      if (key === 'around') return days.has(value) || laws.has(value.toLowerCase());
      const terms = new Set(splitWords(grammar[key] ?? '').map((word) => word.key));
      return splitWords(value.replace(/,/g, ' ')).every((word) => isKnown(word.key) || terms.has(word.key));
    }),
  );
}

/** The words beside the places: a reference of the question, or words of the command's grammar. */
function wordsFound({ command, words }: Draft, spans: readonly Span[], isKnown: (word: string) => boolean): boolean {
  if (!words) return true;
  if (command === 'lookup') return spans.some(({ kind, value }) => kind === 'reference' && value === words);
  return splitWords(words).every(({ key }) => isKnown(key) || key === words || /^\d{1,2}$/.test(key));
}
