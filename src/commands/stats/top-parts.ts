import type { Part } from '../../answer.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { OUTCOME_LABEL } from '../../rules/outcome.ts';
import { FEWEST_FOR_SHARE } from '../../rules/ranking.ts';
import { withThe } from '../../rules/with-the.ts';
import { percent, plural } from '../../rules/wording.ts';
import { formatCount } from './shapes.ts';
import { isOfAll, type TopPlace, type TopPlaces } from './top-places.ts';
import type { TopWords } from './top-words.ts';

type Line = TopPlace & { rank: number; tied: number };

export interface TopQuestion {
  words: TopWords;
  found: TopPlaces;
  ranked: Line[];
  filter: DetainerFilter;
  /** The area within which places are ranked. */
  title: string;
  /** The days and the filters, in words. */
  days: string;
  filterWords: string;
}

const FIRST = 3;
const COLUMN: Record<TopWords['what'], string> = {
  counties: 'County',
  states: 'State',
  facilities: 'Facility',
  agencies: 'Jurisdiction',
};

/** Which place is first, of how many, and by which measure. */
export function describeTop({ words, found, ranked, filter, title, days, filterWords }: TopQuestion): string {
  const { what, by, order } = words;
  const many = formatCount(ranked.length);
  const where = `${ranked.length === 1 ? `${many} ${NOUN[what]}` : `${many} ${PLURAL[what]}`} in ${withThe(title)}`;
  const outcomes = filter.outcomes ?? ['declined_recorded' as const];
  if (by === 'count')
    return `Of ${where} with ${filterWords !== '' && order === 'most' ? 'such ' : ''}detainers, ${days}${filterWords}, ${leaders(ranked, WORDS_OF[by][order], ({ n }) => formatCount(n))}; ${formatCount(found.total)} in all.`;
  const label = outcomes.map((group) => OUTCOME_LABEL[group]).join(' or ');
  const base = isOfAll(outcomes) ? 'detainers' : 'detainers with a recorded outcome';
  return `Of ${where} with ${FEWEST_FOR_SHARE} or more ${base}${found.localOnly ? ' at local facilities' : ''}, ${days}${filterWords}, by the share with "${label}": ${leaders(ranked, WORDS_OF[by][order], ({ n, of }) => `${percent(n, of)} (${formatCount(n)} of ${formatCount(of)})`)}.`;
}

/** The count or share of the first place. */
export const WORDS_OF: Record<TopWords['by'], Record<TopWords['order'], string>> = {
  count: { most: 'most', least: 'fewest' },
  share: { most: 'highest', least: 'lowest' },
};
const NOUN: Record<TopWords['what'], string> = {
  counties: 'county',
  states: 'state',
  facilities: 'facility',
  agencies: 'jurisdiction',
};

const PLURAL: Record<TopWords['what'], string> = {
  counties: 'counties',
  states: 'states',
  facilities: 'facilities',
  agencies: 'jurisdictions',
};

/** 'Cook County, IL has the most, 312; then ...'; places that tie are named together. */
function leaders(ranked: Line[], most: string, value: (line: Line) => string): string {
  const [first, second] = ranked;
  if (!first) return 'none is ranked';
  const tied = ranked.slice(0, first.tied);
  const named = tied.map(({ label }) => label);
  if (!second) return `the only one is ${first.label}, ${value(first)}`;
  if (first.tied > FIRST) return `${formatCount(first.tied)} tie for the ${most}, each ${value(first)}`;
  const rest = ranked.slice(first.tied, FIRST).map((line) => `${line.label} ${value(line)}`);
  const head =
    first.tied > 1
      ? `${named.join(' and ')} tie for the ${most}, each ${value(first)}`
      : `${first.label} has the ${most}, ${value(first)}`;
  return rest.length > 0 ? `${head}; then ${rest.join(' and ')}` : head;
}

/** A page of the ranking. Tied places share one rank, marked with "=". */
export function topTable({ words, ranked }: TopQuestion, start: number, size: number): Part {
  const share = words.by === 'share';
  return {
    kind: 'table',
    title: share ? 'By share' : 'By number of detainers',
    columns: ['Place', COLUMN[words.what], ...(share ? ['Share', 'With the outcome', 'Of'] : ['Detainers'])],
    rows: ranked
      .slice(start, start + size)
      .map(({ rank, tied, label, n, of }) => [
        `${formatCount(rank)}${tied > 1 ? '=' : ''}`,
        label,
        ...(share ? [percent(n, of), formatCount(n), formatCount(of)] : [formatCount(n)]),
      ]),
    total: ranked.length,
  };
}

/** Notes on what the order does not show. `shown` is the number of lines up to the end of the page. */
export function topNotes({ words, found, ranked, filter }: TopQuestion, shown: number): Part[] {
  const { what } = words;
  const [last, next] = [ranked[shown - 1], ranked[shown]];
  const notes = [
    ...(last && next && last.rank === next.rank
      ? [`The last line ties with ${formatCount(last.rank - 1 + last.tied - shown)} more that are not on this page.`]
      : []),
    ...(found.tooFew > 0
      ? [
          `Not ranked by share, with fewer than ${FEWEST_FOR_SHARE}: ${formatCount(found.tooFew)} more ${found.tooFew === 1 ? NOUN[what] : PLURAL[what]}.`,
        ]
      : []),
    ...(found.localOnly ? ['State prisons, federal and ICE sites are left out of shares; `kind:` ranks them.'] : []),
    ...(found.unplaced > 0
      ? [
          `${plural(found.unplaced, 'detainer')} at facilities whose ${NOUN[what]} is not known ${found.unplaced === 1 ? 'is' : 'are'} in no line.`,
        ]
      : []),
    ...(what === 'agencies'
      ? ['ICE names facilities, not agencies: a line counts the facilities that one jurisdiction runs.']
      : []),
    ...(words.order === 'least'
      ? [`A place without any loaded detainer is not listed: that is not proof that there was none.`]
      : []),
    ...(words.by === 'share' || filter.outcomes
      ? ['Outcomes are what ICE recorded: declined is not a count of releases, and the order judges no place.']
      : ['The order follows where ICE sent detainers: it judges no place.']),
  ];
  return notes.map((text) => ({ kind: 'note', text }));
}
