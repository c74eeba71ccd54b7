import type { Desk } from './desk.ts';
import { type Draft, windowFilters } from './draft.ts';
import { detailFilters, recordFilters } from './intents/count-draft.ts';
import type { Slots } from './slots.ts';

export const without = (filters: Draft['filters'], ...keys: string[]) =>
  Object.fromEntries(Object.entries(filters ?? {}).filter(([key]) => !keys.includes(key)));

/** Commands that are about a window of days. */
const WINDOWED = new Set(['stats', 'lookup', 'releases', 'compare', 'top', 'after', 'news']);

/** The line about another time; undefined where it has none. */
export function withTime(draft: Draft, { time, times }: Slots, today: string): Draft | undefined {
  if (times > 1 || !time) return undefined;
  const on = time.on ? { ...draft, filters: { ...without(draft.filters, 'on'), on: [time.on] } } : undefined;
  if (draft.command === 'policy' || draft.words === 'policy' || draft.command === 'places') return on;
  if (draft.command === 'agreements') {
    const since = ['signed-since', 'left-since'].find((key) => draft.filters?.[key]);
    if (!since) return on;
    return time.from && !time.to ? { ...draft, filters: { ...draft.filters, [since]: [time.from] } } : undefined;
  }
  if (time.ahead && draft.command !== 'news') return undefined;
  if (!WINDOWED.has(draft.command) || draft.filters?.['around']) return undefined;
  const window =
    time.ahead && time.from && time.to ? { since: [time.from], until: [time.to] } : windowFilters(time, today);
  return { ...draft, filters: { ...without(draft.filters, 'since', 'until'), ...window } };
}

/** Commands that count or list detainers, and take their filters. */
const COUNTED = new Set(['stats', 'lookup', 'after', 'top']);

/** The line with one filter more, or another; undefined where it takes none. */
export function withFilters(desk: Desk, draft: Draft, slots: Slots): Draft | undefined {
  const by = slots.all('by')[0] ?? slots.all('dimension')[0];
  const filters: Record<string, string[]> = {
    ...recordFilters(slots),
    ...(slots.has('criminality') ? { criminality: slots.all('criminality') } : {}),
    ...detailFilters(slots),
    ...(by ? { by: [by] } : {}),
  };
  if (Object.keys(filters).length === 0) return draft;
  const { outcome: _, ...ofCase } = filters;
  if (draft.command === 'releases') return { ...draft, filters: { ...draft.filters, ...ofCase } };
  if (!COUNTED.has(draft.command)) return undefined;
  const command = by ? 'stats' : draft.command;
  const unknown = Object.keys(filters).find((key) => !desk.has(`${command} ${key}:`));
  if (unknown) return { ...draft, feature: `${command} ${unknown}:`, near: [draft] };
  if (by && draft.command === 'top') return undefined;
  return { ...draft, command, filters: { ...draft.filters, ...filters } };
}

/** The line as a picture, a file, its sources or its records. */
export function withAct(draft: Draft, slots: Slots): Draft | undefined {
  const chart = slots.has('act', 'chart', 'map') || draft.wrap === 'chart';
  if (slots.has('act', 'table')) return { ...draft, wrap: '' };
  if (slots.has('act', 'dark'))
    return chart ? { ...draft, wrap: 'chart', filters: { ...draft.filters, theme: ['dark'] } } : undefined;
  if (slots.has('act', 'light'))
    return chart ? { ...draft, wrap: 'chart', filters: without(draft.filters, 'theme') } : undefined;
  const plain = draft.wrap === 'chart' ? { ...draft, wrap: '' } : draft;
  if (slots.has('act', 'export')) return { ...plain, wrap: 'export' };
  if (slots.has('act', 'cite')) return { ...draft, wrap: draft.wrap === 'chart' ? 'cite chart' : 'cite' };
  if (slots.has('act', 'chart'))
    return draft.command === 'stats' || draft.command === 'compare' ? { ...draft, wrap: 'chart' } : undefined;
  if (slots.has('act', 'map'))
    return draft.command === 'stats'
      ? { ...draft, wrap: 'chart', filters: { ...draft.filters, by: ['county'] } }
      : undefined;
  if (slots.has('act', 'list') && draft.command === 'stats')
    return {
      ...draft,
      command: 'lookup',
      wrap: '',
      filters: without(draft.filters, 'by', 'theme', 'against', 'around', 'reason', 'aor'),
    };
  return draft;
}
