import type { Db } from '../db/connect.ts';
import { findPlaceById } from '../db/places.ts';
import { nameKey } from '../rules/name-key.ts';
import { decidePlace, type PlaceOutcome } from '../rules/place-choice.ts';
import { isSiteName, placeWords } from '../rules/place-words.ts';
import { misspeltState, withFormWords } from '../rules/spelling.ts';
import { findState } from '../rules/states.ts';
import { meaningOf } from './alias-meanings.ts';
import { findNamed } from './find-named.ts';
import { exactWords, placeLabel } from './labels.ts';
import { findSimilarPlace } from './similar-place.ts';

/** Reads words that name nothing as they stand, where exactly one place is clearly meant; it is said as a reading. */
export async function findMisspelt(db: Db, words: string): Promise<PlaceOutcome> {
  const key = nameKey(words);
  // Numbers of people are not compared with names.
  if (/\d{5}/.test(key.replace(/ /g, ''))) return { outcome: 'none', closest: [] };
  const state = misspeltState(key);
  const place = state && (await findPlaceById(db, state.code));
  if (place) return asReading(decidePlace([await meaningOf(db, place)], ''));
  const repaired = withState(withFormWords(key));
  const named = repaired === key ? undefined : await findNamed(db, repaired);
  if (named?.outcome === 'ask') return { ...named, why: `Read as "${repaired}". ${named.why}` };
  if (named?.outcome === 'answer') return asReading(named);
  const similar = isSiteName(key) ? undefined : await findSimilarPlace(db, placeWords(repaired).readings);
  return similar ? asReading(similar) : { outcome: 'none', closest: [] };
}

/** The last words put right where they are a misspelt state; it follows a comma in what is read. */
function withState(key: string): string {
  const words = key.split(' ');
  for (let count = Math.min(3, words.length - 1); count > 0; count -= 1) {
    const tail = words.slice(-count).join(' ');
    if (findState(tail)) return key;
    const state = misspeltState(tail);
    if (state) return `${words.slice(0, -count).join(' ')}, ${state.code}`;
  }
  return key;
}

function asReading(found: PlaceOutcome): PlaceOutcome {
  if (found.outcome !== 'answer') return found;
  const { meaning, also, reading } = found;
  const said = `Read as ${meaning.kind === 'jurisdiction' && also.length > 0 ? exactWords(meaning, also) : placeLabel(meaning)}.`;
  return {
    ...found,
    reading: {
      kind: 'spelling',
      said,
      words: reading?.words ?? exactWords(meaning, also),
      others: reading?.others ?? [],
    },
  };
}
