import type { Changes } from '../../db/replace.ts';

/** What a writer did; `message` is a sentence about the import that `sources` shows. */

export interface WriteCounts {
  changes: Changes;
  publishedOn?: string;
  message?: string;
}
