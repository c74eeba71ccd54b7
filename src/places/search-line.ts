import type { Context } from '../context.ts';
import { findState } from '../rules/states.ts';
import { findSuggestions, type NamedPlace } from './suggest.ts';

/** What the search form asks for. Days are ISO. */
export interface Search {
  place: string;
  kind: 'policy' | 'lookup' | 'releases';
  since?: string | undefined;
  until?: string | undefined;
}

/** The command line that a filled search form stands for. */
export function searchLine({ place, kind, since, until }: Search): string {
  const named = `"${place.replace(/"/g, '')}"`;
  if (kind === 'policy') return [`policy ${named}`, ...((since ?? until) ? [`on:${since ?? until}`] : [])].join(' ');
  const days = [...(since ? [`since:${since}`] : []), ...(until ? [`until:${until}`] : [])];
  return [kind === 'releases' ? `releases in:${named}` : `lookup ${named}`, ...days].join(' ');
}

const NAME = "[A-Z][\\w.'’-]*(?: (?:of|de|la|[A-Z][\\w.'’-]*)){0,3}";
/** From the clearest on: a county, a name with a state, any name. */
const PATTERNS = [
  `${NAME} (?:County|Parish|Borough)(?:, ?[A-Z][a-z]{2,}| ?,? ?[A-Z]{2}\\b)?`,
  `${NAME}, ?(?:[A-Z]{2}\\b|[A-Z][a-z]{3,})`,
  NAME,
].map((pattern) => new RegExp(pattern, 'g'));

/** The first place or agency that a message seems to be about; undefined when nothing in it is one. */
async function guessPlace(db: Context['db'], text: string): Promise<NamedPlace | undefined> {
  const plain = text
    .slice(0, 4000)
    .replace(/<[^>]*>/g, ' ')
    .slice(0, 500);
  let left = 8; // looked up at most, since a trigger lives for three seconds
  for (const pattern of PATTERNS) {
    for (const [words] of plain.matchAll(pattern)) {
      if (left === 0) return undefined;
      left -= 1;
      const typed = /, ?([A-Z][a-z]+)$/.exec(words);
      const known = typed && !findState(typed[1] ?? '') ? words.slice(0, typed.index) : words;
      const [first] = await findSuggestions(db, known, 1);
      if (first && isNamed(first, known)) return first;
    }
  }
  return undefined;
}

/** A likeness is no guess: the words must be the whole name, or an alias as it stands. */
function isNamed({ name, detail }: NamedPlace, words: string): boolean {
  const [own, asked] = [name.toLowerCase(), (words.split(',')[0] ?? '').toLowerCase().trim()];
  const whole = own === asked || own.startsWith(`${asked},`) || own.startsWith(`${asked} county`);
  return whole || detail.toLowerCase().endsWith(`for ${words.toLowerCase()}`);
}

/** A suggestion to choose: ICE's code stands for a facility, since names repeat. */
const choosable = ({ name, code, detail }: NamedPlace) => ({ words: code ?? name, label: name, detail });

/** Suggestions to choose from for typed letters, at most 20. */
export const suggestChoices = async (db: Context['db'], typed: string) =>
  (await findSuggestions(db, typed, 20)).map(choosable);

/** The place that a message seems to be about, to be chosen. */
export async function guessChoice(db: Context['db'], text: string) {
  const place = await guessPlace(db, text);
  return place ? choosable(place) : undefined;
}
