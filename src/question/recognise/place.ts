import type { PlaceMeaning, PlaceOutcome } from '../../rules/place-choice.ts';
import { loneState, placeWords } from '../../rules/place-words.ts';
import { findState } from '../../rules/states.ts';
import type { Names } from '../names.ts';
import { inState } from '../narrow-places.ts';
import type { Span } from '../span.ts';
import { isStateCode, type Word } from '../words.ts';
import { findOffices } from './field-offices.ts';
import { findNation } from './nation.ts';
import {
  formsOf,
  hasStateInside,
  isName,
  isOfCounties,
  isShortCity,
  isShortState,
  mayBegin,
  rawOf,
  standsAlone,
} from './place-name.ts';

const MOST_WORDS = 9;

/**
 * Places, agencies and facilities: for each word the longest run of words from it on that is exactly a name. Words of
 * the reader's own vocabulary (`isTaken`) are no names by themselves.
 */
export async function findPlaces(
  text: string,
  words: readonly Word[],
  names: Names,
  isTaken: (key: string) => boolean,
): Promise<Span[]> {
  const spans: Span[] = [];
  for (const [from, word] of words.entries()) {
    if (isShortCity(words, from)) spans.push(...(await shortPlace('LA', from, names)));
    if (isShortState(words, from)) spans.push(...(await shortPlace(word.key.toUpperCase(), from, names)));
    if (!mayBegin(word, words[from + 1], words[from - 1]) && !isStateCode(words, from)) continue;
    for (let to = Math.min(words.length, from + MOST_WORDS); to > from; to -= 1) {
      const raw = rawOf(text, words, from, to);
      if (raw === undefined || isOfCounties(words, from, to) || hasStateInside(words.slice(from, to))) continue;
      const named = formsOf(raw, words[to]).find((form) =>
        isName(
          form,
          words.slice(from, to),
          names,
          isTaken,
          standsAlone(words, from, to),
          isStateCode(words, from),
          isStateCode(words, to - 1),
        ),
      );
      const span = named === undefined ? undefined : await spanOf(named, from, to, names);
      if (!span) continue;
      spans.push(span);
      break;
    }
  }
  return [...findNation(words), ...findOffices(words), ...spans, ...(await inNamedState(spans, words, names))];
}

/** 'Winn Parish in Louisiana' is one place, and no place beside its state. */
async function inNamedState(spans: readonly Span[], words: readonly Word[], names: Names): Promise<Span[]> {
  const joined: Span[] = [];
  for (const { place, from, to } of spans) {
    if (!place || words[to]?.key !== 'in' || words[to - 1]?.ends) continue;
    const next = spans.find((other) => other.from === to + 1 && other.place && findState(other.place.words));
    const state = next?.place && findState(next.place.words);
    const found =
      state && findState(place.words) === undefined
        ? ((await inState({ ...place, outcome: { outcome: 'none', closest: [] } }, [state.code], names)) ??
          (await inState(place, [state.code], names)))
        : undefined;
    if (found && next) joined.push({ kind: 'place', value: 'place', from, to: next.to, place: found });
  }
  return joined;
}

async function shortPlace(name: string, from: number, names: Names): Promise<Span[]> {
  return [
    { kind: 'place', value: 'place', from, to: from + 1, place: { words: name, outcome: await names.find(name) } },
  ];
}

async function spanOf(raw: string, from: number, to: number, names: Names): Promise<Span | undefined> {
  const resolved = await resolve(raw, names);
  const { key, readings } = placeWords(raw);
  // A town that needs its state is not the county whose name is like it.
  const isExact =
    loneState(raw) !== undefined ||
    names.known(key) === 'name' ||
    readings.some(({ base: name, state }) =>
      state ? names.known(name, state) !== undefined : names.known(name) === 'name' || findState(name) !== undefined,
    );
  const outcome: PlaceOutcome = resolved.outcome === 'answer' && !isExact ? { outcome: 'none', closest: [] } : resolved;
  // 'rikers jail' must not be the jail of a name that is only like it.
  const base = readings.find(({ form }) => form === 'jail' || form === 'sheriff' || form === 'police')?.base;
  if (
    outcome.outcome === 'answer' &&
    base &&
    names.known(key) === undefined &&
    names.known(base) === 'name' &&
    !placeWords(outcome.meaning.canonical).key.includes(base) &&
    !(await sharesPlace(outcome.meaning, base, names))
  )
    return undefined;
  // A town that is known only with its state is asked about.
  if (outcome.outcome === 'none' && names.known(placeWords(raw).key) === undefined) return undefined;
  return { kind: 'place', value: 'place', from, to, place: { words: raw, outcome } };
}

async function sharesPlace(meaning: PlaceMeaning, base: string, names: Names): Promise<boolean> {
  const outcome = await names.find(base);
  const meant =
    outcome.outcome === 'answer'
      ? [outcome.meaning, ...outcome.also]
      : outcome.outcome === 'ask'
        ? outcome.candidates
        : [];
  return meant.some(
    ({ state, countyFips }) =>
      state === meaning.state &&
      (meaning.countyFips.length === 0 || countyFips.some((fips) => meaning.countyFips.includes(fips))),
  );
}

/** What the words mean as they are, or in another usual form. */
async function resolve(raw: string, names: Names): Promise<PlaceOutcome> {
  const outcome = await names.find(raw);
  const state = loneState(raw);
  return outcome.outcome === 'none' && state ? names.find(state.name) : outcome;
}
