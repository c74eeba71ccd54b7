import type { ListItem } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { formatDate } from '../../rules/dates.ts';
import { type Dimension, startOf } from '../../rules/policy-at-date.ts';
import { placeNameOf, truncate } from './rulings.ts';

export function otherItem(row: Policy): ListItem {
  const cells = (Object.keys(DIMENSION_LABELS) as Dimension[])
    .filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${DIMENSION_LABELS[dimension].toLowerCase()} ${row[dimension]}`);
  return {
    text: `${placeNameOf(row)}: ${row.instrument}${row.scope ? ` (${row.scope})` : row.level === 'city' ? ' (city)' : ''}`,
    details: [`${cells.join(', ') || 'none of the five questions addressed'}; as of ${formatDate(row.as_of)}`],
  };
}

export function historyItem(row: Policy): ListItem {
  const span = `${(row.effective_on ?? row.enacted_on) ? formatDate(startOf(row)) : 'start not known'} ${row.ended_on ? `to ${formatDate(row.ended_on)}` : 'on'}`;
  const cells = (Object.keys(DIMENSION_LABELS) as Dimension[])
    .filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${DIMENSION_LABELS[dimension].toLowerCase()} ${row[dimension]}`);
  return {
    text: `${span} · ${placeNameOf(row)}: ${row.instrument}${row.scope ? ` (${row.scope})` : ''}`,
    details: [
      `${cells.join(', ') || 'none of the five questions addressed'}${row.agreement_287g !== 'not addressed' && row.notes ? `. ${truncate(row.notes, 200)}` : ''}`,
    ],
  };
}
