/** What is ranked: `n` of `of`; equal to each other when counts are ranked. */
export interface Ranked {
  n: number;
  of: number;
}

/** No place with fewer rows than this is ranked by share. */
export const FEWEST_FOR_SHARE = 5;

/** Places in order, each with its place in the ranking (1 is first) and how many have the same one. */
export function rank<T extends Ranked>(
  places: readonly T[],
  { by, order }: { by: 'count' | 'share'; order: 'most' | 'least' },
): (T & { rank: number; tied: number })[] {
  // Fractions are compared without rounding.
  const difference = (a: Ranked, b: Ranked) => (by === 'count' ? b.n - a.n : b.n * a.of - a.n * b.of);
  const sorted = [...places].sort((a, b) => (order === 'most' ? difference(a, b) : difference(b, a)));
  let [first, after] = [0, 0];
  return sorted.map((place, at) => {
    if (at === after) first = at;
    for (let next = sorted[after]; at === first && next && difference(next, place) === 0; next = sorted[after])
      after += 1;
    return { ...place, rank: first + 1, tied: after - first };
  });
}
