import { nearest } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import { UserError } from '../../errors.ts';
import { repeatWords } from '../../rules/private-text.ts';

const RANKED = ['counties', 'states', 'facilities', 'agencies'] as const;
export type RankedPlaces = (typeof RANKED)[number];

const OTHER_WORDS = new Map<string, RankedPlaces>(
  Object.entries({
    county: 'counties',
    parishes: 'counties',
    state: 'states',
    facility: 'facilities',
    jails: 'facilities',
    jail: 'facilities',
    prisons: 'facilities',
    agency: 'agencies',
    jurisdictions: 'agencies',
  }),
);
const PAGE = 20;
const MOST = 50;

export interface TopWords {
  what: RankedPlaces;
  /** The number of lines on a page. */
  size: number;
  /** The place within which places are ranked; '' for the whole country. */
  place: string;
  by: 'count' | 'share';
  order: 'most' | 'least';
}

/** Reads `10 counties in Texas per:share order:least`. Throws UserError for anything that cannot be ranked. */
export function readTopWords({ words, filters }: Args): TopWords {
  const [, number, named = '', rest = ''] = /^(?:the )?(?:top )?(?:(\d{1,3}) )?(\S*) ?(.*)$/i.exec(words) ?? [];
  const key = named.toLowerCase().replace(/,$/, '');
  const what = RANKED.find((each) => each === key) ?? OTHER_WORDS.get(key);
  if (!what) {
    const near = nearest(key, RANKED);
    throw new UserError(
      `${key === '' ? 'Rank what?' : `"${repeatWords(named, 30)}" cannot be ranked.`} Use one of ${RANKED.join(', ')}, for example: top counties in:Minnesota.`,
      {
        choices: (near && key !== '' ? [near] : RANKED).map((each) => ({ label: `top ${each}`, words: `top ${each}` })),
      },
    );
  }
  const size = number === undefined ? PAGE : Number(number);
  if (size < 1 || size > MOST)
    throw new UserError(
      `A page has 1 to ${MOST} lines, for example: top 10 ${what}. Further pages follow with page:2.`,
    );
  return {
    what,
    size,
    place: rest.replace(/^(?:in|of) /i, '').trim() || (filters['in']?.[0] ?? ''),
    by: oneOf(filters['per']?.at(-1), 'per', {
      count: /^(counts?|numbers?)$/,
      share: /^(shares?|percent|percentage|rate)$/,
    }),
    order: oneOf(filters['order']?.at(-1), 'order', {
      most: /^(most|highest|largest|descending|desc)$/,
      least: /^(least|fewest|lowest|smallest|ascending|asc)$/,
    }),
  };
}

function oneOf<T extends string>(typed: string | undefined, key: string, known: Record<T, RegExp>): T {
  const names = Object.keys(known) as [T, ...T[]];
  if (typed === undefined) return names[0];
  const found = names.find((name) => known[name].test(typed.toLowerCase()));
  if (found) return found;
  throw new UserError(
    `\`${key}:${repeatWords(typed, 30)}\` is not known here. Use one of ${names.join(', ')}, for example: top counties in:Minnesota ${key}:${names[1] ?? names[0]}.`,
  );
}
