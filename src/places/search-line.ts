import type { Context } from '../context.ts';
import { findSuggestions, type NamedPlace } from './suggest.ts';

/** The fields of the search form. Days are ISO. */
export interface Search {
  place: string;
  /** A question in plain words; where there is one, it is asked as it is. */
  words?: string;
  kind: 'policy' | 'lookup' | 'releases';
  since?: string | undefined;
  until?: string | undefined;
}

/** The command line for a completed search form. */
export function searchLine({ place, words, kind, since, until }: Search): string {
  const [name = ''] = place.split(/,| county/i);
  if (words)
    return place && !words.toLowerCase().includes(name.toLowerCase())
      ? `${words.trim().replace(/[?.!]$/, '')} in ${place}`
      : words;
  const named = `"${place.replace(/"/g, '')}"`;
  if (kind === 'policy') return [`policy ${named}`, ...((since ?? until) ? [`on:${since ?? until}`] : [])].join(' ');
  const days = [...(since ? [`since:${since}`] : []), ...(until ? [`until:${until}`] : [])];
  return [kind === 'releases' ? `releases in:${named}` : `lookup ${named}`, ...days].join(' ');
}

/** A suggestion as a choice. A facility is identified by ICE's code, since names repeat. */
const choosable = ({ name, code, detail }: NamedPlace) => ({ words: code ?? name, label: name, detail });

/** Choices for typed letters, at most 20. */
export const suggestChoices = async (db: Context['db'], typed: string) =>
  (await findSuggestions(db, typed, 20)).map(choosable);
