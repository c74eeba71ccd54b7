import { placeWords } from '../rules/place-words.ts';
import { namesPerson } from '../rules/private-text.ts';
import type { Desk } from './desk.ts';
import { isTakenIn } from './find-spans.ts';
import { placesIn } from './quotation.ts';
import { findRefusal } from './recognise/not-answered.ts';
import { findPlaces } from './recognise/place.ts';
import type { Refusal } from './recognise/refusal.ts';
import { offersOf } from './said.ts';
import type { Word } from './words.ts';

/** Why a question is refused. 'Crooks, SD' and 'Stock Island, FL' are places, and judge nothing. */
export async function refusalOf(desk: Desk, text: string, words: readonly Word[]): Promise<Refusal | undefined> {
  const refusal = findRefusal(words.map(({ key }) => key).join(' '));
  if (refusal?.why !== 'opinion' && refusal?.why !== 'scope') return refusal;
  const named = (await findPlaces(text, words, desk.names, isTakenIn(desk))).filter(
    ({ place, from, to }) =>
      to > from + 1 &&
      place?.outcome.outcome === 'answer' &&
      placeWords(place.words).readings.some(({ state }) => state !== undefined),
  );
  if (named.length === 0) return refusal;
  return findRefusal(
    words.map(({ key }, at) => (named.some(({ from, to }) => from <= at && at < to) ? 'place' : key)).join(' '),
  );
}

/** The place of a question that is not answered, unless a person may be named in it. */
export async function offersFor(
  desk: Desk,
  text: string,
  words: readonly Word[],
  why: Refusal['why'],
): Promise<string[]> {
  if ((why !== 'opinion' && why !== 'scope') || namesPerson(text)) return [];
  return offersOf(desk, why, await placesIn(text, words, desk.names, isTakenIn(desk)));
}
