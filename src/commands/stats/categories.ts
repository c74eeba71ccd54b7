import { joinSmallCells, roundToFives } from '../../rules/small-cells.ts';
import { percent } from '../../rules/wording.ts';
import { sum } from './counts.ts';
import { type Breakdown, formatCount, ROUNDED_TO_FIVES, type StatsQuestion } from './shapes.ts';

const TOP = 20;

export interface Category {
  label: string;
  /** A shorter label, for a chart. */
  key?: string;
  n: number;
  /** True for a label that is shown even if its count is 0. */
  always?: boolean;
}

/** Labels with their counts: the first twenty, and the others together. Small cells are joined where they could identify a person. */
export function categories(
  title: string,
  what: string,
  cells: Category[],
  { crossed }: StatsQuestion,
  top = TOP,
): Breakdown {
  const total = sum(cells);
  const { shown, joined } = crossed ? joinSmallCells(cells) : { shown: cells, joined: 0 };
  const kept = shown.filter(({ n, always }) => n > 0 || always);
  const listed = kept.slice(0, kept.length === top + 1 ? top + 1 : top);
  const rest = sum(shown) - sum(listed) + joined;
  const others = kept.length - listed.length;
  const line = (label: string, n: number) =>
    crossed ? [label, roundToFives(n)] : [label, formatCount(n), percent(n, total)];
  return {
    title,
    columns: [what, 'Detainers', ...(crossed ? [] : ['Share of all'])],
    rows: [
      ...listed.map(({ label, n }) => line(label, n)),
      ...(rest > 0 ? [line(crossed ? 'All others together' : `${formatCount(others)} others together`, rest)] : []),
    ],
    picture: {
      form: 'bars',
      measure: crossed ? `Detainers, ${ROUNDED_TO_FIVES}` : `Detainers, ${formatCount(total)} in all`,
      series: ['Detainers'],
      points: [
        ...listed.slice(0, 12).map(({ label, key, n }) => ({
          at: shorten(key ?? label),
          series: 'Detainers',
          value: n,
        })),
        ...(sum(listed.slice(12)) + rest > 0
          ? [{ at: 'All others together', series: 'Detainers', value: sum(listed.slice(12)) + rest }]
          : []),
      ].map((point, at, all) => ({
        ...point,
        // Two names that are the same once shortened still get a bar each.
        at: all.slice(0, at).some((other) => other.at === point.at) ? `${point.at} (${at + 1})` : point.at,
        value: crossed ? Math.floor(point.value / 5) * 5 : point.value,
      })),
    },
  };
}

const shorten = (text: string) => (text.length > 28 ? `${text.slice(0, 27).trimEnd()}…` : text);
