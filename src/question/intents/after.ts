import { windowFilters } from '../draft.ts';
import { WHOLE_COUNTRY } from '../span.ts';
import { recordFilters } from './count-draft.ts';
import type { Intent } from './intent.ts';

/** 'How many were arrested by ICE after a declined detainer in Texas': in aggregate, of a place. */
export const followed: Intent = {
  name: 'what came after',
  needs: [['after'], ['detainer', 'outcome']],
  takes: ['after', 'outcome', 'detainer', 'measure', 'citizenship', 'charge', 'criminality', 'time', 'act'],
  places: [0, 1],
  draft: (slots, today) =>
    slots.has('citizenship') && slots.has('charge')
      ? undefined
      : {
          command: 'after',
          places: slots.places.length > 0 ? slots.places : [WHOLE_COUNTRY],
          filters: {
            ...recordFilters(slots),
            ...(slots.has('criminality') ? { criminality: slots.all('criminality') } : {}),
            ...windowFilters(slots.time, today),
          },
        },
};
