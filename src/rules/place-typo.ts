import type { PlaceForm } from './place-words.ts';
import { slips } from './spelling.ts';

interface Typed {
  base: string;
  form: PlaceForm;
  state?: string;
}

/**
 * True when the typed name is probably a misspelling of the known one. Compares word by word: the same number of words,
 * the first letter right, and few wrong letters for the word's length. A state or the word County narrows the field and
 * allows more errors. Without them the last letter must be right too: Atlantis is not Atlantic.
 */
export function isTypo({ base, form, state }: Typed, known: string): boolean {
  const [typed, names] = [base.split(' '), known.split(' ')];
  if (typed.length !== names.length)
    return slips(base, known) <= 1 && base.length >= 7 && base.replace(/ /g, '') === known.replace(/ /g, '');
  const narrowed = state !== undefined || form === 'county' || form === 'jail' || form === 'sheriff';
  let wrong = 0;
  for (const [at, word] of typed.entries()) {
    const name = names[at] ?? '';
    if (word === name) continue;
    if (word[0] !== name[0] || (!narrowed && word.at(-1) !== name.at(-1))) return false;
    const far = slips(word, name);
    if (far > allowed(word.length, state !== undefined, narrowed)) return false;
    wrong += far;
  }
  return wrong > 0 && wrong <= 3;
}

function allowed(length: number, inState: boolean, narrowed: boolean): number {
  if (length < 4) return 0;
  if (!narrowed) return length < 5 ? 0 : length < 10 ? 1 : 2;
  if (length < (inState ? 6 : 9)) return 1;
  return length < 9 ? 2 : 3;
}
