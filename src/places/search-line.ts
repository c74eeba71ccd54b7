import type { Context } from '../context.ts';
import { findState } from '../rules/states.ts';
import { findSuggestions, type NamedPlace } from './suggest.ts';

/** The fields of the search form. Days are ISO. */
export interface Search {
  place: string;
  kind: 'policy' | 'lookup' | 'releases';
  since?: string | undefined;
  until?: string | undefined;
}

/** The command line for a completed search form. */
export function searchLine({ place, kind, since, until }: Search): string {
  const named = `"${place.replace(/"/g, '')}"`;
  if (kind === 'policy') return [`policy ${named}`, ...((since ?? until) ? [`on:${since ?? until}`] : [])].join(' ');
  const days = [...(since ? [`since:${since}`] : []), ...(until ? [`until:${until}`] : [])];
  return [kind === 'releases' ? `releases in:${named}` : `lookup ${named}`, ...days].join(' ');
}

const NAME = "[A-Z][\\w.'’-]*(?: (?:of|de|la|[A-Z][\\w.'’-]*)){0,3}";
/** From the clearest to the least clear: a county, a name with a state, any name. */
const PATTERNS = [
  `${NAME} (?:County|Parish|Borough)(?:, ?[A-Z][a-z]{2,}| ?,? ?[A-Z]{2}\\b)?`,
  `${NAME}, ?(?:[A-Z]{2}\\b|[A-Z][a-z]{3,})`,
  NAME,
].map((pattern) => new RegExp(pattern, 'g'));

/** The first place or agency that a message seems to be about; undefined when there is none. */
async function guessPlace(db: Context['db'], text: string): Promise<NamedPlace | undefined> {
  const plain = text
    .slice(0, 4000)
    .replace(/<[^>]*>/g, ' ')
    .slice(0, 500);
  let left = 8; // the most look-ups, since a trigger lives for three seconds
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

/** Similar names do not count: the words must be the whole name, or exactly an alias. */
function isNamed({ name, detail }: NamedPlace, words: string): boolean {
  const [own, asked] = [name.toLowerCase(), (words.split(',')[0] ?? '').toLowerCase().trim()];
  const whole = own === asked || own.startsWith(`${asked},`) || own.startsWith(`${asked} county`);
  return whole || detail.toLowerCase().endsWith(`for ${words.toLowerCase()}`);
}

/** A suggestion as a choice. A facility is identified by ICE's code, since names repeat. */
const choosable = ({ name, code, detail }: NamedPlace) => ({ words: code ?? name, label: name, detail });

/** Choices for typed letters, at most 20. */
export const suggestChoices = async (db: Context['db'], typed: string) =>
  (await findSuggestions(db, typed, 20)).map(choosable);

/** The place that a message seems to be about, as a choice. */
export async function guessChoice(db: Context['db'], text: string) {
  const place = await guessPlace(db, text);
  return place ? choosable(place) : undefined;
}
