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

interface Step {
  forms: ReadonlySet<string>;
  optional: boolean;
}

interface Phrase {
  steps: readonly Step[];
  kind: Kind;
  value: string;
}

export interface Lexicon {
  /** The phrases that a word may begin, with the step that it is. */
  byFirst: ReadonlyMap<string, readonly { phrase: Phrase; step: number }[]>;
  /** Every word of every phrase. */
  words: ReadonlySet<string>;
}

/** Puts tables of phrases in order of their first word. Of equal phrases the earlier table's counts. */
export function createLexicon(tables: readonly Phrases[]): Lexicon {
  const byFirst = new Map<string, { phrase: Phrase; step: number }[]>();
  const words = new Set<string>();
  const all = tables.flatMap(({ kind, phrases }) =>
    Object.entries(phrases).flatMap(([value, lines]) =>
      lines.split('\n').map((line): Phrase => ({ kind, value, steps: stepsOf(line) })),
    ),
  );
  for (const phrase of all) {
    // 'South' of 'South Korea' is no word of the vocabulary.
    if (phrase.kind !== 'citizenship' || phrase.steps.length === 1)
      for (const { forms } of phrase.steps) for (const form of forms) words.add(form);
    const must = phrase.steps.findIndex(({ optional }) => !optional);
    for (let step = 0; step <= must; step += 1)
      for (const form of phrase.steps[step]?.forms ?? []) {
        const others = byFirst.get(form);
        if (others) others.push({ phrase, step });
        else byFirst.set(form, [{ phrase, step }]);
      }
  }
  return { byFirst, words };
}

const stepsOf = (line: string): Step[] =>
  line
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({
      forms: new Set((word.endsWith('?') ? word.slice(0, -1) : word).split('|')),
      optional: word.endsWith('?'),
    }));

/** Every phrase of the lexicon in the words, overlapping ones too. */
export function findPhrases({ byFirst }: Lexicon, words: readonly Word[]): Span[] {
  const spans: Span[] = [];
  for (const [from, { key }] of words.entries())
    for (const { phrase, step } of byFirst.get(key) ?? []) {
      const ends = new Set<number>();
      matchFrom(phrase.steps, step + 1, words, from + 1, ends);
      for (const to of ends) spans.push({ kind: phrase.kind, value: phrase.value, from, to });
    }
  return spans;
}

/** Collects where a phrase may end, from a step and a word on. */
function matchFrom(steps: readonly Step[], step: number, words: readonly Word[], at: number, ends: Set<number>): void {
  const next = steps[step];
  if (!next) {
    ends.add(at);
    return;
  }
  const key = words[at]?.key;
  if (key !== undefined && next.forms.has(key)) matchFrom(steps, step + 1, words, at + 1, ends);
  if (next.optional) matchFrom(steps, step + 1, words, at, ends);
}
