/** Upper ends of a map's steps. The first step separates single records from none. */
const ENDS = [4, 19, 99, 499, 1999];

/** The legend label of a count's step: '1 to 4', '5 to 19', ... '2,000 or more'. */
export function binOf(count: number): string {
  const at = ENDS.findIndex((end) => count <= end);
  const from = at === 0 ? 1 : (ENDS.at(at < 0 ? -1 : at - 1) ?? 0) + 1;
  const end = ENDS[at];
  return end === undefined ? `${from.toLocaleString('en-US')} or more` : `${from} to ${end.toLocaleString('en-US')}`;
}

/** All steps, smallest first. */
export const BINS: readonly string[] = [...ENDS.map((end) => binOf(end)), binOf(Number.MAX_SAFE_INTEGER)];
