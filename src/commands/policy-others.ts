import type { ListItem } from '../answer.ts';
import type { Policy } from '../db/policies.ts';
import { showDate } from '../rules/dates.ts';
import { type Dimension, startOf } from '../rules/policy-at-date.ts';
import { QUESTION } from './policy-question.ts';
import { cut, place } from './policy-rulings.ts';

export function otherItem(row: Policy): ListItem {
  const cells = (Object.keys(QUESTION) as Dimension[])
    .filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${QUESTION[dimension].toLowerCase()} ${row[dimension]}`);
  return {
    text: `${place(row)}: ${row.instrument}${row.scope ? ` (${row.scope})` : row.level === 'city' ? ' (city)' : ''}`,
    details: [`${cells.join(', ') || 'none of the five questions addressed'}; as of ${showDate(row.as_of)}`],
  };
}

export function historyItem(row: Policy): ListItem {
  const span = `${(row.effective_on ?? row.enacted_on) ? showDate(startOf(row)) : 'start not known'} ${row.ended_on ? `to ${showDate(row.ended_on)}` : 'on'}`;
  const cells = (Object.keys(QUESTION) as Dimension[])
    .filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => `${QUESTION[dimension].toLowerCase()} ${row[dimension]}`);
  return {
    text: `${span} · ${place(row)}: ${row.instrument}${row.scope ? ` (${row.scope})` : ''}`,
    details: [
      `${cells.join(', ') || 'none of the five questions addressed'}${row.agreement_287g !== 'not addressed' && row.notes ? `. ${cut(row.notes, 200)}` : ''}`,
    ],
  };
}
