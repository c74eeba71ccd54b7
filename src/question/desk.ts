import type { CommandOf } from '../command-line/subcommand.ts';
import type { Names } from './names.ts';
import type { Lexicon } from './phrases.ts';

/** What the reader needs of the desk. */
export interface Desk {
  names: Names;
  lexicon: Lexicon;
  commandOf: CommandOf;
  /** Whether the desk has a piece of grammar that a reading needs, such as `top` or `stats by:state`. */
  has(feature: string): boolean;
}
