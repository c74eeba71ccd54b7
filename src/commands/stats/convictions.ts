import type { ValueCount } from '../../db/detainer-traits.ts';
import { type Criminality, criminalityOf } from '../../rules/criminality.ts';
import { percent } from '../../rules/wording.ts';
import { formatCount } from './shapes.ts';

/**
 * The share without a conviction by ICE's category, and the share without a category; undefined if no row has one. An
 * empty conviction charge is never read as "no conviction".
 */
export function describeConvictions(rows: readonly ValueCount[]): string | undefined {
  const of = (...kinds: Criminality[]) =>
    rows.reduce((sum, { value, n }) => sum + (kinds.includes(criminalityOf(value)) ? n : 0), 0);
  const [without, pending] = [of('pending', 'neither'), of('pending')];
  const recorded = without + of('convicted');
  if (recorded === 0) return undefined;
  const silent = of('not recorded');
  const charged = pending > 0 ? `, ${pending === without ? 'all' : formatCount(pending)} with pending charges` : '';
  const rest =
    silent > 0
      ? `${formatCount(silent)} more (${percent(silent, recorded + silent)} of all) have no category`
      : 'every row has a category';
  return `By ICE's category when it prepared the detainer, ${formatCount(without)} of ${formatCount(recorded)} (${percent(without, recorded)}) had no conviction${charged}; ${rest}.`;
}
