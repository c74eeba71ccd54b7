import type { CommandOf } from '../command-line/subcommand.ts';
import { grammarOf } from './grammar.ts';
import type { Names } from './names.ts';
import { createLexicon, type Lexicon } from './phrases.ts';
import { tablesOf, type Words } from './recognise/index.ts';
import { valuesOf } from './recognise/values.ts';

/** What the reader needs of the desk. */
export interface Desk {
  names: Names;
  lexicon: Lexicon;
  commandOf: CommandOf;
  /** Whether the desk has a piece of grammar that a reading needs, such as `top` or `stats by:state`. */
  has(feature: string): boolean;
  /** One word for all that mean the same value of a filter: `mexican` is `Mexico`. */
  valueOf(filter: string, word: string): string;
}

/** Everything that stays the same while the facts change. It takes a while, and a command line needs none of it. */
export const createVocabulary = (words: Words): Pick<Desk, 'lexicon' | 'valueOf'> => ({
  lexicon: createLexicon(tablesOf(words)),
  valueOf: valuesOf(words),
});

export const createDesk = (
  names: Names,
  commandOf: CommandOf,
  vocabulary: () => Pick<Desk, 'lexicon' | 'valueOf'>,
): Desk => ({
  names,
  commandOf,
  has: grammarOf(commandOf),
  get lexicon() {
    return vocabulary().lexicon;
  },
  valueOf: (filter, word) => vocabulary().valueOf(filter, word),
});
