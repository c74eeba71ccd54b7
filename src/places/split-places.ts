import { findState } from '../rules/states.ts';

/**
 * The places that the words name, separated by `with`, `vs` or `;`. Without any of these, `and` separates them, or commas
 * between states. Any other comma belongs to a name ("Cook County, IL").
 */
export function splitPlaces(words: string): string[] {
  const parted = tidy(words.split(/\s+(?:with|vs\.?|versus|against)\s+|\s*;\s*/i));
  if (parted.length > 1) return parted;
  const states = tidy(words.split(/\s*,\s*(?:and\s+)?|\s+and\s+/i));
  if (states.length > 1 && states.every((each) => findState(each))) return states;
  return tidy(words.split(/\s+and\s+/i));
}

const tidy = (names: string[]) =>
  names
    .map((name) =>
      name
        .replace(/^(with|vs\.?|versus|and)\s+|\s+(with|vs\.?|versus|and)$/gi, '')
        .replace(/^,|,$/g, '')
        .trim(),
    )
    .filter((name) => name !== '' && !/^(with|vs\.?|versus|and)$/i.test(name));
