import { type Draft, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import { isAgency, isFacility, isOfOthers, isOfRecords, isOnlyOfCrime, recordFilters } from './count-draft.ts';
import type { Intent } from './intent.ts';

/** An agency's name goes into `by:`, any other place into `in:`. */
function releases(slots: Slots, today: string): Draft | undefined {
  const [place] = slots.places;
  const byAgency = place !== undefined && isAgency(slots);
  const places = slots.places.filter(({ words }) => words !== 'us');
  if (byAgency && places.length > 1) return undefined;
  return {
    command: 'releases',
    places,
    placeFilter: byAgency ? 'by' : 'in',
    filters: {
      ...windowFilters(slots.time, today),
      ...(slots.has('charge') ? { charge: slots.all('charge') } : {}),
      ...(slots.has('citizenship') ? { citizenship: slots.all('citizenship') } : {}),
      ...(slots.has('disputed') ? { disputed: ['yes'] } : {}),
    },
  };
}

const isOfReleases = (slots: Slots): boolean =>
  slots.has('release') ||
  slots.has('disputed') ||
  (slots.has('case') && !slots.has('measure')) ||
  (slots.has('outcome', 'declined') && slots.has('case')) ||
  (slots.has('outcome', 'declined') && isAgency(slots) && !isFacility(slots));

export const lists: readonly Intent[] = [
  {
    name: 'reference',
    needs: [['reference']],
    takes: ['reference', 'act', 'case', 'release', 'same', 'outcome', 'fresh', 'source', 'meaning', 'disputed'],
    places: [0, 0],
    draft: (slots) => {
      const [id = '', more] = slots.all('reference');
      if (more) return undefined;
      if (!id.startsWith('DD-')) return { command: 'lookup', words: id };
      return {
        command:
          slots.has('act', 'cite') || slots.has('source') ? 'cite' : slots.has('act', 'export') ? 'export' : 'show',
        words: id,
      };
    },
  },
  {
    name: 'releases',
    needs: [['release', 'case', 'disputed', 'outcome']],
    takes: [
      'release',
      'case',
      'disputed',
      'outcome',
      'charge',
      'citizenship',
      'time',
      'act',
      'news',
      'measure',
      'same',
      'rank',
    ],
    places: [0, 4],
    draft: (slots, today) => {
      if (
        !isOfReleases(slots) ||
        slots.asksWhetherMay ||
        slots.asksDuty ||
        (slots.asksHabit && !slots.time && !slots.has('case') && !slots.has('act')) ||
        slots.has('rank', 'least') ||
        (slots.has('rank') && !slots.has('case'))
      )
        return undefined;
      if (slots.has('outcome') && !slots.has('outcome', 'declined')) return undefined;
      // A count of what ICE recorded is of `stats`; one of what was published is of `releases`.
      if (slots.has('measure') && !slots.has('case') && !slots.has('release', 'published')) return undefined;
      return releases(slots, today);
    },
  },
];

export const records: readonly Intent[] = [
  {
    name: 'records',
    needs: [['act', 'detainer', 'outcome', 'charge', 'citizenship']],
    takes: ['act', 'outcome', 'citizenship', 'charge', 'criminality', 'time', 'same', 'case'],
    places: [0, 1],
    draft: (slots, today) => {
      if (slots.has('agency', 'site') || isOnlyOfCrime(slots) || slots.asksDuty) return undefined;
      const listed = slots.has('act', 'list', 'latest', 'export');
      if (!listed && !isFacility(slots)) return undefined;
      if (slots.has('act', 'latest') && !slots.has('act', 'list') && !isOfRecords(slots)) return undefined;
      if (!isOfRecords(slots) && slots.places.length === 0) return undefined;
      // 'List the sheriffs in Texas' asks for no records.
      if (
        slots.has('agency') &&
        !slots.has('people') &&
        isOfOthers(slots) &&
        !slots.says('record', 'records', 'rows', 'entries')
      )
        return undefined;
      const filters = { ...recordFilters(slots), ...windowFilters(slots.time, today) };
      const draft: Draft = { command: 'lookup', places: slots.places, filters };
      if (slots.places.length === 0)
        return { ...draft, asks: 'Records of which place? Name a state, county, city or facility.' };
      if (slots.has('criminality')) return { ...draft, feature: 'lookup criminality:', near: [draft] };
      if (slots.places[0]?.words === 'us')
        return {
          ...draft,
          feature: 'lookup us',
          near: [
            { command: 'sources', words: 'ice-detainers' },
            { command: 'stats', places: slots.places, filters },
          ],
        };
      return draft;
    },
  },
];
