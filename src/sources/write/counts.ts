import type { Changes } from '../../db/replace.ts';

/** What a writer did. `message` is a sentence about the import for the answer of `sources`. */

export interface WriteCounts {
  changes: Changes;
  publishedOn?: string;
  message?: string;
  /** Why the import should stop unless whoever loads the file says yes. */
  stops?: string[];
  /** Every file was read before, or is older than what is loaded. */
  nothingNew?: boolean;
}
