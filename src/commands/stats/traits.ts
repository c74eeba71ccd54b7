import type { Context } from '../../context.ts';
import { sumCriminality } from '../../db/detainer-traits.ts';
import { namesValues, type ValueFilter } from '../../db/detainers.ts';
import { countValues, type ValueCounts } from '../../filters/counted-values.ts';
import { areaOf } from './counts.ts';
import type { BreakdownName, StatsQuestion } from './shapes.ts';

/** Breakdowns that are made from cells which are counted in any case. */
const OF_CELLS: readonly BreakdownName[] = ['month', 'outcome', 'kind', 'year'];

/**
 * The counts of the values that the typed words stand for, and of ICE's criminal categories. Empty where small numbers could
 * identify a person, and for the whole country, where it would mean a third pass over all rows.
 */
export async function countTraits(
  { db }: Pick<Context, 'db'>,
  by: BreakdownName,
  { filter, counts, crossed }: StatsQuestion,
  open: readonly ValueFilter[],
): Promise<ValueCounts> {
  const isSaid = !filter.charge && !filter.criminality;
  if (crossed) return {};
  if (counts.whole && !filter.outcomes)
    return { criminality: await sumCriminality(db, { ...areaOf(filter), months: counts.whole }) };
  const isNarrow = filter.placeIds !== undefined || filter.facilityIds !== undefined;
  if (!isNarrow && namesValues(filter) && !OF_CELLS.includes(by)) return {};
  return countValues({ db }, filter, isSaid ? [...open, 'criminality'] : open);
}
