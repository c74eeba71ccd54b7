import { coverWords } from './cover.ts';
import type { Draft } from './draft.ts';
import { windowFilters } from './draft.ts';
import type { Names } from './names.ts';
import { narrowPlaces } from './narrow-places.ts';
import { FREE } from './recognise/common.ts';
import { findPlaces } from './recognise/place.ts';
import { findTimes } from './recognise/time.ts';
import type { FoundPlace, Span } from './span.ts';
import { splitWords, type Word } from './words.ts';

/** Of a quotation, no more than this is read. */
const MOST = 4000;

/**
 * A question about a quotation takes from it the place that it lacks and, for a published case, the day. Everything
 * else in a quotation, names above all, is left where it is.
 */
export async function fillFromQuotation(
  draft: Draft,
  quoted: string,
  names: Names,
  isTaken: (key: string) => boolean,
  today: string,
): Promise<Draft> {
  if ((draft.places ?? []).length > 0 || !['policy', 'releases', 'stats', 'lookup'].includes(draft.command))
    return draft;
  const words = splitWords(quoted.slice(0, MOST));
  const distinct = (await placesIn(quoted, words, names, isTaken)).filter(
    ({ words: typed, outcome }) => outcome.outcome === 'answer' || / /.test(typed),
  );
  const [place] = distinct;
  if (!place || distinct.length > 1) return { ...draft, asks: 'Which place of the text is meant?', places: [] };
  const days = longest(findTimes(words, today), words.length).flatMap(({ time, from, to }) =>
    time?.from && time.from === time.to && words.slice(from, to).some(({ key }) => /\d/.test(key)) ? [time] : [],
  );
  const time =
    draft.command === 'releases' && days.length === 1 && !draft.filters?.['since'] ? windowFilters(days[0], today) : {};
  const { asks: _, ...rest } = draft;
  const kind = place.outcome.outcome === 'answer' ? place.outcome.meaning.kind : 'jurisdiction';
  return {
    ...rest,
    places: [place],
    ...(draft.command === 'releases' ? { placeFilter: kind === 'agency' ? ('by' as const) : ('in' as const) } : {}),
    filters: { ...draft.filters, ...time },
  };
}

/** The different places that a text names, with what each may mean. An agency stands for its county or city. */
export async function placesIn(
  text: string,
  words: readonly Word[],
  names: Names,
  isTaken: (key: string) => boolean,
): Promise<FoundPlace[]> {
  const all = longest(await findPlaces(text, words, names, isTaken), words.length).filter(({ from }) => {
    // 'Norrth Carolina sheriff' is not the sheriff of Carolina.
    const before = words[from - 1];
    return !before?.capital || before.ends || isTaken(before.key) || FREE.has(before.key);
  });
  const found = await narrowPlaces(await Promise.all(all.map((span) => jurisdictionOf(span, names))), names);
  const places = found.flatMap(({ place }) =>
    place && place.words !== 'us' && place.outcome.outcome !== 'none' ? [place] : [],
  );
  return places.filter((place, at) => places.findIndex((other) => keyOf(other) === keyOf(place)) === at);
}

/** The county or city of a named agency: a case is found by its place, whatever the text calls the agency. */
async function jurisdictionOf(span: Span, names: Names): Promise<Span> {
  const { place } = span;
  const words = place?.words.replace(/['’]?s? (?:sheriff|police|pd\b|so\b|department).*$/i, '') ?? '';
  if (!place || words === place.words || words === '') return span;
  const outcome = await names.find(words);
  return outcome.outcome === 'none' ? span : { ...span, place: { words, outcome } };
}

const keyOf = ({ words, outcome }: NonNullable<Span['place']>): string =>
  outcome.outcome === 'answer' ? `${outcome.meaning.canonical}|${outcome.meaning.state ?? ''}` : words.toLowerCase();

/** The spans that together cover the most. */
const longest = (spans: readonly Span[], count: number): Span[] => coverWords(count, spans, () => false);
