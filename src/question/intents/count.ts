import { windowFilters } from '../draft.ts';
import { count, isAgency, isFacility, isOfOthers, isOfRecords, KNOWN_BY } from './count-draft.ts';
import type { Intent } from './intent.ts';

export const counts: readonly Intent[] = [
  {
    name: 'except',
    needs: [['negation']],
    takes: ['negation', 'measure', 'outcome', 'citizenship', 'charge', 'time', 'by', 'act', 'honor'],
    places: [1, 2],
    draft: (slots, today) =>
      isOfRecords(slots) || slots.has('measure')
        ? {
            command: 'stats',
            places: slots.places.slice(0, 1),
            feature: 'stats except',
            near: [
              {
                command: 'stats',
                places: slots.places.slice(0, 1),
                filters: {
                  ...windowFilters(slots.time, today),
                  ...(slots.has('citizenship')
                    ? { by: ['citizenship'] }
                    : slots.has('charge')
                      ? { by: ['charge'] }
                      : {}),
                },
              },
            ],
          }
        : undefined,
  },
  {
    name: 'count',
    needs: [['measure', 'by']],
    takes: [
      'measure',
      'by',
      'outcome',
      'citizenship',
      'charge',
      'criminality',
      'detail',
      'honor',
      'time',
      'release',
      'act',
      'news',
    ],
    places: [0, 1],
    draft: (slots, today) => {
      if (slots.has('act', 'list') && !slots.has('measure', 'count', 'share', 'trend') && !slots.has('by'))
        return undefined;
      if (slots.has('news') && !slots.has('measure', 'trend')) return undefined;
      const counted = slots.has('by') || slots.has('measure', 'count', 'share', 'trend');
      if (!counted && !(slots.has('measure', 'change') && isOfRecords(slots))) return undefined;
      return count(slots, today);
    },
  },
  {
    name: 'records of a field office',
    needs: [['detail']],
    takes: ['detail', 'measure', 'outcome', 'citizenship', 'charge', 'time', 'by', 'act'],
    places: [0, 0],
    draft: (slots, today) =>
      slots.all('detail').every((value) => value.startsWith('aor:')) ? count(slots, today) : undefined,
  },
  {
    name: 'records of a kind',
    needs: [['detainer', 'outcome', 'citizenship', 'charge', 'criminality', 'detail']],
    takes: ['outcome', 'citizenship', 'charge', 'criminality', 'detail', 'time', 'honor', 'act'],
    places: [1, 1],
    draft: (slots, today) =>
      slots.has('honor') ||
      slots.asksWhetherMay ||
      slots.asksDuty ||
      (slots.asksHabit && !slots.time && slots.has('outcome', 'declined')) ||
      isFacility(slots) ||
      slots.has('act', 'list', 'export') ||
      (slots.has('act', 'latest') && !slots.has('act', 'chart', 'map'))
        ? undefined
        : slots.time ||
            slots.has('act', 'chart', 'map') ||
            slots.has('outcome') ||
            slots.has('citizenship') ||
            slots.has('charge') ||
            slots.has('criminality') ||
            slots.has('detail') ||
            (slots.has('detainer') && slots.isWithin) ||
            slots.places[0]?.words === 'us'
          ? count(slots, today)
          : undefined,
  },
  {
    name: 'a place and its days',
    needs: [['time']],
    takes: ['time', 'act'],
    places: [1, 1],
    draft: (slots, today) =>
      isOfOthers(slots) || isAgency(slots) || slots.has('agency', 'site') || slots.has('act', 'list', 'export')
        ? undefined
        : { command: 'stats', places: slots.places, filters: windowFilters(slots.time, today) },
  },
  {
    name: 'a picture of a place',
    needs: [['act']],
    takes: ['act', 'dimension', 'rank', 'by'],
    places: [1, 1],
    draft: (slots) => {
      if (!slots.has('act', 'chart', 'map')) return undefined;
      const by = slots.all('by')[0] ?? slots.all('dimension')[0];
      if (by && !KNOWN_BY.has(by) && !(by === 'state' && slots.has('act', 'map'))) return undefined;
      return {
        command: 'stats',
        places: slots.places,
        filters: by && by !== 'month' && by !== 'state' ? { by: [by] } : {},
      };
    },
  },
];
