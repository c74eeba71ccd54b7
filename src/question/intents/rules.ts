import { type Draft, onFilter } from '../draft.ts';
import type { Slots } from '../slots.ts';
import { isAgency } from './count-draft.ts';
import type { Intent } from './intent.ts';

const ANCHORS = [
  'ice',
  'immigration',
  'inmigracion',
  'detainer',
  'detainers',
  'holds',
  'dhs',
  'feds',
  'federal',
  'migra',
  '287g',
  'i-247a',
  'judicial',
  'administrative',
  'law',
  'laws',
  'rule',
  'policy',
  'warrant',
];

const TELLING = new Set([
  'required',
  'prohibited',
  'allowed',
  'notify',
  'hold',
  'access',
  'share',
  'transfer',
  'clock',
]);

/** Weak words of rules, such as 'hold' or 'work', count beside ICE, a detainer or a word such as 'policy'. */
const isAnchored = (slots: Slots): boolean =>
  slots.has('rule', 'rules', 'sanctuary', 'which') ||
  slots.has('honor') ||
  slots.has('agreement') ||
  slots.has('clock') ||
  slots.all('rule').filter((value) => TELLING.has(value)).length > 1 ||
  slots.says(...ANCHORS) ||
  slots.says('cooperate', 'cooperates', 'cooperating', 'cooperated', 'comply', 'complies', 'complying') ||
  (slots.has('rule', 'required', 'prohibited', 'allowed', 'hold', 'access') &&
    slots.has('agency') &&
    !slots.says('officers', 'officer', 'department')) ||
  (slots.has('rule', 'force') && (slots.time !== undefined || slots.has('agency'))) ||
  (slots.has('loaded', 'people', 'slur') && slots.has('rule', 'transfer', 'hold', 'cooperate', 'protect', 'notify'));

const policy = (slots: Slots): Draft | undefined => {
  // Of no place in particular: what the form and the regulation say.
  if (slots.places.length === 0 && slots.has('rule', 'clock') && slots.says('48', 'clock', 'clocks') && !slots.time)
    return { command: 'define', words: '48 hours' };
  const on = onFilter(slots.time);
  if (!on || !isAnchored(slots)) return undefined;
  const clock = slots.one('clock');
  const draft: Draft = {
    command: 'policy',
    places: slots.places,
    filters: { ...on, ...(clock ? { release: [clock] } : {}) },
  };
  return slots.places.length === 0
    ? { ...draft, asks: 'Whose rule? Name a state, county or city, for example: policy "Cook County, IL".' }
    : draft;
};

/** "Why did X refuse": what was recorded and the rules are facts, and a reason is in neither. */
export const reasons: readonly Intent[] = [
  {
    name: 'why',
    needs: [['outcome', 'rule', 'honor', 'release']],
    takes: ['outcome', 'rule', 'honor', 'release', 'time', 'agreement'],
    places: [1, 1],
    draft: (slots) => {
      const on = onFilter(slots.time);
      const blames =
        slots.has('outcome', 'declined') || slots.has('rule', 'prohibited', 'no') || slots.has('release', 'release');
      if (!slots.asksWhy || !blames || !on || slots.places[0]?.words === 'us') return undefined;
      return {
        command: 'policy',
        places: slots.places,
        filters: on,
        note: 'The records say what ICE recorded as declined, and give no reasons. These are the rules there.',
      };
    },
  },
];

export const rules: readonly Intent[] = [
  {
    name: 'policy',
    needs: [['rule', 'honor', 'agreement', 'ice', 'detainer', 'model', 'clock']],
    takes: [
      'rule',
      'honor',
      'agreement',
      'model',
      'time',
      'outcome',
      'news',
      'measure',
      'act',
      'compare',
      'meaning',
      'clock',
      'disputed',
      'release',
    ],
    places: [0, 1],
    draft: (slots) => {
      if (slots.places[0]?.words === 'us') return undefined;
      // Two bodies of one place: the place is asked about.
      if ((slots.has('rule', 'which') || slots.has('compare')) && isAgency(slots)) return undefined;
      if (slots.has('act', 'map', 'chart')) return undefined;
      if (slots.has('measure', 'count', 'share', 'trend') && !slots.has('agreement')) return undefined;
      if (
        slots.has('act', 'chart', 'map') ||
        slots.has('compare', 'rest', 'year') ||
        (slots.has('release') && !slots.has('rule'))
      )
        return undefined;
      if (slots.has('release', 'published') || slots.has('clock', 'monthly', 'weekly')) return undefined;
      if (slots.has('outcome') && !slots.has('outcome', 'declined')) return undefined;
      if (
        !slots.has('rule') &&
        !slots.has('honor') &&
        !slots.has('agreement') &&
        !slots.has('clock') &&
        slots.has('detainer') &&
        !slots.asksWhetherMay &&
        !slots.asksDuty &&
        (slots.isWithin || slots.time)
      )
        return undefined;
      // A detainer alone asks for nothing.
      if (slots.places.length === 0 && !slots.has('rule') && !slots.has('honor')) return undefined;
      return policy(slots);
    },
  },
  {
    name: 'a place alone',
    needs: [['place']],
    takes: [],
    places: [1, 1],
    draft: (slots) =>
      slots.places[0]?.words === 'us' ||
      !slots.isBare ||
      slots.has('people') ||
      slots.has('detainer') ||
      slots.has('loaded') ||
      slots.has('greeting')
        ? undefined
        : { command: 'policy', places: slots.places },
  },
];
