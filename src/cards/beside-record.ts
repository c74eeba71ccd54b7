import type { Context } from '../context.ts';
import { findDetainerCoverage } from '../db/detainers.ts';
import { countBornBetween } from '../db/detainers-beside.ts';
import type { Release } from '../db/releases.ts';
import { addDays, formatDate, isDay } from '../rules/dates.ts';
import { roundToFives } from '../rules/small-cells.ts';

/**
 * How many of ICE's loaded detainer rows fit a published case: the same place, week, citizenship, and age within a year.
 * A count in steps of five, never a match. Undefined where the case or the loaded rows say too little.
 */
export async function besideRecord(
  context: Context,
  row: Release,
): Promise<{ kind: 'note'; text: string } | undefined> {
  const week = weekOf(row);
  const age = Number(row.age);
  if (!week || !row.place_id || row.citizenship === '' || !(age > 0) || row.row_kind === 'aggregate') return undefined;
  const { rows, oldest, newest } = await findDetainerCoverage(context.db);
  if (rows === 0 || !oldest || !newest || week.to < oldest || week.from > newest) return undefined;
  const year = Number(week.to.slice(0, 4));
  const filter = { ...week, placeIds: [row.place_id], citizenship: asIceWrites(row.citizenship) };
  const n = await countBornBetween(context.db, filter, { from: year - age - 2, to: year - age + 1 });
  return {
    kind: 'note',
    text: `Beside it, in ICE's loaded detainer rows: ${n === 0 ? 'none' : roundToFives(n)} of ${[row.jurisdiction, row.state].filter(Boolean).join(', ')} prepared from ${formatDate(week.from)} to ${formatDate(week.to)}, with that citizenship and an age within a year. Rows give no day of release, a detainer may be older, and no row is matched to a person.`,
  };
}

/** Countries in capitals; of one ICE writes a longer name. */
const asIceWrites = (country: string): string[] =>
  country === 'China' ? ['CHINA', 'CHINA, PEOPLES REPUBLIC OF'] : [country.toUpperCase()];

/** The three days around the detainer, or the week up to the release. */
function weekOf({ detainer_date, release_date }: Release): { from: string; to: string } | undefined {
  if (isDay(detainer_date)) return { from: addDays(detainer_date, -3), to: addDays(detainer_date, 3) };
  return isDay(release_date) ? { from: addDays(release_date, -6), to: release_date } : undefined;
}
