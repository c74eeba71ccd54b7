import { type CorrectionOutcome, OUTCOMES } from '../rules/correction.ts';
import { plural } from '../rules/wording.ts';

/** '3 reports of readers: 1 not looked at yet, 2 the facts were changed'. */
export function describeCorrections(counts: Partial<Record<CorrectionOutcome, number>>): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const each = Object.entries(counts).map(([outcome, count]) => `${count} ${OUTCOMES[outcome as CorrectionOutcome]}`);
  return `${plural(total, 'report')} of readers: ${each.join(', ')}`;
}
