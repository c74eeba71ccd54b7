import { type Draft, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import type { Intent } from './intent.ts';

const kindsOf = (slots: Slots): Record<string, string[]> => {
  const named = [
    ...slots.all('kinds'),
    ...slots.all('schedule').flatMap((value) => (value.startsWith('kinds:') ? [value.slice(6)] : [])),
    ...(slots.has('agreement') ? ['agreements'] : []),
    ...(slots.has('release', 'release', 'published') || slots.has('case') ? ['releases'] : []),
    ...(slots.has('rule', 'rules', 'sanctuary') ? ['policy'] : []),
    ...(slots.has('outcome') ? ['outcomes'] : []),
  ];
  return named.length > 0 ? { kinds: [[...new Set(named)].join(',')] } : {};
};

const daysOf = (slots: Slots): Record<string, string[]> => {
  const days = slots
    .all('schedule')
    .flatMap((value) => (value.startsWith('days:') && value !== 'days:' ? [value.slice(5)] : []));
  // 'A weekday digest' is one phrase.
  if (days.length === 0 && slots.says('weekday', 'weekdays')) return { days: ['mon-fri'] };
  return days.length > 0 ? { days: [days.join(',')] } : {};
};

function digestOn(slots: Slots): Draft | undefined {
  const [at] = slots.all('schedule').flatMap((value) => (value.startsWith('at:') ? [value.slice(3)] : []));
  const [tz] = slots.all('schedule').flatMap((value) => (value.startsWith('tz:') ? [value.slice(3)] : []));
  const filters = { ...(at ? { at: [at] } : {}), ...(tz ? { tz: [tz] } : {}), ...kindsOf(slots), ...daysOf(slots) };
  const draft: Draft = { command: 'digest', words: 'on', places: slots.places, placeFilter: 'in', filters };
  if (slots.has('schedule', 'monthly'))
    return { ...draft, feature: 'digest days:1st', near: [{ ...draft, filters: { ...filters, days: ['mon'] } }] };
  if (
    (slots.has('schedule', 'weekly') || slots.says('weekly')) &&
    !slots.all('schedule').some((value) => /^days:./.test(value))
  )
    return { ...draft, asks: 'On which day of the week?' };
  if (!tz) return { ...draft, asks: 'Which time zone? A digest needs a time and its zone, for example 8am eastern.' };
  return draft;
}

const watchTakes = [
  'watch',
  'release',
  'kinds',
  'rule',
  'agreement',
  'case',
  'schedule',
  'same',
  'news',
  'outcome',
  'act',
] as const;

/** 'Does Denver follow detainers': who does it is no order to the desk. */
const isOfOther = (slots: Slots): boolean =>
  slots.spans.some(
    ({ kind, to }) => kind === 'place' && slots.spans.some((each) => each.kind === 'watch' && each.from === to),
  ) && slots.says('follow', 'following', 'track', 'tracking', 'monitor', 'monitoring', 'watching');

/** "Tell me when" sets a watch up only where something changes or comes. */
const isWatch = (slots: Slots): boolean =>
  slots.has('watch', 'watch') ||
  (slots.has('watch', 'maybe') &&
    (slots.has('watch', 'tail') || slots.has('rule', 'change') || slots.has('schedule') || slots.has('kinds')));

/** 'How do I export a file': the command that does it. */
function helpOn(slots: Slots): string | undefined {
  if (slots.has('digest')) return 'digest';
  if (slots.has('watch')) return slots.has('watch', 'unwatch') ? 'unwatch' : 'watch';
  if (slots.has('setting')) return 'default';
  if (slots.has('compare')) return 'compare';
  const [act] = slots.all('act');
  const named = { chart: 'chart', map: 'chart', export: 'export', cite: 'cite', show: 'show', list: 'lookup' }[
    act ?? ''
  ];
  if (slots.has('release') || slots.has('case')) return 'releases';
  if (slots.has('measure') || slots.has('by')) return 'stats';
  if (slots.has('fresh') || slots.has('source')) return named ?? 'sources';
  return named ?? (slots.has('rule') || slots.has('honor') ? 'policy' : undefined);
}

/** 'Stop the detainers in Denver' ends no watch: one of these is said. */
const WATCHING =
  'watch watches watching unwatch track tracking untrack monitor monitoring follow following unfollow alert alerts alerting ping pings pinging notify notifying notifications updates telling messaging emailing unsubscribe'.split(
    ' ',
  );

/** What sets something up, ends it, or says what is set up. */
export const settings: readonly Intent[] = [
  {
    name: 'audit',
    needs: [['act']],
    takes: ['act', 'time'],
    places: [0, 0],
    draft: (slots, today) =>
      slots.has('act', 'audit') ? { command: 'audit', filters: windowFilters(slots.time, today) } : undefined,
  },
  {
    name: 'help',
    needs: [['help']],
    takes: [
      'help',
      'digest',
      'watch',
      'setting',
      'compare',
      'act',
      'release',
      'case',
      'measure',
      'by',
      'source',
      'fresh',
      'rule',
      'dimension',
      'same',
    ],
    places: [0, 0],
    draft: (slots) => {
      if (slots.has('help', 'help'))
        return slots.spans.every(({ kind }) => kind === 'help' || kind === 'chatter' || kind === 'greeting')
          ? { command: 'help' }
          : undefined;
      const command = helpOn(slots);
      return command ? { command: 'help', words: command } : undefined;
    },
  },
  {
    name: 'watches',
    needs: [['watch']],
    takes: ['watch'],
    places: [0, 0],
    draft: (slots) => (slots.has('watch', 'watches') ? { command: 'watches' } : undefined),
  },
  {
    name: 'unwatch',
    needs: [['watch']],
    takes: ['watch', 'kinds', 'rule', 'same', 'news'],
    places: [1, 1],
    draft: (slots) =>
      slots.has('watch', 'unwatch') && slots.says(...WATCHING)
        ? { command: 'unwatch', places: slots.places }
        : undefined,
  },
  {
    name: 'threshold',
    needs: [['watch'], ['detail']],
    takes: [...watchTakes, 'detail', 'measure', 'by', 'number', 'time'],
    places: [1, 1],
    draft: (slots) =>
      slots.has('detail', 'threshold') && slots.has('number')
        ? {
            command: 'watch',
            places: slots.places,
            filters: { kinds: ['outcomes'] },
            feature: 'watch when:',
            near: [{ command: 'watch', places: slots.places, filters: { kinds: ['outcomes'] } }],
          }
        : undefined,
  },
  {
    name: 'watch',
    needs: [['watch']],
    takes: watchTakes,
    places: [1, 1],
    draft: (slots) =>
      slots.has('watch', 'unwatch', 'watches') || !isWatch(slots) || isOfOther(slots) || slots.asksDuty
        ? undefined
        : slots.places[0]?.words === 'us'
          ? {
              command: 'watch',
              asks: 'A watch is of one place, agency or source. For the whole country, watch a source or set up a digest:',
              near: [
                { command: 'watch', words: 'ice-detainers' },
                { command: 'watch', words: 'policies' },
                { command: 'help', words: 'digest' },
              ],
            }
          : { command: 'watch', places: slots.places, filters: kindsOf(slots) },
  },
  {
    name: 'digest off',
    needs: [['digest']],
    takes: ['digest', 'same'],
    places: [0, 0],
    draft: (slots) =>
      slots.has('digest', 'off')
        ? { command: 'digest', words: 'off' }
        : slots.has('digest', 'preview')
          ? { command: 'digest', words: 'preview' }
          : slots.has('digest', 'status')
            ? { command: 'digest' }
            : slots.has('digest', 'now')
              ? { command: 'digest', words: 'now' }
              : undefined,
  },
  {
    name: 'digest on',
    needs: [['digest', 'schedule']],
    takes: ['digest', 'schedule', 'kinds', 'agreement', 'release', 'case', 'rule', 'news', 'outcome', 'same', 'act'],
    places: [0, 8],
    draft: (slots) => {
      if (slots.has('digest', 'off', 'preview', 'status', 'now')) return undefined;
      const timed = slots.all('schedule').some((value) => value.startsWith('at:'));
      return slots.has('digest') || timed ? digestOn(slots) : undefined;
    },
  },
  {
    name: 'default',
    needs: [['setting']],
    takes: ['setting', 'same', 'dimension', 'act'],
    places: [0, 2],
    draft: (slots) => {
      if (slots.has('setting', 'off'))
        return { command: 'default', words: slots.has('setting', 'me') ? 'me off' : 'off' };
      if (!slots.has('setting', 'me', 'channel')) return undefined;
      const state = slots.places
        .map(({ outcome }) => (outcome.outcome === 'answer' ? outcome.meaning.state : undefined))
        .find(Boolean);
      return state
        ? { command: 'default', ...(slots.has('setting', 'me') ? { words: 'me' } : {}), filters: { state: [state] } }
        : undefined;
    },
  },
];
