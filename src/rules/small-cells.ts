/** Below this count, nationality, offence and place together could identify a person (domain rule 10). */
const SMALL_CELL = 5;

/**
 * Joins cells under five into one, so that no published cell is under five, nor any total minus the published cells. A
 * single small cell takes the smallest other cell with it. Do not publish how many cells were joined. When all cells
 * together are under five, nothing is shown.
 */
export function joinSmallCells<T extends { n: number }>(cells: readonly T[]): { shown: T[]; joined: number } {
  const filled = cells.filter(({ n }) => n > 0);
  const small = filled.filter(({ n }) => n < SMALL_CELL);
  if (small.length === 0) return { shown: [...filled], joined: 0 };
  const rest = filled.filter(({ n }) => n >= SMALL_CELL).sort((a, b) => a.n - b.n);
  let joined = small.reduce((sum, { n }) => sum + n, 0);
  let taken = small.length;
  while (rest.length > 0 && (joined < SMALL_CELL || taken < 2)) {
    joined += rest.shift()?.n ?? 0;
    taken += 1;
  }
  const shown = new Set(rest);
  return { shown: filled.filter((cell) => shown.has(cell)), joined };
}

/** A count as a step of five: '25 to 29'. Two answers over nearly the same days then do not reveal a single record. */
export function roundToFives(n: number): string {
  if (n === 0) return '0';
  if (n < SMALL_CELL) return 'fewer than 5';
  const from = Math.floor(n / 5) * 5;
  return `${from.toLocaleString('en-US')} to ${(from + 4).toLocaleString('en-US')}`;
}
