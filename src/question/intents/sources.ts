import { addMonths } from '../../rules/dates.ts';
import { type Draft, windowFilters } from '../draft.ts';
import type { Slots } from '../slots.ts';
import type { Intent } from './intent.ts';

const policyOf = (slots: Slots): Draft => ({ command: 'policy', places: slots.places });
const sources = (words: string): Draft => ({ command: 'sources', words });

const without = <T>(filters: Record<string, T>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(filters).filter(([name]) => name !== key));

function agreements(slots: Slots, today: string): Draft {
  const window = windowFilters(slots.time, today);
  const signed = slots.has('agreement', 'signed') || (slots.has('act', 'latest') && !slots.has('agreement', 'left'));
  const model = slots.all('model').find((value) => value !== 'kind');
  const filters = {
    ...(model ? { model: [model] } : {}),
    ...(slots.has('agreement', 'pending') ? { stage: ['pending'] } : {}),
    ...(signed && window['since']
      ? { 'signed-since': window['since'], ...(window['until'] ? { 'signed-until': window['until'] } : {}) }
      : {}),
    ...(slots.has('agreement', 'left') && window['since']
      ? { 'left-since': window['since'], ...(window['until'] ? { 'left-until': window['until'] } : {}) }
      : {}),
    ...(!signed && !slots.has('agreement', 'left') && slots.time?.on ? { on: [slots.time.on] } : {}),
  };
  const places = slots.places.filter(({ words }) => words !== 'us');
  // "Joined last month" has an end, and a list since a day has none.
  const endsWindow = ['signed-until', 'left-until'].find((key) => key in filters);
  return {
    command: 'agreements',
    places,
    placeFilter: 'in',
    filters,
    feature: endsWindow ? `agreements ${endsWindow}:` : 'agreements',
    near: endsWindow
      ? [{ command: 'agreements', places, placeFilter: 'in', filters: without(filters, endsWindow) }]
      : places.length > 0
        ? [policyOf(slots)]
        : [sources('agreements-287g')],
  };
}

/** The source that is named, or that holds what is named. */
function sourceOf(slots: Slots): string {
  const [named] = slots.all('source').filter(Boolean);
  if (named) return named;
  if (slots.has('agreement')) return 'agreements-287g';
  if (slots.has('rule')) return 'policies';
  if (slots.has('release') || slots.has('case')) return 'releases';
  return slots.has('detainer') || slots.has('ice') ? 'ice-detainers' : '';
}

const OF_DATA = ['data', 'record', 'records', 'source', 'sources', 'table', 'database', 'information', 'info'];

/** True where the words speak of what is loaded, and not of what it says. */
function isOfSources(slots: Slots): boolean {
  const bare = slots.has('source', '');
  const ofFacts = ['release', 'case', 'rule', 'detainer'].some((kind) => slots.has(kind as 'rule'));
  const fresh =
    slots.has('fresh', 'age') ||
    (slots.has('fresh', 'origin') && ofFacts) ||
    (slots.has('fresh') && (slots.has('source') || slots.has('agreement')));
  if (slots.has('act', 'export', 'chart', 'map')) return false;
  // 'Is our county on the list' asks about one place.
  if (slots.has('agency') && slots.says('our', 'my')) return false;
  if (!fresh && (slots.has('measure') || !slots.has('source'))) return false;
  if (!fresh && slots.time && !slots.says('your')) return false;
  // 'What are the rules' asks for the rules of a place.
  if (!fresh && slots.has('source', 'policies') && !slots.says(...OF_DATA)) return false;
  if (ofFacts && !slots.has('detainer') && !bare && !slots.has('fresh', 'origin')) return false;
  return fresh || bare || !(slots.has('act') || slots.has('news'));
}

function ofSource(slots: Slots): Draft | undefined {
  if (!isOfSources(slots)) return undefined;
  const id = sourceOf(slots);
  return slots.has('fresh', 'age') && id === '' && !slots.says('up') ? sources('ice-detainers') : sources(id);
}

const asksForAgencies = (slots: Slots): boolean =>
  slots.has('agreement', 'agencies', 'signed', 'left', 'pending') ||
  slots.all('model').some((value) => value !== 'kind') ||
  slots.has('act', 'list') ||
  slots.says('agreements', 'list', 'lists', 'listing') ||
  slots.has('rank') ||
  (slots.has('dimension') && slots.has('agreement'));

/** 'Signed' or 'ended' alone is no agreement. */
const namesAgreement = (slots: Slots): boolean => slots.says('287g', '287', 'agreement', 'agreements', 'eighty');

const stateOnly = (slots: Slots): boolean =>
  slots.places.every(
    ({ words, outcome }) => words === 'us' || (outcome.outcome === 'answer' && outcome.meaning.level === 'state'),
  );

/** "On deadline" is the asker's, not the rule's. */
const asksForDeadlines = (slots: Slots): boolean =>
  slots.says('deadlines') || (slots.says('deadline') && !slots.says('on'));

/** News of rules: 'upcoming deadlines', 'which laws take effect soon'. */
const isOfRules = (slots: Slots): boolean =>
  slots.says('rule', 'rules', 'law', 'laws', 'policies', 'deadline', 'deadlines');

/** 'Which rules take effect in December' looks ahead: the next December, where no year is said. */
function aheadOf(slots: Slots, today: string): Record<string, string[]> | undefined {
  const { from, to, ahead } = slots.time ?? {};
  if (ahead && from && to) return { since: [from], until: [to] };
  const isAhead = slots.says(
    'take',
    'takes',
    'taking',
    'going',
    'goes',
    'come',
    'comes',
    'coming',
    'upcoming',
    'start',
    'starts',
    'begin',
    'begins',
    'kick',
    'kicks',
  );
  if (
    !from ||
    !to ||
    to >= today ||
    !isAhead ||
    !slots.says('effect', 'coming', 'upcoming', 'start', 'starts', 'begin', 'begins', 'kick', 'kicks')
  )
    return undefined;
  if (slots.says(from.slice(0, 4), to.slice(0, 4), 'last', 'past', 'previous', 'yesterday', 'ago')) return undefined;
  const [since, until] = [from, to].map((day) => addMonths(day, 12));
  return since && until && until > today ? { since: [since], until: [until] } : undefined;
}

/** What is loaded, what is new, and who has an agreement. */
export const facts: readonly Intent[] = [
  {
    name: 'sources',
    needs: [['source', 'fresh']],
    takes: ['fresh', 'source', 'measure', 'act', 'time', 'news', 'rule', 'release', 'case', 'same', 'agreement'],
    places: [0, 0],
    draft: ofSource,
  },
  {
    name: 'agreements nationwide',
    needs: [['agreement'], ['measure']],
    takes: ['agreement', 'measure', 'dimension', 'act'],
    places: [0, 1],
    draft: (slots) =>
      slots.places.every(({ words }) => words === 'us') && !slots.has('agreement', 'signed', 'left', 'pending')
        ? sources('agreements-287g')
        : undefined,
  },
  {
    name: 'chart of agreements',
    needs: [['agreement'], ['act']],
    takes: ['agreement', 'act', 'measure', 'time', 'model'],
    places: [0, 1],
    draft: (slots, today) =>
      namesAgreement(slots) && slots.has('act', 'chart', 'map')
        ? {
            ...agreements(slots, today),
            wrap: 'chart',
            feature: 'chart agreements',
            near: slots.places.length > 0 ? [policyOf(slots)] : [sources('agreements-287g')],
          }
        : undefined,
  },
  {
    name: 'agreements',
    needs: [['agreement', 'model']],
    takes: ['agreement', 'model', 'act', 'dimension', 'time', 'rank', 'measure', 'news'],
    places: [0, 1],
    draft: (slots, today) => {
      if (slots.has('rank')) return undefined;
      if (!namesAgreement(slots) && !slots.has('model')) return undefined;
      if (!asksForAgencies(slots) || !stateOnly(slots) || asksForDeadlines(slots)) return undefined;
      if (slots.has('measure') && slots.places.length > 0 && !slots.has('model')) return undefined;
      return agreements(slots, today);
    },
  },
  {
    name: 'catch up',
    needs: [['news']],
    takes: ['news', 'same'],
    places: [0, 0],
    draft: (slots) =>
      !isOfRules(slots) && (slots.has('news', 'catchup') || !slots.has('same'))
        ? { command: 'news', asks: 'On which place, and since when?' }
        : undefined,
  },
  {
    name: 'news',
    needs: [['news', 'kinds', 'rule']],
    takes: ['news', 'kinds', 'rule', 'agreement', 'release', 'case', 'time', 'act', 'dimension', 'outcome'],
    places: [0, 4],
    draft: (slots, today) => {
      if (!slots.has('news') && !slots.time) return undefined;
      // 'What happened to the detainers' asks for their outcomes.
      if (slots.says('happened', 'happens') && slots.has('detainer')) return undefined;
      // 'When did the act take effect' asks for the rule.
      if (!slots.time && slots.says('effect') && !slots.says('which', 'what', 'soon', 'shortly', 'next'))
        return undefined;
      const changed =
        slots.has('rule', 'change') && slots.has('rule', 'rules') && slots.time?.from !== undefined && !slots.time.to;
      if (!slots.has('news') && !slots.has('kinds') && !changed) return undefined;
      if (slots.has('rule', 'hold', 'notify', 'access', 'share', 'transfer', 'cooperate', 'protect', 'sanctuary'))
        return undefined;
      const kinds = [
        ...slots.all('kinds'),
        ...(slots.has('rule') || isOfRules(slots) ? ['policy'] : []),
        ...(slots.has('agreement') ? ['agreements'] : []),
        ...(slots.has('release') ? ['releases'] : []),
      ];
      const places = slots.places.filter(({ words }) => words !== 'us');
      const filters = {
        ...(kinds.length > 0 ? { kinds: [[...new Set(kinds)].join(',')] } : {}),
        ...(aheadOf(slots, today) ?? windowFilters(slots.time, today)),
      };
      if (slots.places.length === 0 && kinds.length === 0)
        return { command: 'news', asks: 'On which place, and since when?' };
      return {
        command: 'news',
        places,
        placeFilter: 'in',
        filters,
        feature: 'news',
        near:
          places.length > 0
            ? [
                { command: 'policy', places: places.slice(0, 1) },
                { command: 'digest', words: 'preview' },
              ]
            : [{ command: 'digest', words: 'preview' }],
      };
    },
  },
];
