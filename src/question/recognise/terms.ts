import type { Phrases } from '../phrases.ts';

/** Terms of a glossary as phrases: each entry's name and its other ways of writing. */
export const termsOf = (entries: readonly { term: string; also: string }[]): Phrases => ({
  kind: 'term',
  phrases: Object.fromEntries(
    entries.map(({ term, also }) => [
      term,
      [term, ...also.split(';')]
        .map((each) =>
          each
            .trim()
            .toLowerCase()
            .replace(/287\(g\)/g, '287g')
            .replace(/[^a-z0-9|? -]/g, ''),
        )
        .filter(Boolean)
        .join('\n'),
    ]),
  ),
});
