import type { ListItem, Part } from '../../answer.ts';
import { inSentence } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { formatDate } from '../../rules/dates.ts';
import { startOf } from '../../rules/policy-at-date.ts';
import { DIMENSIONS, TERMS } from '../../rules/policy-record.ts';
import { plural } from '../../rules/wording.ts';
import { bindsOnly, placeNameOf } from './rulings.ts';

/** 'hold on a detainer prohibited, except with a judicial warrant; 287(g) agreement permitted'. */
const describeCells = (row: Policy): string =>
  DIMENSIONS.filter((dimension) => row[dimension] !== '' && row[dimension] !== 'not addressed')
    .map((dimension) => {
      const terms = row[TERMS[dimension]];
      return `${inSentence(dimension)} ${row[dimension]}${terms ? `, ${terms}` : ''}`;
    })
    .join('; ') || 'none of the five questions addressed';

export const otherItem = (row: Policy): ListItem => ({
  text: `${placeNameOf(row)}: ${row.instrument}${bindsOnly(row)}`,
  details: [`${describeCells(row)}; as of ${formatDate(row.as_of)}`],
});

export function historyItem(row: Policy): ListItem {
  const start = (row.effective_on ?? row.enacted_on) ? formatDate(startOf(row)) : 'start not known';
  const end = row.ended_on ? `to ${formatDate(row.ended_on)}` : 'on';
  return {
    text: `${start} ${end} · ${placeNameOf(row)}: ${row.instrument}${bindsOnly(row)}`,
    details: [describeCells(row)],
  };
}

export const noteItem = (row: Policy): ListItem => ({
  text: `${placeNameOf(row)}: ${row.instrument}`,
  details: [row.note],
});

/** A list under its title; nothing when there are no items. */
export function listPart(title: string, items: ListItem[], total = items.length): Part[] {
  return items.length > 0
    ? [{ kind: 'list', title: total > items.length ? `${title} (${plural(total, 'row')})` : title, items }]
    : [];
}
