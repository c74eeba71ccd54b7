import { writeFileSync } from 'node:fs';

/** One measurement, repeated; every repeat has its own floor. */
export interface Measured {
  figure: string;
  unit: 'ms' | 's' | 'MB' | 'per s' | 'in all';
  ours: readonly number[];
  /** What the floor or the peer took in the same repeats. Without it the figure stands for itself. */
  floor?: readonly number[];
  /** What the floor is. */
  against?: string;
  /** The aim: of the ratio to the floor, of what is over the floor, or of the figure itself; at most, or at least. */
  aim?: { of: 'ratio' | 'over' | 'figure'; most?: number; least?: number };
}

export interface Row {
  figure: string;
  unit: Measured['unit'];
  ours: number;
  floor?: number;
  against?: string;
  ratio?: number;
  /** Half of the distance between the least and the most of the repeats, as a share of the median. */
  spread: number;
  aim?: string;
  met?: boolean;
}

const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
/** The value below which a share of the numbers lies. */
export const quantile = (numbers: readonly number[], share: number): number =>
  sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))] ?? Number.NaN;
export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5);

/** The row of a measurement: medians over its repeats, the ratio, and whether the aim is met. */
function rowOf({ figure, unit, ours, floor, against, aim }: Measured): Row {
  const value = median(ours);
  const spread = value === 0 ? 0 : (Math.max(...ours) - Math.min(...ours)) / 2 / value;
  const base = floor ? median(floor) : undefined;
  const row: Row = { figure, unit, ours: value, spread };
  if (base !== undefined) Object.assign(row, { floor: base, ratio: value / base, against });
  if (!aim) return row;
  const compared = aim.of === 'figure' ? value : aim.of === 'over' ? value - (base ?? 0) : value / (base ?? 1);
  const met = compared <= (aim.most ?? Number.POSITIVE_INFINITY) && compared >= (aim.least ?? Number.NEGATIVE_INFINITY);
  return { ...row, aim: describeAim(aim, unit), met };
}

function describeAim({ of, most, least }: NonNullable<Measured['aim']>, unit: Measured['unit']): string {
  const bound = most === undefined ? `at least ${least}` : `at most ${most}`;
  if (of === 'ratio') return `${bound}x`;
  return of === 'over' ? `${bound} ${unit} over it` : `${bound} ${unit}`;
}

/** Prints each row when it is known, and writes all of them as JSON in the end. */
export function createTable(say: (line: string) => void) {
  const rows: Row[] = [];
  const skipped: string[] = [];
  return {
    rows,
    add(measured: Measured): void {
      const row = rowOf(measured);
      rows.push(row);
      say(printed(row));
    },
    skip(why: string): void {
      skipped.push(why);
      say(`  skipped: ${why}`);
    },
    heading: (text: string) => say(`\n${text}`),
    write(file: string, about: Record<string, unknown>): void {
      writeFileSync(file, `${JSON.stringify({ ...about, rows, skipped }, null, 2)}\n`);
    },
  };
}
export type Table = ReturnType<typeof createTable>;

function printed({ figure, unit, ours, floor, ratio, against, spread, aim, met }: Row): string {
  const number = (value: number) => (value >= 1000 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3));
  return [
    `  ${figure.padEnd(52)} ${number(ours).padStart(8)} ${unit.padEnd(6)}`,
    `± ${Math.round(spread * 100)}%`.padEnd(7),
    floor === undefined ? '' : `${ratio?.toFixed(2)}x of ${number(floor)} (${against})`,
    aim === undefined ? '' : `${met ? 'met' : 'MISSED'}: ${aim}`,
  ]
    .filter(Boolean)
    .join('  ');
}
