import type { Names } from './names.ts';
import { statesOfOffice } from './recognise/field-offices.ts';
import type { FoundPlace, Span } from './span.ts';

/** Joins a place and the state, or the field office, that is named beside it: "Harris" and "Georgia" are one place. */
export async function narrowPlaces(cover: Span[], names: Names): Promise<Span[]> {
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
  for (const code of codes) {
    const words = `${place.words}, ${code}`;
    const outcome = await names.find(words);
    if (outcome.outcome === 'answer' && outcome.meaning.state === code) found.push({ words, outcome });
  }
  return found.length === 1 ? found[0] : undefined;
}
