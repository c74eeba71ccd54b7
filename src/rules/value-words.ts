import { distance } from 'fastest-levenshtein';
import { nameKey } from './name-key.ts';

/** A row of data/vocabulary.csv: plain words, ICE's values that they mean, and what the values must not contain. */
export interface VocabularyEntry {
  words: string[];
  values: string[];
  except: string[];
}

export type ValueKind = 'citizenship' | 'charge' | 'gender' | 'criminality' | 'aor' | 'reason' | 'program';

/**
 * ICE's values that a typed word means. A country must be named whole, so that Mali is not Somalia; a charge must contain
 * the word as a whole word. Plain words come from the vocabulary. `only X` means exactly the value X. Empty when the word
 * means none of the values.
 */
export function matchValues(
  kind: ValueKind,
  typed: string,
  values: readonly string[],
  vocabulary: readonly VocabularyEntry[],
): string[] {
  const key = nameKey(typed);
  const only = /^only (.+)$/.exec(key)?.[1];
  if (key === '') return [];
  if (only !== undefined) return values.filter((value) => nameKey(value) === only);
  for (const word of formsOf(key)) {
    const found = kind === 'citizenship' ? countries(word, values, vocabulary) : charges(word, values, vocabulary);
    if (found.length > 0) return found;
  }
  return [];
}

function countries(key: string, values: readonly string[], vocabulary: readonly VocabularyEntry[]): string[] {
  const meant = new Set([key, ...entriesOf(key, vocabulary).flatMap((entry) => entry.values.map(nameKey))]);
  const whole = values.filter((value) => meant.has(nameKey(value)));
  return whole.length > 0 ? whole : values.filter((value) => hasPhrase(value, key));
}

function charges(key: string, values: readonly string[], vocabulary: readonly VocabularyEntry[]): string[] {
  const entries = entriesOf(key, vocabulary);
  if (entries.length === 0) return values.filter((value) => hasPhrase(value, key));
  return values.filter((value) =>
    entries.some(
      (entry) =>
        entry.values.some((phrase) => hasPhrase(value, nameKey(phrase))) &&
        !entry.except.some((phrase) => hasPhrase(value, nameKey(phrase))),
    ),
  );
}

/** The phrases that may stand for a typed word in free text, as keys: itself, and its neighbours in the vocabulary. */
export function phrasesOf(typed: string, vocabulary: readonly VocabularyEntry[]): string[] {
  const forms = formsOf(nameKey(typed));
  const entries = forms.flatMap((form) => entriesOf(form, vocabulary));
  const phrases = [...forms, ...entries.flatMap(({ words, values }) => [...words, ...values].map(nameKey))];
  return [...new Set(phrases.filter((phrase) => phrase !== ''))];
}

/**
 * Tests the charges of a text, parted by ';', against a typed word: one of them has the word itself, or a neighbour of it in
 * the vocabulary without what the vocabulary keeps apart ('vehicular homicide' is no murder).
 */
export function chargeMatcher(typed: string, vocabulary: readonly VocabularyEntry[]): (text: string) => boolean {
  const forms = formsOf(nameKey(typed));
  const { near, apart } = neighboursOf(typed, vocabulary);
  const isMeant = (charge: string) =>
    forms.some((form) => hasPhrase(charge, form)) ||
    (near.some((phrase) => hasPhrase(charge, phrase)) && !apart.some((phrase) => hasPhrase(charge, phrase)));
  return (text) => text.split(';').some(isMeant);
}

/** What the vocabulary counts under a typed word, and what it keeps apart from it, as keys. */
export function neighboursOf(typed: string, vocabulary: readonly VocabularyEntry[]) {
  const entries = formsOf(nameKey(typed)).flatMap((form) => entriesOf(form, vocabulary));
  return {
    near: [...new Set(entries.flatMap(({ words, values }) => [...words, ...values].map(nameKey)))],
    apart: [...new Set(entries.flatMap(({ except }) => except.map(nameKey)))],
  };
}

/** True when a text contains a phrase, given as a key, as whole words. */
export const hasPhrase = (text: string, phrase: string): boolean => ` ${nameKey(text)} `.includes(` ${phrase} `);

const entriesOf = (key: string, vocabulary: readonly VocabularyEntry[]) =>
  vocabulary.filter((entry) => entry.words.some((word) => nameKey(word) === key));

/** The word as typed, without 'citizens of' and the like, and in the singular: 'Hondurans', 'Mexican nationals'. */
function formsOf(key: string): string[] {
  const bare = key
    .replace(/^(?:(?:citizens?|nationals?|natives?|people) (?:of|from) )?(?:the )?/, '')
    .replace(/ (?:citizens?|nationals?|people|men|women|field offices?|offices?|aor)$/, '');
  const singular = [
    /ies$/.test(bare) ? bare.replace(/ies$/, 'y') : '',
    bare.replace(/s$/, ''),
    bare.replace(/es$/, ''),
  ];
  return [...new Set([key, bare, ...singular])].filter((form) => form.length > 1);
}

/** Values that look like the typed word, the likest first: one of their words begins like it, or is nearly the same. */
export function nearestValues(typed: string, values: readonly string[]): string[] {
  const words = nameKey(typed).split(' ');
  const far = (value: string) =>
    Math.min(
      ...nameKey(value)
        .split(' ')
        .flatMap((part) => words.map((word) => howFar(word, part))),
    );
  return values
    .map((value) => ({ value, far: far(value) }))
    .filter((each) => each.far <= 0.4)
    .sort((a, b) => a.far - b.far || a.value.length - b.value.length || (a.value < b.value ? -1 : 1))
    .map(({ value }) => value);
}

/** 0 is the same word; above 1/2 two words have little in common. */
function howFar(word: string, part: string): number {
  if (word.length < 3 || part.length < 3) return 1;
  if (word.slice(0, 4) === part.slice(0, 4)) return Math.min(0.3, distance(word, part) / 20);
  return distance(word, part) / Math.max(word.length, part.length);
}
