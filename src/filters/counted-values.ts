import type { NoticePart } from '../answer.ts';
import type { Context } from '../context.ts';
import { countByTraits, type ValueCount } from '../db/detainer-traits.ts';
import { type DetainerFilter, VALUE_FILTERS, type ValueFilter } from '../db/detainers.ts';
import { nameKey } from '../rules/name-key.ts';
import { titleCase } from '../rules/wording.ts';
import type { FilterWords } from './read-filters.ts';

const MOST = 12;

/** The counts of each value, by filter. */
export type ValueCounts = Partial<Record<ValueFilter, ValueCount[]>>;

/** True where the words do not say by themselves which values were counted. */
export const areOpen = ({ typed, values }: FilterWords): boolean =>
  values.length > 1 || (values.length === 1 && typed.some((word) => nameKey(word) !== nameKey(values[0] ?? '')));

/** Counts the values of some filters, all at once. */
export async function countValues(
  { db }: Pick<Context, 'db'>,
  filter: DetainerFilter,
  kinds: readonly ValueFilter[],
): Promise<ValueCounts> {
  if (kinds.length === 0) return {};
  const counted = await countByTraits(
    db,
    filter,
    kinds.map((kind) => VALUE_FILTERS[kind]),
  );
  return Object.fromEntries(
    kinds.map((kind, at) => {
      const sums = new Map<string | null, number>();
      for (const { values, n } of counted) sums.set(values[at] ?? null, (sums.get(values[at] ?? null) ?? 0) + n);
      return [kind, [...sums].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n)];
    }),
  );
}

/**
 * Which of ICE's values a word counted, each with its number where it was counted: not where numbers could point at a
 * person.
 */
export function describeValues(words: readonly FilterWords[], counts: ValueCounts): NoticePart[] {
  return words.filter(areOpen).flatMap(({ kind, typed, values }) => {
    const named = counts[kind]
      ? counts[kind].flatMap(({ value, n }) =>
          value === null ? [] : [`${titleCase(value)} ${n.toLocaleString('en-US')}`],
        )
      : values.map((value) => titleCase(value));
    if (named.length === 0) return [];
    return [{ kind: 'note' as const, text: `Counted for ${kind} "${typed.join('", "')}": ${list(named)}.` }];
  });
}

const list = (named: string[]): string =>
  named.length > MOST ? `${named.slice(0, MOST).join('; ')}; and ${named.length - MOST} others` : named.join('; ');
