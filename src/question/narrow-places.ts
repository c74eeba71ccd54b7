import { placeWords } from '../rules/place-words.ts';
import type { Names } from './names.ts';
import { statesOfOffice } from './recognise/field-offices.ts';
import type { FoundPlace, Span } from './span.ts';
import type { Word } from './words.ts';

/** Joins a place and the state, or the field office, that is named beside it: "Harris" and "Georgia" are one place. */
export async function narrowPlaces(spans: Span[], names: Names, words: readonly Word[] = []): Promise<Span[]> {
  const ofStates = words.some(({ key }) => /^(?:state|statewide|states|counties|legislature)$/.test(key));
  const cover = ofStates ? spans.map(asState) : amongStates(spans);
  const places = cover.filter(({ place }) => place !== undefined && place.words !== 'us');
  const [state] = places.filter(({ place }) => place && isState(place));
  const others = places.filter((span) => span !== state);
  const [only] = others;
  if (others.length !== 1 || !only?.place) return cover;
  const code = state?.place ? stateOf(state.place) : undefined;
  const office = cover.find(({ kind, value }) => kind === 'detail' && value.startsWith('aor:'));
  if (state && code) {
    const narrowed = await inState(only.place, [code], names);
    if (narrowed)
      return cover
        .filter((span) => span !== state)
        .map((span) => (span === only ? { ...span, place: narrowed } : span));
    return cover;
  }
  const ofOffice = office ? statesOfOffice(office.value.slice(4)) : undefined;
  if (ofOffice) {
    const narrowed = await inState(only.place, ofOffice, names);
    if (narrowed)
      return cover
        .filter((span) => span !== office)
        .map((span) => (span === only ? { ...span, place: narrowed } : span));
  }
  return cover;
}

/** 'New York and New Jersey': beside nothing but states, a name of both a state and a city is the state. */
export function amongStates(spans: Span[]): Span[] {
  const places = spans.flatMap(({ place }) => (place && place.words !== 'us' ? [place] : []));
  const certain = places.filter(isState).length;
  return certain > 0 && places.every((place) => isState(place) || place.outcome.outcome === 'ask')
    ? spans.map(asState)
    : spans;
}

/** 'Is New York a sanctuary state': of a state and its city of one name, the state. */
function asState(span: Span): Span {
  const { place } = span;
  if (place?.outcome.outcome !== 'ask') return span;
  const [meaning, more] = place.outcome.candidates.filter(
    ({ level, kind }) => level === 'state' && kind === 'jurisdiction',
  );
  return meaning && !more ? { ...span, place: { ...place, outcome: { outcome: 'answer', meaning, also: [] } } } : span;
}

export const isState = ({ outcome }: FoundPlace): boolean =>
  outcome.outcome === 'answer' && outcome.meaning.level === 'state' && outcome.meaning.kind === 'jurisdiction';

export const stateOf = ({ outcome }: FoundPlace): string | undefined =>
  outcome.outcome === 'answer' ? outcome.meaning.state : undefined;

/** The place in one of the states; undefined where none or several of them have it. */
export async function inState(
  place: FoundPlace,
  codes: readonly string[],
  names: Names,
): Promise<FoundPlace | undefined> {
  if (place.outcome.outcome === 'answer')
    return place.outcome.meaning.state && codes.includes(place.outcome.meaning.state) ? place : undefined;
  const found: FoundPlace[] = [];
  // The name as it stands, and none that is only like it.
  const { readings } = placeWords(place.words);
  for (const code of codes) {
    if (!readings.some(({ base, state }) => names.known(base, state ?? code) !== undefined)) continue;
    const words = `${place.words}, ${code}`;
    const outcome = await names.find(words);
    if (outcome.outcome === 'answer' && outcome.meaning.state === code) found.push({ words, outcome });
  }
  return found.length === 1 ? found[0] : undefined;
}
