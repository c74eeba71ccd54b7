import { coverWords } from './cover.ts';
import type { Draft } from './draft.ts';
import { followed } from './intents/after.ts';
import { comparisons } from './intents/compare.ts';
import { counts } from './intents/count.ts';
import { editing } from './intents/editing.ts';
import type { Intent } from './intents/intent.ts';
import { lists, records } from './intents/list.ts';
import { ranks } from './intents/rank.ts';
import { unlessRefused } from './intents/refused.ts';
import { reasons, rules } from './intents/rules.ts';
import { settings } from './intents/settings.ts';
import { facts } from './intents/sources.ts';
import { amongStates } from './narrow-places.ts';
import { type Slots, slotsOf } from './slots.ts';
import type { Kind, Span } from './span.ts';
import type { Word } from './words.ts';

/** Kinds that say nothing of their own beside others. */
const ALWAYS: readonly Kind[] = ['chatter', 'loaded', 'ice', 'people', 'agency', 'detainer', 'greeting'];

/** The first that fits is the reading; the narrower ones come first. */
const intents: readonly Intent[] = [
  followed,
  ...settings,
  ...editing,
  ...reasons,
  ...facts,
  ...ranks,
  ...comparisons,
  ...lists,
  ...counts,
  ...records,
  ...rules,
];

export interface Found {
  intent: string;
  draft: Draft;
  slots: Slots;
}

/** The drafts of all intents that use every content word, in order. `settle` may join places that belong together. */
export async function findDrafts(
  words: readonly Word[],
  spans: readonly Span[],
  isFree: (at: number) => boolean,
  settle: (spans: Span[]) => Promise<Span[]>,
  today: string,
): Promise<Found[]> {
  const found: Found[] = [];
  const count = words.length;
  for (const intent of intents) {
    const order = [
      ...intent.needs.flat(),
      ...intent.takes,
      ...(intent.places[1] > 0 ? (['place'] as const) : []),
      ...ALWAYS,
    ];
    const allowed = spans
      .filter(({ kind }) => order.includes(kind))
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
    if (spans.some((span) => isStrong(span) && !order.includes(span.kind) && !isExplained(span, allowed))) continue;
    const cover = coverWords(count, allowed, isFree);
    if (!isWhole(count, cover, isFree)) continue;
    const slots = slotsOf(intent.name.startsWith('compare') ? amongStates(cover) : await settle(cover), words);
    const places = slots.places.length;
    if (places < intent.places[0] || places > intent.places[1] || slots.times > 1) continue;
    if (slots.time?.ahead && !AHEAD.has(intent.name)) continue;
    if (!intent.needs.every((group) => group.some((kind) => slots.has(kind)))) continue;
    const plain = intent.draft(slots, today);
    const draft = plain && wrapped(plain, slots);
    if (draft) found.push({ intent: intent.name, draft: unlessRefused(draft, slots), slots });
  }
  return found;
}

/** What must not be left to pieces of itself: "let us know when" is no "let us know", and "except" is never dropped. */
const isStrong = ({ kind, value, from, to }: Span): boolean =>
  kind === 'negation' ||
  (kind === 'rule' && value === 'about') ||
  // "Tell ICE when someone gets out" is no release.
  (kind === 'rule' && value === 'notify' && to - from > 2) ||
  kind === 'detail' ||
  kind === 'criminality' ||
  (kind === 'watch' && (value === 'watch' || value === 'unwatch')) ||
  (kind === 'compare' && (value === 'rest' || value === 'year'));

/** The same words, or more, mean something else here: "follow the law" sets no watch up. */
const isExplained = ({ from, to }: Span, allowed: readonly Span[]): boolean =>
  allowed.some((other) => other.kind !== 'chatter' && other.from <= from && other.to >= to);

/** Rules and deadlines alone are known before their day. */
const AHEAD = new Set(['news', 'policy']);

const CHARTED = new Set(['stats', 'compare']);
/** Commands that a word such as 'export' names, and does not wrap. */
const PLAIN = new Set([
  'help',
  'audit',
  'show',
  'sources',
  'correct',
  'corrections',
  'dispute',
  'intake',
  'review',
  'watch',
  'unwatch',
  'watches',
  'digest',
  'default',
  'lists',
]);
const EXPORTED = new Set(['stats', 'compare', 'lookup', 'releases', 'policy']);

/** The draft as a picture or a file, where one is asked for; undefined where there is none of it. */
function wrapped(draft: Draft, slots: Slots): Draft | undefined {
  if (draft.wrap !== undefined || PLAIN.has(draft.command) || draft.words?.startsWith('DD-')) return draft;
  if (slots.has('act', 'chart', 'map')) return charted(draft, slots);
  if (slots.has('act', 'cite') && draft.command === 'policy' && slots.places.length > 0)
    return { ...draft, wrap: 'cite' };
  if (!slots.has('act', 'export')) return slots.has('act', 'cite', 'dark', 'light', 'table') ? undefined : draft;
  if (EXPORTED.has(draft.command)) return { ...draft, wrap: 'export' };
  return draft.feature ? draft : undefined;
}

const themeOf = (slots: Slots): Record<string, string[]> => (slots.has('act', 'dark') ? { theme: ['dark'] } : {});

function charted(draft: Draft, slots: Slots): Draft | undefined {
  const asMap = slots.has('act', 'map');
  if (!CHARTED.has(draft.command)) return draft.feature ? draft : undefined;
  if (!asMap) return { ...draft, wrap: 'chart', filters: { ...draft.filters, ...themeOf(slots) } };
  if (draft.places?.[0]?.words === 'us')
    return {
      ...draft,
      wrap: 'chart',
      filters: { ...draft.filters, by: ['state'], ...themeOf(slots) },
      feature: 'stats by:state',
      near: [draft],
    };
  return { ...draft, wrap: 'chart', filters: { ...draft.filters, by: ['county'], ...themeOf(slots) } };
}

function isWhole(count: number, cover: readonly Span[], isFree: (at: number) => boolean): boolean {
  return uncovered(count, cover, isFree).length === 0;
}

/** The content words outside of all spans. */
export function uncovered(count: number, cover: readonly Span[], isFree: (at: number) => boolean): number[] {
  return Array.from({ length: count }, (_, at) => at).filter(
    (at) => !isFree(at) && !cover.some(({ from, to }) => from <= at && at < to),
  );
}
