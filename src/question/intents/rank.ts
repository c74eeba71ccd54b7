import { type Draft, onFilter, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import { WHOLE_COUNTRY } from '../span.ts';
import { detailFilters, recordFilters } from './count-draft.ts';
import type { Intent } from './intent.ts';

const PLURAL: Readonly<Record<string, string>> = {
  county: 'counties',
  state: 'states',
  facility: 'facilities',
  agency: 'agencies',
  city: 'cities',
};

const isOfShare = (slots: Slots): boolean =>
  slots.has('measure', 'share') ||
  slots.says('share', 'rate', 'percent', 'percentage', 'pct', 'proportion', 'portion', 'fraction');

/** What the ranking runs over, and whether the desk can count by it within one place. */
function ranking(slots: Slots, today: string): Draft | undefined {
  const over = slots.all('dimension')[0] ?? slots.all('by')[0];
  if (!over) return undefined;
  const [detail] = slots.all('detail');
  const filters = { ...recordFilters(slots), ...detailFilters(slots), ...windowFilters(slots.time, today) };
  const of = detail ? ` ${detail.slice(0, detail.indexOf(':') + 1)}` : '';
  const [place, ...others] = slots.places;
  const nation = !place || place.words === 'us';
  const isState = place?.outcome.outcome === 'answer' && place.outcome.meaning.level === 'state';
  const share = isOfShare(slots);
  const least = slots.has('rank', 'least');
  const within = nation ? {} : { places: [place] };
  const counted = (by: string): Draft => ({
    command: 'stats',
    ...(of ? { feature: `stats${of}`, near: [{ command: 'stats', places: [place ?? WHOLE_COUNTRY] }] } : {}),
    places: [place ?? WHOLE_COUNTRY],
    filters: { ...filters, ...(by === 'month' ? {} : { by: [by] }) },
  });
  if (others.length > 0) return undefined;
  if (over === 'month' || over === 'citizenship' || over === 'charge' || over === 'outcome')
    return place ? counted(over) : { ...counted(over), asks: 'Of which place? Name one, or say nationwide.' };
  if (over === 'facility' && !share && !least && place) return counted('facility');
  if (over === 'county' && isState && !share && !least && !slots.has('outcome')) return counted('county');
  const named = PLURAL[over];
  if (!named) return undefined;
  const near =
    over === 'county' && isState
      ? counted('county')
      : {
          command: 'stats',
          places: [place ?? WHOLE_COUNTRY],
          filters: { ...filters, ...(over === 'state' ? {} : { by: ['facility'] }) },
        };
  return {
    command: 'top',
    words: named,
    ...within,
    placeFilter: 'in',
    filters: {
      ...filters,
      ...(share ? { outcome: filters['outcome'] ?? ['declined'], per: ['share'] } : {}),
      ...(least ? { order: ['least'] } : {}),
    },
    feature: over === 'city' ? 'top cities' : `top${of}`,
    near: [near],
  };
}

/** Who stands on a publisher's list is told place by place. */
const ON_LISTS: Draft = {
  command: 'lists',
  feature: 'lists',
  near: [{ command: 'sources', words: 'lists' }],
  nearSaid:
    'The desk has no table of all places on a list. For one place, `policy <place>` says whether it stands on the list, and since when. Which lists are loaded:',
};

const DIMENSIONS = new Set([
  'hold',
  'notify',
  'access',
  'share',
  'transfer',
  'cooperate',
  'protect',
  'rules',
  'sanctuary',
]);

const saidOf = (slots: Slots): 'prohibited' | 'required' | undefined => {
  if (slots.has('rule', 'prohibited', 'protect') || slots.has('outcome', 'declined')) return 'prohibited';
  return slots.has('rule', 'required') || slots.has('honor') || slots.has('rule', 'cooperate', 'transfer')
    ? 'required'
    : undefined;
};

/** 'Which states require notice', 'counties that ban holds': places by what their rules say. */
function placesByRule(slots: Slots): Draft | undefined {
  const level = slots.all('dimension').find((value) => value === 'state' || value === 'county' || value === 'city');
  const listed = slots.says('which', 'what', 'list', 'where', 'any', 'every');
  const where = slots.has('dimension', 'where') && slots.places.length === 0;
  if (!level && !where && !slots.has('dimension', 'place') && !(listed && slots.has('dimension', 'agency')))
    return undefined;
  if (level && !listed && !where && !slots.says('states', 'counties', 'cities')) return undefined;
  const about = slots.has('agreement')
    ? 'agreement'
    : (slots.all('rule').find((value) => value === 'notify' || value === 'access' || value === 'share') ?? 'hold');
  const says = slots.says('limit', 'limits', 'limited', 'restrict', 'restricts', 'restricted')
    ? 'limited'
    : slots.says('allow', 'allows', 'allowed', 'permit', 'permits', 'permitted')
      ? slots.has('rule', 'no')
        ? 'prohibited'
        : 'permitted'
      : saidOf(slots);
  if (slots.has('agreement') && !says) return undefined;
  const on = onFilter(slots.time);
  if (!on) return undefined;
  const isOfSheriffs = slots.says('sheriffs', 'jails') && level === undefined;
  const asked = level ?? (isOfSheriffs ? 'county' : undefined);
  if (slots.has('rule', 'sanctuary')) return { ...ON_LISTS, places: slots.places };
  return {
    command: 'places',
    ...(slots.places.length > 0 ? { places: slots.places, placeFilter: 'in' as const } : {}),
    filters: { ...(asked ? { level: [asked] } : {}), ...(says ? { [about]: [says] } : {}), ...on },
    feature: says ? 'places' : 'places by rule',
    near: [{ command: 'sources', words: 'policies' }],
  };
}

/** Who honors the most: no outcome means that a detainer was honored. */
function asksForOutcome(slots: Slots, today: string): Draft | undefined {
  const draft = ranking(slots, today);
  return (
    draft && {
      ...draft,
      asks: 'No outcome that ICE records says that a detainer was honored. Ranked by what ICE took into custody, or by what was declined:',
      near: ['booked', 'declined'].map((outcome) => ({
        ...draft,
        filters: { ...draft.filters, outcome: [outcome] },
      })),
    }
  );
}

export const ranks: readonly Intent[] = [
  {
    name: 'on a list',
    needs: [['source']],
    takes: ['source', 'rule'],
    places: [1, 1],
    draft: (slots) =>
      slots.all('source').join() === 'lists' && slots.places[0]?.words !== 'us'
        ? { command: 'policy', places: slots.places }
        : undefined,
  },
  {
    name: 'lists',
    needs: [['source', 'rule']],
    takes: ['source', 'rule', 'act', 'dimension', 'rank'],
    places: [0, 0],
    draft: (slots) =>
      slots.has('source', 'lists') || (slots.has('rule', 'sanctuary') && slots.says('list', 'lists'))
        ? ON_LISTS
        : undefined,
  },
  {
    name: 'places by rule',
    needs: [['dimension'], ['rule', 'honor', 'outcome']],
    takes: ['dimension', 'rule', 'honor', 'outcome', 'act', 'measure', 'agreement', 'time'],
    places: [0, 1],
    draft: (slots) => {
      const ofState = slots.places.every(
        ({ words, outcome }) => words === 'us' || (outcome.outcome === 'answer' && outcome.meaning.level === 'state'),
      );
      const about =
        slots.all('rule').some((value) => DIMENSIONS.has(value)) ||
        slots.has('honor') ||
        slots.has('outcome', 'declined') ||
        slots.has('rule', 'prohibited', 'required');
      // 'How many were declined in counties of Texas' counts records, and no rules
      if (slots.has('outcome') && (slots.time || slots.has('measure'))) return undefined;
      // 'What if a county refuses' asks for a rule, and for no list of places.
      const isWhatIf = slots.asksDuty && slots.says('what') && !slots.says('which');
      if (slots.has('measure', 'share', 'trend') || !ofState || !about || isWhatIf) return undefined;
      return placesByRule(slots);
    },
  },
  {
    name: 'ranking',
    needs: [
      ['rank', 'dimension'],
      ['dimension', 'by'],
    ],
    takes: [
      'rank',
      'dimension',
      'by',
      'outcome',
      'citizenship',
      'charge',
      'measure',
      'time',
      'act',
      'release',
      'honor',
      'same',
      'detail',
      'number',
    ],
    places: [0, 1],
    draft: (slots, today) => {
      // 'The biggest drop in detainers' is none of the counts.
      if (slots.has('release') || slots.has('measure', 'trend')) return undefined;
      if (slots.has('honor') && !slots.has('outcome')) return asksForOutcome(slots, today);
      if (!slots.has('rank') && !slots.says('which', 'what')) return undefined;
      if (!slots.has('rank') && !slots.has('dimension', 'county', 'state', 'facility', 'agency', 'city'))
        return undefined;
      return ranking(slots, today);
    },
  },
];
