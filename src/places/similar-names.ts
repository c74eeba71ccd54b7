import { nameKey } from '../rules/name-key.ts';
import { isTypo } from '../rules/place-typo.ts';
import { isSiteName, placeWords } from '../rules/place-words.ts';
import { misspeltState, withFormWords } from '../rules/spelling.ts';
import { findState } from '../rules/states.ts';

/** A slip adds or leaves out no more letters than this. */
const MOST_SLIPS = 3;

/**
 * Whether words may be a name, as it stands or misspelt: the same rule as `findMisspelt`, over all names in memory. A state
 * joined to a key by `|` is left aside, so that a name counts wherever it is.
 */
export function createSimilar(keys: readonly string[]): (words: string) => boolean {
  const byLetter = new Map<string, string[]>();
  const all = new Set(keys.map((key) => key.split('|')[0] ?? ''));
  for (const key of all) {
    const letter = key[0] ?? '';
    byLetter.set(letter, [...(byLetter.get(letter) ?? []), key]);
  }
  return (words) => {
    const key = nameKey(words);
    if (all.has(key) || findState(words) !== undefined || isSiteName(key) || withFormWords(key) !== key) return true;
    // Merged governments ('Macon-Bibb County') and agencies of a state have names of their own.
    if (/\w[-–]\w/.test(words)) return true;
    const parts = key.split(' ');
    if (parts.some((part, at) => findState(part) ?? findState(parts.slice(at, at + 2).join(' ')))) return true;
    if (parts.some((_, at) => misspeltState(parts.slice(at).join(' ')) !== undefined)) return true;
    return placeWords(words).readings.some(
      (reading) =>
        all.has(reading.base) ||
        (byLetter.get(reading.base[0] ?? '') ?? []).some(
          (name) => Math.abs(name.length - reading.base.length) <= MOST_SLIPS && isTypo(reading, name),
        ),
    );
  };
}
