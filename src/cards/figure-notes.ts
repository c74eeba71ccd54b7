import type { Part } from '../answer.ts';
import type { Figure } from '../db/figures.ts';
import { formatDate } from '../rules/dates.ts';
import { plural } from '../rules/wording.ts';
import { entryLine } from './ledger-words.ts';

/** That others published figures, which More shows. */
export const figuresBriefly = (count: number): Part => ({
  kind: 'note',
  text: `${plural(count, 'figure')} published by others: see More.`,
});

export function figureNotes(figures: Figure[]): Part[] {
  if (figures.length === 0) return [];
  return [
    figuresBriefly(figures.length),
    {
      kind: 'facts',
      detail: true,
      title: 'Published by others, not added to our rows',
      facts: figures.slice(0, 6).map((figure) => ({
        reference: figure.figure_id,
        label: `${figure.measure} (${
          [figure.period_from, figure.period_to]
            .filter(Boolean)
            .map((d) => formatDate(d ?? ''))
            .join(' to ') || 'undated'
        })`,
        value: `${figure.precision === 'exact' ? '' : `${figure.precision} `}${figure.value.toLocaleString('en-US')} ${figure.unit}, ${figure.publisher}${figure.source_class === 'internal' ? '' : `, ${figure.source}`}${figure.caveat ? ` (${figure.caveat})` : ''}${(figure.ledger ?? []).map((entry) => `. ${entryLine(entry)} (${entry.address})`).join('')}`,
      })),
    },
  ];
}
