import { type Draft, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import type { Intent } from './intent.ts';

const sides = (slots: Slots, today: string): Draft => ({
  command: 'compare',
  places: slots.places,
  joint: ' with ',
  filters: windowFilters(slots.time, today),
});

const isOfRules = (slots: Slots): boolean => slots.has('rule') || slots.has('honor');

export const comparisons: readonly Intent[] = [
  {
    name: 'with the rest',
    needs: [['compare']],
    takes: ['compare', 'measure', 'outcome', 'honor', 'time', 'act', 'same'],
    places: [1, 6],
    draft: (slots, today) =>
      slots.has('compare', 'rest')
        ? {
            ...sides(slots, today),
            feature: 'compare except:',
            near: [{ ...sides(slots, today), ...(slots.places.length < 2 ? { command: 'stats' } : {}) }],
          }
        : undefined,
  },
  {
    name: 'compare rules',
    needs: [
      ['compare', 'rule', 'honor'],
      ['rule', 'honor'],
    ],
    takes: ['compare', 'rule', 'honor', 'same', 'time', 'act'],
    places: [2, 6],
    draft: (slots) =>
      slots.has('compare') && !slots.has('compare', 'rest') && isOfRules(slots) && !slots.time
        ? {
            command: 'compare',
            words: 'policy',
            places: slots.places,
            joint: ' with ',
            feature: 'compare policy',
            near: slots.places.map((place) => ({ command: 'policy', places: [place] })),
          }
        : undefined,
  },
  {
    name: 'compare',
    needs: [['compare', 'measure', 'detainer', 'time', 'act']],
    takes: ['compare', 'measure', 'outcome', 'honor', 'time', 'act', 'by'],
    places: [2, 6],
    draft: (slots, today) => {
      if (slots.has('compare', 'rest') || slots.has('act', 'list')) return undefined;
      if (slots.has('by') && !slots.has('by', 'month')) return undefined;
      if (
        !slots.has('compare') &&
        !((slots.has('measure') || slots.has('detainer') || slots.has('outcome')) && slots.isRow)
      )
        return undefined;
      return sides(slots, today);
    },
  },
];
