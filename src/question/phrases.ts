import type { Kind, Span } from './span.ts';
import type { Word } from './words.ts';

/**
 * Phrases of one kind, by value. A line is a phrase; `|` parts alternatives of a word, and `?` after a word makes it
 * optional: `turn|turned over?`.
 */
export interface Phrases {
  kind: Kind;
  phrases: Readonly<Record<string, string>>;
}

interface Entry {
  words: string[];
  kind: Kind;
  value: string;
}

export interface Lexicon {
  byFirst: ReadonlyMap<string, readonly Entry[]>;
  /** Every word of every phrase. */
  words: ReadonlySet<string>;
}

/** Puts tables of phrases in order of their first word. Of equal phrases the earlier table's counts. */
export function createLexicon(tables: readonly Phrases[]): Lexicon {
  const byFirst = new Map<string, Entry[]>();
  const words = new Set<string>();
  for (const { kind, phrases } of tables)
    for (const [value, lines] of Object.entries(phrases))
      for (const line of lines.split('\n').flatMap((each) => expand(each.trim()))) {
        const [first] = line;
        if (first === undefined) continue;
        for (const word of line) words.add(word);
        const entry = { words: line, kind, value };
        const others = byFirst.get(first);
        if (others) others.push(entry);
        else byFirst.set(first, [entry]);
      }
  return { byFirst, words };
}

function expand(line: string): string[][] {
  let all: string[][] = [[]];
  for (const word of line.split(/\s+/).filter(Boolean)) {
    const optional = word.endsWith('?');
    const forms = (optional ? word.slice(0, -1) : word).split('|');
    all = all.flatMap((start) => [...forms.map((form) => [...start, form]), ...(optional ? [start] : [])]);
  }
  return all.filter((each) => each.length > 0);
}

/** Every phrase of the lexicon in the words, overlapping ones too. */
export function findPhrases({ byFirst }: Lexicon, words: readonly Word[]): Span[] {
  return words.flatMap((word, from) =>
    (byFirst.get(word.key) ?? [])
      .filter((entry) => entry.words.every((each, at) => words[from + at]?.key === each))
      .map(({ kind, value, words: matched }) => ({ kind, value, from, to: from + matched.length })),
  );
}
