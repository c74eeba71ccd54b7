import { workspaceAtHand } from '../../workspace.ts';

/** Sentences that no message could bring to a person. Their home tab shows them once; kept in memory alone. */
export interface Untold {
  add(userId: string, sentence: string): void;
  of(userId: string): readonly string[];
  /** They were shown. */
  shown(userId: string): void;
}

const MOST_PEOPLE = 1000;
const MOST_SENTENCES = 3;

export function createUntold(): Untold {
  const people = new Map<string, string[]>();
  const keyOf = (userId: string) => `${workspaceAtHand()?.id ?? ''} ${userId}`;
  return {
    add(userId, sentence) {
      const key = keyOf(userId);
      const known = [...(people.get(key) ?? []).filter((each) => each !== sentence), sentence];
      people.delete(key);
      people.set(key, known.slice(-MOST_SENTENCES));
      const [oldest] = people.keys();
      if (people.size > MOST_PEOPLE && oldest !== undefined) people.delete(oldest);
    },
    of: (userId) => people.get(keyOf(userId)) ?? [],
    shown: (userId) => void people.delete(keyOf(userId)),
  };
}
