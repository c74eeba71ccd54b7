import { windowOf } from '../command-line/parse.ts';
import type { Args } from '../command-line/subcommand.ts';
import { addDays, parsePeriod } from '../rules/dates.ts';
import type { PlaceOutcome } from '../rules/place-choice.ts';
import { readAnswerId, referencePrefix } from '../rules/reference.ts';
import { findState } from '../rules/states.ts';
import { parseWallTime } from '../rules/wall-time.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import { type FoundPlace, WHOLE_COUNTRY } from './span.ts';

const NATION = /^(us|usa|u\.s\.a?\.?|(the )?united states|america|nationwide|all|everywhere)$/i;

export interface Read {
  draft: Draft;
  /** Every word is of the command's grammar. */
  fits: boolean;
}

const find = async (desk: Desk, words: string): Promise<FoundPlace> => {
  if (NATION.test(words)) return WHOLE_COUNTRY;
  const outcome: PlaceOutcome = desk.names.mayMean(words)
    ? await desk.names.find(words)
    : { outcome: 'none', closest: [] };
  return { words, outcome };
};
const isFound = ({ words, outcome }: FoundPlace): boolean => words === 'us' || outcome.outcome !== 'none';

/** Filters with their days written out. */
function filtersOf(desk: Desk, args: Args, today: string, ...without: string[]): Record<string, string[]> {
  const { since: _, until: __, ...others } = args.filters;
  const { from, to } = windowOf(args, today);
  const kept = Object.fromEntries(
    Object.entries(others)
      .filter(([key]) => !without.includes(key))
      .map(([key, values]) => [
        key,
        values.flatMap((value) => value.split(',')).map((word) => desk.valueOf(key, word.trim())),
      ]),
  );
  return {
    ...kept,
    ...(from ? { since: [from] } : {}),
    // Only `news` looks ahead
    ...(to && (to < today || !from || (to > today && nameOf(args) === 'news')) ? { until: [to] } : {}),
    ...(args.page > 1 ? { page: [String(args.page)] } : {}),
  };
}

/** 'Washington state, Wyoming' are two sides, and no place of Wyoming. */
const areStates = (name: string): boolean => {
  const [first = '', second = ''] = name.split(', ');
  return findState(first.replace(/ state$/i, '')) !== undefined && second.length > 2 && findState(second) !== undefined;
};

const ofPlace =
  (needsPlace: boolean) =>
  async (desk: Desk, args: Args, today: string): Promise<Read | undefined> => {
    const words = args.words || (args.filters['in']?.[0] ?? '');
    if (words === '' && needsPlace) return undefined;
    const place = await find(desk, words);
    return {
      draft: {
        command: nameOf(args),
        places: words === '' ? [] : [place],
        filters: filtersOf(desk, args, today, 'in'),
      },
      fits: words === '' || isFound(place),
    };
  };

const nameOf = ({ line }: Args): string => line.split(' ')[0] ?? '';

export const READERS: Readonly<
  Record<string, (desk: Desk, args: Args, today: string) => Promise<Read | undefined> | Read | undefined>
> = {
  stats: ofPlace(true),
  // "After HB 318, how many ..." is English.
  after: (desk, args, today) =>
    /\b(?:how|what|which|did|does|do|is|are|was|were|the)\b/i.test(args.words)
      ? undefined
      : ofPlace(true)(desk, args, today),
  watch: ofPlace(true),
  unwatch: ofPlace(true),
  async policy(desk, args, today) {
    const read = await ofPlace(true)(desk, args, today);
    const on = args.filters['on']?.at(-1);
    if (!read || !on) return read;
    const period = parsePeriod(on, today);
    if (!period) throw new Error(`\`${on}\` is not a date. Try 2020-12-31, Dec 2020 or FY2020.`);
    return { ...read, draft: { ...read.draft, filters: { ...read.draft.filters, on: [dateOf(on, period)] } } };
  },
  lookup(desk, args, today) {
    const id =
      referencePrefix(args.words) ??
      (/^[a-z]{1,8}\d{0,4}-\d{1,3}$/i.test(args.words) ? args.words.toUpperCase() : undefined);
    if (id) return { draft: { command: 'lookup', words: id }, fits: true };
    return ofPlace(true)(desk, args, today);
  },
  async releases(desk, args, today) {
    const named = [...(args.filters['in'] ?? []), ...(args.words ? [args.words] : [])];
    const places = await Promise.all(named.map((words) => find(desk, words)));
    const by = await Promise.all((args.filters['by'] ?? []).map((words) => find(desk, words)));
    const filters = filtersOf(desk, args, today, 'in', 'by');
    const agencies = by.map(({ words, outcome }) => (outcome.outcome === 'answer' ? outcome.meaning.canonical : words));
    return {
      draft: {
        command: 'releases',
        places,
        placeFilter: 'in',
        filters: { ...filters, ...(agencies.length > 0 ? { by: [] } : {}) },
        ...(agencies.length > 0 && places.length === 0 ? { places: by, placeFilter: 'by' } : {}),
      },
      fits: places.every(isFound),
    };
  },
  async compare(desk, args, today) {
    const [, ofRules, named = ''] = /^(policy |policies |rules |laws )?(.*)$/i.exec(args.words) ?? [];
    const names = named
      .split(/\s+(?:with|vs\.?|versus|against)\s+|\s*;\s*/i)
      .map((each) => each.trim())
      .filter(Boolean);
    if (names.length < 2 || names.some(areStates)) return undefined;
    const places = await Promise.all(names.map((words) => find(desk, words)));
    return {
      draft: {
        command: 'compare',
        ...(ofRules ? { words: 'policy' } : {}),
        places,
        joint: ' with ',
        filters: ofRules ? datesOf(filtersOf(desk, args, today), today) : filtersOf(desk, args, today),
      },
      fits: places.every(isFound),
    };
  },
  async chart(desk, args, today) {
    const [, kind = '', rest = ''] = /^(stats|compare|map)?\s*(.*)$/i.exec(args.words) ?? [];
    const inner = { ...args, words: rest.replace(kind.toLowerCase() === 'map' ? /^of /i : /^$/, '') };
    const name =
      kind.toLowerCase() === 'compare' || (kind === '' && /\s(with|vs\.?|versus)\s/i.test(rest)) ? 'compare' : 'stats';
    const read = await READERS[name]?.(desk, { ...inner, line: name }, today);
    if (!read) return undefined;
    const isWide = read.draft.places?.[0]?.words === 'us';
    const asMap = kind.toLowerCase() === 'map' ? { by: [isWide ? 'state' : 'county'] } : {};
    const filters = { ...read.draft.filters, ...asMap };
    return { draft: { ...read.draft, filters, wrap: 'chart' }, fits: read.fits };
  },
  async digest(desk, args) {
    const places = await Promise.all((args.filters['in'] ?? []).map((words) => find(desk, words)));
    const { in: _, ...filters } = args.filters;
    const action = args.words.toLowerCase();
    const on = action === 'on' && !filters['at'] ? { at: ['08:00'], ...filters } : filters;
    if (!/^(on|off|now|preview|status)?$/.test(action)) return undefined;
    if (action === 'on' && !filters['tz'])
      return {
        draft: { command: 'digest', words: 'on', places, placeFilter: 'in', filters: on, asks: 'Which time zone?' },
        fits: true,
      };
    return {
      draft: {
        command: 'digest',
        ...(action && action !== 'status' ? { words: action } : {}),
        places,
        placeFilter: 'in',
        filters: on,
      },
      fits: Object.keys(filters).length === 0,
    };
  },
  define: (_, args) => ({ draft: { command: 'define', words: args.words }, fits: true }),
  clock: (_, args, today) => plain(args, parseWallTime(args.words, today) !== undefined),
  correct: (_, args) => typed(args, readAnswerId(args.words) !== undefined),
  dispute: (_, args) => typed(args, args.words === '' || CASE.test(args.words)),
  review: (_, args) => typed(args, args.words === '' || /^\S+$/.test(args.words)),
  corrections: (_, args) => plain(args, /^(?:settle \d+)?$/i.test(args.words)),
  watches: (_, args) => plain(args, args.words === ''),
  sources: (_, args) =>
    plain(
      args,
      args.words === '' ||
        /^(ice-[a-z]+|agreements-287g|policies|releases|figures|lists|facilities|places)$/i.test(args.words),
    ),
  help: (desk, args) =>
    plain(
      args,
      /^(?:all|commands|)$/i.test(args.words) ||
        desk.commandOf(args.words)?.subcommand.name === args.words.toLowerCase(),
    ),
  audit: (desk, args, today) => ({
    draft: { command: 'audit', filters: filtersOf(desk, args, today) },
    fits: args.words === '',
  }),
  default(_, args) {
    const [, mine = '', rest = ''] = /^(me|my|mine)?\s*(.*)$/i.exec(args.words) ?? [];
    const state = findState(args.filters['state']?.at(-1) ?? rest);
    const words = [mine ? 'me' : '', /^(off|none|no)$/i.test(rest) ? 'off' : ''].filter(Boolean).join(' ');
    if (!state && rest !== '' && words === '') return undefined;
    return {
      draft: { command: 'default', ...(words ? { words } : {}), filters: state ? { state: [state.code] } : {} },
      fits: true,
    };
  },
};

/** A command without a reader of its own: its words, its places in `in:`, its days written out. */
export async function generic(desk: Desk, args: Args, today: string): Promise<Read> {
  const places = await Promise.all((args.filters['in'] ?? []).map((words) => find(desk, words)));
  const draft: Draft = {
    command: nameOf(args),
    // The lines of a page of `top` are no part of what is asked
    ...(args.words ? { words: nameOf(args) === 'top' ? args.words.replace(/^\d+ /, '') : args.words } : {}),
    places,
    placeFilter: 'in',
  };
  const filters = filtersOf(desk, args, today, 'in');
  return { draft: { ...draft, filters: datesOf(filters, today) }, fits: args.words === '' };
}

/** The id of a published case or figure: 'LA-8', 'R19-1', 'F3'. */
const CASE = /^[a-z]{1,8}\d{0,4}(?:-\d{1,4})?$/i;

/** A command that records: its words and its filters as they were typed. */
const typed = (args: Args, fits: boolean): Read => ({
  draft: { command: nameOf(args), words: args.words, filters: args.filters },
  fits,
});

const plain = (args: Args, fits: boolean): Read => ({
  draft: { command: nameOf(args), ...(args.words ? { words: args.words.toLowerCase() } : {}) },
  fits,
});

const datesOf = (filters: Record<string, string[]>, today: string): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(filters).map(([key, values]) => [
      key,
      /^(?:on|signed-since|left-since)$/.test(key) ? values.map((typed) => dayTyped(key, typed, today)) : values,
    ]),
  );

/** A date as typed in a filter, in its canonical form; `since` filters begin with a day. */
function dayTyped(key: string, typed: string, today: string): string {
  const period = parsePeriod(typed, today);
  if (!period) return typed;
  return key === 'on' ? dateOf(typed, period) : period.from;
}

/** A date of a rule at the precision typed. */
function dateOf(typed: string, { from, to }: { from: string; to: string }): string {
  if (/^fy|fiscal/i.test(typed))
    return typed
      .toUpperCase()
      .replace(/^FISCAL YEAR\s*/, 'FY')
      .replace(/\s+/g, '');
  if (from === to) return from;
  if (from.endsWith('-01-01') && to === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  return from.endsWith('-01') && addDays(to, 1).endsWith('-01') && addDays(to, 1) <= addDays(from, 32)
    ? from.slice(0, 7)
    : typed;
}
