import { windowFilters } from '../draft.ts';
import { WHOLE_COUNTRY } from '../span.ts';
import { detailFilters, isOfRecords, recordFilters } from './count-draft.ts';
import type { Intent } from './intent.ts';

/** 'How many were arrested by ICE after a declined detainer in Texas': in aggregate, of a place. */
export const followed: Intent = {
  name: 'what came after',
  needs: [['after']],
  takes: ['after', 'outcome', 'detainer', 'measure', 'citizenship', 'charge', 'criminality', 'detail', 'time', 'act'],
  places: [0, 1],
  draft: (slots, today) => {
    if (!isOfRecords(slots) || (slots.has('citizenship') && slots.has('charge'))) return undefined;
    const places = slots.places.length > 0 ? slots.places : [WHOLE_COUNTRY];
    const plain = {
      ...recordFilters(slots),
      ...(slots.has('criminality') ? { criminality: slots.all('criminality') } : {}),
      ...windowFilters(slots.time, today),
    };
    const [detail] = slots.all('detail');
    return {
      command: 'after',
      places,
      filters: { ...plain, ...detailFilters(slots) },
      ...(detail
        ? {
            feature: `after ${detail.slice(0, detail.indexOf(':') + 1)}`,
            near: [{ command: 'after', places, filters: plain }],
          }
        : {}),
    };
  },
};
