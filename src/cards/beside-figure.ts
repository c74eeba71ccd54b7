import type { Context } from '../context.ts';
import { countCells } from '../db/detainer-cells.ts';
import { findCoveredDays } from '../db/detainer-stats.ts';
import type { Release } from '../db/releases.ts';
import { formatDate, spanOf } from '../rules/dates.ts';
import type { OutcomeGroup } from '../rules/outcome.ts';

/** What ICE's rows can count of what a figure counts: all detainers, or those of some outcome. */
function measureOf(counted: string): { outcome?: OutcomeGroup; words: string } | undefined {
  if (/declined|not honored|ignored|refused/.test(counted))
    return { outcome: 'declined_recorded', words: 'detainers that ICE recorded as declined' };
  if (/transferred to ICE|booked/.test(counted))
    return { outcome: 'custody_transferred', words: 'detainers that ICE recorded as booked into its detention' };
  return /detainers (?:issued|lodged|placed|sent)|active detainers/.test(counted) ? { words: 'detainers' } : undefined;
}

/**
 * Our own count beside a published total that was read from a text: the loaded rows of its area and days, and why the two
 * may differ. Undefined for a case, and where the total gives no area or days, or counts what rows do not tell.
 */
export async function besideFigure(
  { db }: Pick<Context, 'db'>,
  { row_kind, place_id, state, jurisdiction, release_date, offences }: Release,
): Promise<{ kind: 'note'; text: string } | undefined> {
  const days = spanOf(release_date);
  const measure = measureOf(offences);
  if (row_kind !== 'aggregate' || !days || !place_id || !measure) return undefined;
  const where = [jurisdiction, place_id === state ? '' : state].filter(Boolean).join(', ');
  const span = `${formatDate(days.from)} to ${formatDate(days.to)}`;
  const { first, last } = await findCoveredDays(db, state ? [state] : undefined);
  if (!first || !last || days.to < first || days.from > last)
    return note(`Beside it: no detainer row of ${where} from ${span} is loaded here, so nothing can be counted.`);
  const cells = await countCells(db, { placeIds: [place_id], ...days });
  const ours = cells
    .filter(({ outcome_group }) => !measure.outcome || outcome_group === measure.outcome)
    .reduce((sum, { n }) => sum + n, 0);
  const silent = cells
    .filter(({ outcome_group }) => outcome_group === 'no_outcome' || outcome_group === 'redacted')
    .reduce((sum, { n }) => sum + n, 0);
  const loaded =
    days.from < first || days.to > last ? ` Only ${formatDate(first)} to ${formatDate(last)} is loaded.` : '';
  return note(
    `Beside it, our own count: ${ours.toLocaleString('en-US')} ${measure.words} in ICE's loaded rows of ${where}, prepared from ${span}${measure.outcome ? `; ${silent.toLocaleString('en-US')} more have no outcome or a redacted one` : ''}.${loaded} ${WHY}`,
  );
}

const WHY =
  'The two may differ: rows count forms by the day that ICE prepared them, likely copies once, at every kind of facility in the place; a text may count people, its own days (of the decline or the release), other places or its own cases, and ICE edits old rows later. Declined is what ICE recorded; it does not say that somebody was released.';

const note = (text: string) => ({ kind: 'note' as const, text });
