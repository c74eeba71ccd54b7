import { type Draft, onFilter, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import { WHOLE_COUNTRY } from '../span.ts';
import { isOfRecords, recordFilters } from './count-draft.ts';
import type { Intent } from './intent.ts';

const sides = (slots: Slots, today: string): Draft => ({
  command: 'compare',
  places: slots.places,
  joint: ' with ',
  filters: windowFilters(slots.time, today),
});

const isOfRules = (slots: Slots): boolean => slots.has('rule') || slots.has('honor');

/** `stats` of the place, against other days or around a law. */
const changeOf = (slots: Slots, today: string, filters: Draft['filters'], feature: string): Draft => {
  const places = slots.places.length > 0 ? slots.places : [WHOLE_COUNTRY];
  const plain: Draft = {
    command: 'stats',
    places,
    filters: { ...recordFilters(slots), ...windowFilters(slots.time, today) },
  };
  return { ...plain, filters: { ...plain.filters, ...filters }, feature, near: [plain] };
};

export const comparisons: readonly Intent[] = [
  {
    name: 'against the year before',
    needs: [['compare']],
    takes: ['compare', 'measure', 'outcome', 'charge', 'citizenship', 'time', 'act'],
    places: [0, 1],
    draft: (slots, today) =>
      slots.has('compare', 'year') && (isOfRecords(slots) || slots.has('compare', 'compare'))
        ? changeOf(slots, today, { against: ['last-year'] }, 'stats against:')
        : undefined,
  },
  {
    name: 'around a law',
    needs: [['law'], ['measure', 'detainer', 'outcome']],
    takes: ['law', 'measure', 'outcome', 'charge', 'citizenship', 'act', 'compare'],
    places: [0, 1],
    draft: (slots, today) =>
      isOfRecords(slots) && !slots.has('compare', 'rest', 'year')
        ? changeOf(slots, today, { around: [slots.one('law') ?? ''] }, 'stats around:')
        : undefined,
  },
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
      slots.has('compare') && !slots.has('compare', 'rest', 'year') && isOfRules(slots) && onFilter(slots.time)
        ? {
            command: 'compare',
            words: 'policy',
            places: slots.places,
            joint: ' with ',
            filters: onFilter(slots.time) ?? {},
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
      if (slots.has('compare', 'rest', 'year') || slots.has('act', 'list')) return undefined;
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
