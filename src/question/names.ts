import type { PlaceOutcome } from '../rules/place-choice.ts';

/** What the reader must know of places; see places/names.ts. */
export interface Names {
  /** What words mean, as the commands resolve them. */
  find(words: string): Promise<PlaceOutcome>;
  /** False where `find` would find nothing: no name is as it stands or a slip away. */
  mayMean(words: string): boolean;
  /**
   * How a comparison key is known: by itself, as a town that needs its state, or not at all. With a state, whether the
   * state has a place of the name.
   */
  known(key: string, state?: string): 'name' | 'town' | undefined;
}
