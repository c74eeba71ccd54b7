import { addDays, addMonths } from '../rules/dates.ts';
import { withAct, withFilters, without, withTime } from './change-line.ts';
import { coverWords } from './cover.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { type Found, findDrafts, uncovered } from './intents.ts';
import { inState, isState, narrowPlaces, stateOf } from './narrow-places.ts';
import { draftOf } from './read-command.ts';
import { type Slots, slotsOf } from './slots.ts';
import { type FoundPlace, type Kind, type Span, WHOLE_COUNTRY } from './span.ts';
import type { Word } from './words.ts';

/** What of the line before may change. */
const SLOTS = [
  'same',
  'time',
  'place',
  'by',
  'outcome',
  'citizenship',
  'charge',
  'criminality',
  'detail',
  'dimension',
  'act',
  'compare',
] as const satisfies readonly Kind[];
const CHANGES: readonly Kind[] = [...SLOTS, 'chatter', 'greeting', 'detainer', 'ice', 'people', 'loaded'];
const WEAK = new Set(['a place alone', 'a place and its days', 'records of a kind', 'sources', 'a picture of a place']);

/**
 * The line before with one slot changed: "and in 2024?", "same for New Jersey", "as a chart". A question that is whole
 * by itself is none of these, and takes from the line before only the place that it lacks.
 */
export async function changeLine(
  desk: Desk,
  previous: string,
  words: readonly Word[],
  spans: readonly Span[],
  free: (at: number) => boolean,
  own: Found | undefined,
  today: string,
): Promise<Draft | undefined> {
  // 'This is wrong' speaks of the answer, and changes nothing of its line.
  if (own?.intent === 'editing') return undefined;
  const before = await readPrevious(desk, previous, today);
  if (!before) return undefined;
  const lacksPlace = own?.draft.command === 'digest' && own.draft.words === 'on' && own.draft.places?.length === 0;
  const ready = own && !own.draft.asks && !WEAK.has(own.intent) && !lacksPlace && !isAboutBefore(own, before);
  const cover = coverWords(
    words.length,
    spans
      .filter(({ kind }) => CHANGES.includes(kind))
      .sort((a, b) => CHANGES.indexOf(a.kind) - CHANGES.indexOf(b.kind)),
    free,
  );
  const changes = cover.some(({ kind, value }) => kind === 'same' && value !== 'there');
  if ((!ready || changes) && uncovered(words.length, cover, free).length === 0) {
    const changed = await change(desk, before, slotsOf(cover, words), today);
    if (changed) return changed;
  }
  if (ready) return undefined;
  return fillPlace(desk, before, words, spans, free, today);
}

/** 'Which county had the most' after an answer on Texas is about Texas, and not about the whole country. */
const isAboutBefore = ({ draft, slots }: Found, { places = [] }: Draft): boolean =>
  COUNTED.has(draft.command) && slots.places.length === 0 && places.length > 0;

async function readPrevious(desk: Desk, previous: string, today: string): Promise<Draft | undefined> {
  const found = desk.commandOf(previous);
  if (!found) return undefined;
  try {
    return (await draftOf(desk, found.subcommand, found.rest, today))?.draft;
  } catch {
    return undefined;
  }
}

async function change(desk: Desk, before: Draft, slots: Slots, today: string): Promise<Draft | undefined> {
  let draft: Draft = before;
  if (!SLOTS.some((kind) => slots.has(kind))) return undefined;
  // 'List the illegals' asks for a list of people, whatever was asked before.
  if (slots.has('loaded', 'people', 'slur') && slots.has('act', 'list', 'export')) return undefined;
  if (slots.has('compare', 'year')) return isShift(slots) ? yearBefore(draft, slots) : againstYear(draft, slots);
  if (slots.has('same', 'without')) draft = { ...draft, filters: without(draft.filters, 'since', 'until', 'on') };
  if (slots.time) {
    const changed = previousPeriod(draft, slots) ?? withTime(draft, slots, today);
    if (!changed) return undefined;
    draft = changed;
  }
  const placed = await withPlaces(desk, draft, slots);
  if (!placed) return undefined;
  const filtered = withFilters(desk, placed, slots);
  return filtered && withAct(filtered, slots);
}

async function withPlaces(desk: Desk, draft: Draft, slots: Slots): Promise<Draft | undefined> {
  const places = draft.places ?? [];
  const states = [...new Set(places.flatMap((place) => stateOf(place) ?? []))];
  if (slots.has('same', 'country')) return { ...draft, places: [WHOLE_COUNTRY] };
  if (slots.has('same', 'whole')) {
    const [words = ''] = states;
    return states.length === 1 ? { ...draft, places: [{ words, outcome: await desk.names.find(words) }] } : undefined;
  }
  if (slots.places.length === 0) return slots.has('compare') ? undefined : draft;
  const named: FoundPlace[] = [];
  for (const place of slots.places)
    named.push((place.outcome.outcome === 'ask' && (await inState(place, states, desk.names))) || place);
  if (slots.has('compare')) return sideBySide(draft, named);
  if (slots.has('same', 'add'))
    return draft.command === 'stats' || draft.command === 'compare' ? sideBySide(draft, named) : undefined;
  if (draft.command === 'compare') return slots.has('same', 'remove') ? withoutSides(draft, named) : undefined;
  return (await meantBefore(desk, draft, named)) ?? atOtherPlace(draft, named);
}

const sideBySide = (draft: Draft, named: FoundPlace[]): Draft => ({
  ...(draft.wrap ? { wrap: draft.wrap } : {}),
  command: 'compare',
  joint: ' with ',
  places: [...(draft.places ?? []), ...named],
  filters: windowOnly(draft),
});

function withoutSides(draft: Draft, named: FoundPlace[]): Draft | undefined {
  const places = draft.places ?? [];
  const left = places.filter((place) => !named.some((each) => sameMeaning(each, place)));
  return left.length < places.length && left.length > 1 ? { ...draft, places: left } : undefined;
}

/** "No, the one in Georgia": the place that was asked about, in that state. */
async function meantBefore(desk: Desk, draft: Draft, named: FoundPlace[]): Promise<Draft | undefined> {
  const [only] = draft.places ?? [];
  const [state] = named;
  if (!only || !state || named.length > 1 || only.outcome.outcome !== 'ask' || !isState(state)) return undefined;
  const meant = await inState(only, [stateOf(state) ?? ''], desk.names);
  return meant && { ...draft, places: [meant] };
}

/** 'What about the year before' asks for that year alone, and not for both side by side. */
const isShift = (slots: Slots): boolean =>
  slots.says('before', 'earlier', 'ago', 'prior', 'previous') &&
  !slots.says('against', 'compare', 'compared', 'than', 'versus', 'vs', 'from', 'relative', 'to', 'with', 'same');

function yearBefore(draft: Draft, slots: Slots): Draft | undefined {
  const [since, until] = ['since', 'until'].map((key) => draft.filters?.[key]?.[0]);
  if (!since || slots.places.length > 0 || slots.time) return undefined;
  const days = { since: [addMonths(since, -12)], until: [until ? addMonths(until, -12) : addDays(since, -1)] };
  return { ...draft, filters: { ...draft.filters, ...days } };
}

const UNITS = { week: -7, month: -1, quarter: -3, year: -12 };

/** 'And the previous month' is the one before the days of the line before; without such days it is today's. */
function previousPeriod(draft: Draft, slots: Slots): Draft | undefined {
  const since = draft.filters?.['since']?.[0];
  const unit = (Object.keys(UNITS) as (keyof typeof UNITS)[]).find((each) => slots.says(each));
  if (!since || !unit || slots.times !== 1 || !slots.says('previous', 'prior', 'preceding')) return undefined;
  const from = unit === 'week' ? addDays(since, UNITS.week) : addMonths(since, UNITS[unit]);
  return { ...draft, filters: { ...draft.filters, since: [from], until: [addDays(since, -1)] } };
}

/** 'Against last year': the same days of the year before. */
function againstYear(draft: Draft, slots: Slots): Draft | undefined {
  if (draft.command !== 'stats' || slots.places.length > 0 || slots.time || draft.filters?.['around']) return undefined;
  return { ...draft, filters: { ...without(draft.filters, 'by'), against: ['last-year'] } };
}

function atOtherPlace(draft: Draft, named: FoundPlace[]): Draft | undefined {
  if (draft.command === 'releases') return { ...draft, places: named, placeFilter: 'in' };
  if (draft.command === 'news' || draft.command === 'agreements') return { ...draft, places: named, placeFilter: 'in' };
  if (draft.command === 'top' || draft.command === 'places')
    return named.length === 1 && named.every(isState) ? { ...draft, places: named, placeFilter: 'in' } : undefined;
  return named.length === 1 && ['policy', 'stats', 'lookup', 'watch', 'after'].includes(draft.command)
    ? { ...draft, places: named }
    : undefined;
}

const windowOnly = ({ filters = {} }: Draft) =>
  Object.fromEntries(Object.entries(filters).filter(([key]) => key === 'since' || key === 'until'));
const sameMeaning = (a: FoundPlace, b: FoundPlace): boolean =>
  a.outcome.outcome === 'answer' &&
  b.outcome.outcome === 'answer' &&
  a.outcome.meaning.canonical === b.outcome.meaning.canonical &&
  a.outcome.meaning.state === b.outcome.meaning.state;

const COUNTED = new Set(['stats', 'lookup', 'top', 'after', 'releases']);

/** 'Of those, how many were declined' is about the same days. */
function inSameDays({ draft, slots }: Found, { command, filters = {} }: Draft): Draft {
  if (!COUNTED.has(draft.command) || !COUNTED.has(command) || slots.time) return draft;
  if (draft.filters?.['around'] || draft.filters?.['against']) return draft;
  const { since, until } = filters;
  return { ...draft, filters: { ...(since ? { since } : {}), ...(until ? { until } : {}), ...draft.filters } };
}

/** A question that lacks only its place takes it from the line before. */
async function fillPlace(
  desk: Desk,
  before: Draft,
  words: readonly Word[],
  spans: readonly Span[],
  free: (at: number) => boolean,
  today: string,
): Promise<Draft | undefined> {
  const places = before.places ?? [];
  const allowed = spans.filter(({ kind }) => kind !== 'place');
  const settle = (cover: Span[]) =>
    narrowPlaces(
      [
        ...cover,
        ...places.map((place) => ({
          kind: 'place' as const,
          value: 'place',
          from: words.length,
          to: words.length,
          place,
        })),
      ],
      desk.names,
    );
  if (places.length === 0) return undefined;
  // "it", "that" and "same" stand for the place.
  const dropped = allowed.filter(({ kind }) => kind === 'same');
  const isFree = (at: number) => free(at) || dropped.some(({ from, to }) => from <= at && at < to);
  const [found] = await findDrafts(
    words,
    allowed.filter(({ kind }) => kind !== 'same'),
    isFree,
    settle,
    today,
  );
  if (!found) return undefined;
  const kinds = { releases: 'releases', policy: 'policy', stats: 'outcomes', lookup: 'outcomes' }[before.command];
  if (found.draft.command === 'digest' && kinds && !found.draft.filters?.['kinds'])
    return { ...found.draft, filters: { ...found.draft.filters, kinds: [kinds] } };
  return inSameDays(found, before);
}
