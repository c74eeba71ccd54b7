/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Random choices of a run. */
export interface Pick {
  one<T>(of: readonly T[]): T;
  from(first: number, last: number): number;
  is(share: number): boolean;
}

export function createPick(random: () => number): Pick {
  const from = (first: number, last: number) => first + Math.floor(random() * (last - first + 1));
  return {
    from,
    one: <T>(of: readonly T[]): T => of[from(0, of.length - 1)] as T,
    is: (share) => random() < share,
  };
}

/** A piece of a command line, and English that means it. */
export interface Said {
  line: string;
  words: string;
}
