import type { Answer, FullTable, Notice } from '../../answer.ts';
import { tableOfAnswer } from '../../cards/full-table.ts';
import { describeFilters } from '../../command-line/describe-filters.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { findCoveredDays } from '../../db/detainer-stats.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { UserError } from '../../errors.ts';
import { describeValues } from '../../filters/counted-values.ts';
import { readFilters, spellFilters } from '../../filters/read-filters.ts';
import { unknownWord } from '../../filters/unknown-word.ts';
import { findSubject } from '../../places/find-subject.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { OUTCOME_WORDS } from '../../rules/outcome.ts';
import { rank } from '../../rules/ranking.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';
import { withThe } from '../../rules/with-the.ts';
import { citeDataReleases, statesOf } from './counts.ts';
import { describeTop, type TopQuestion, topNotes, topTable, WORDS_OF } from './top-parts.ts';
import { findTopPlaces } from './top-places.ts';
import { readTopWords, type TopWords } from './top-words.ts';

export const top: Subcommand = {
  name: 'top',
  summary: 'Counties, states, facilities or agencies in the order of their detainers, or of the share with an outcome',
  usage: 'top counties|states|facilities|agencies [in:] [outcome:] [per:share] [order:least]',
  examples: [
    'top counties in:Minnesota',
    'top states outcome:declined per:share',
    'top 10 facilities in:Texas since:2025 order:least',
  ],
  effects: 'none',
  heavy: true,
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  filters: {
    in: 'the state or county within which is ranked; the whole country when not given',
    outcome: OUTCOME_WORDS,
    per: 'count, or share: of the detainers with a recorded outcome, declined when no outcome is given',
    order: 'most, or least',
    since: 'first day, for example since:2026-01 or since:FY2025',
    until: 'last day',
    citizenship: 'country or people, for example citizenship:Honduras or citizenship:mexican',
    charge: "a whole word of ICE's conviction charge, or a plain word: charge:assault, charge:DUI",
    criminality: "ICE's category: convicted, pending or none, for example criminality:none",
    gender: 'male or female, as ICE recorded it',
    kind: 'kind of facility: county jail, city jail, police, state prison, federal, ICE site, hold room',
  },
  notes: [
    'No place with fewer than 5 detainers to take a share of is ranked by share. Shares are of local facilities, unless `kind:` names others.',
  ],
  run: (context, args) => topAnswer(context, args),
  table: (context, args) => topTableOf(context, args),
};

/** Every ranked place, for an export. */
async function topTableOf(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await topAnswer(context, { ...args, page: 1 }, true);
  return tableOfAnswer(found);
}

async function topAnswer(context: Context, args: Args, isWhole = false): Promise<Answer | Notice> {
  const words = readTopWords(args);
  if (args.filters['citizenship'] && args.filters['charge']) throw crossed(args);
  const subject = await subjectOf(context, args, words);
  if ('kind' in subject) return subject;
  const filters = await readFilters(context, args);
  if (filters.unknown)
    return unknownWord(context, args, filters.unknown, { title: subject.title, filter: subject.filter });
  const filter: DetainerFilter = { ...subject.filter, ...windowOf(args, args.today), ...filters.filter };
  const { first, last } = await findCoveredDays(context.db, statesOf(subject));
  const found = await findTopPlaces(context, words, filter, { first, last });
  const ranked = rank(
    words.by === 'count' && words.order === 'most' ? found.places.filter(({ n }) => n > 0) : found.places,
    words,
  );
  const filterWords = describeFilters(withoutOwn(spellFilters(args, filters)));
  const from = [filter.from ?? '', first ?? ''].sort().at(-1) ?? '';
  const to = [filter.to ?? '9999', last ?? '9999'].sort()[0] ?? '';
  const title = titleOf(words, withThe(subject.title));
  if (first === null || ranked.length === 0)
    return {
      kind: 'notice',
      title,
      summary:
        found.tooFew > 0
          ? `None of the ${found.tooFew} ${words.what} has 5 detainers to take a share of${filterWords}.`
          : `No loaded detainer in ${withThe(subject.title)} can be ranked${filterWords}.`,
      parts: [{ kind: 'note', text: '`sources ice-detainers` says what is loaded.' }],
      followUps: [{ label: 'What is loaded', words: 'sources' }],
      words: args.line,
    };
  const asked: TopQuestion = {
    words,
    found,
    ranked,
    filter,
    title: subject.title,
    filterWords,
    days: `${formatDate(from)} to ${formatDate(to)}`,
  };
  const size = isWhole ? ranked.length : words.size;
  const pages = Math.ceil(ranked.length / size);
  return {
    kind: 'answer',
    title,
    summary: describeTop(asked),
    parts: [
      ...describeValues(filters.words, {}),
      ...(args.page <= pages ? [topTable(asked, (args.page - 1) * size, size)] : []),
      ...(args.page > pages
        ? [{ kind: 'note' as const, text: `There is no page ${args.page}: the last is ${pages}.` }]
        : []),
      ...topNotes(asked, args.page * size),
    ],
    citations: await citeDataReleases(context, statesOf(subject)),
    followUps: followUps(args, words, pages),
    words: args.page > 1 ? `${args.line} page:${args.page}` : args.line,
  };
}

/** The area within which places are ranked: a state, a county, a city or the whole country. */
async function subjectOf(context: Context, args: Args, { what, place }: TopWords): Promise<RecordsSubject | Notice> {
  if (place === '' || isWholeCountry(place)) return { title: 'United States', filter: {} };
  const found = await findSubject(context, place, undefined, (name) =>
    lineOf('top', [what], { ...args.filters, in: [name.replace(/"/g, '')] }),
  );
  if ('kind' in found) return found;
  const level = found.meaning?.kind === 'jurisdiction' ? found.meaning.level : undefined;
  if (level === 'state' && what !== 'states') return found;
  if (level && (what === 'facilities' || what === 'agencies')) return found;
  const { in: _, ...others } = args.filters;
  throw new UserError(
    what === 'states'
      ? 'States are ranked in the whole country. Leave the place out, for example: top states.'
      : `\`in:\` needs ${what === 'counties' ? 'a state' : 'a state, a county or a city'}, for example: top ${what} in:Minnesota.`,
    { choices: [{ label: `top ${what}`, words: lineOf('top', [what], others) }] },
  );
}

const titleOf = ({ what, by, order }: TopWords, where: string): string =>
  `${what.charAt(0).toUpperCase()}${what.slice(1)} in ${where} by ${by === 'share' ? 'share' : 'number'} of detainers, ${WORDS_OF[by][order]} first`;

function crossed(args: Args): UserError {
  const { charge: _, ...people } = args.filters;
  const { citizenship: __, ...offence } = args.filters;
  return new UserError(
    'Nationality and offence together are not ranked by place: the counts could point at a person. Leave one of them out.',
    {
      choices: [people, offence].map((filters) => ({
        label: lineOf('top', [args.words], filters).slice(0, 70),
        words: lineOf('top', [args.words], filters),
      })),
    },
  );
}

/** The filters in words, without those that the sentence already says. */
function withoutOwn(args: Args): Args {
  const { since: _, until: __, per: ___, order: ____, ...filters } = args.filters;
  return { ...args, filters };
}

function followUps(args: Args, { by, order }: TopWords, pages: number) {
  const { order: _, ...noOrder } = args.filters;
  const { per: __, ...noPer } = args.filters;
  const line = (filters: Args['filters']) => lineOf('top', [args.words], filters);
  return [
    ...(args.page < pages
      ? [{ label: `Page ${args.page + 1} of ${pages}`, words: `${args.line} page:${args.page + 1}` }]
      : []),
    order === 'most'
      ? { label: 'Least first', words: line({ ...noOrder, order: ['least'] }) }
      : { label: 'Most first', words: line(noOrder) },
    by === 'count'
      ? { label: 'By share', words: line({ ...noPer, per: ['share'] }) }
      : { label: 'By number', words: line(noPer) },
  ];
}
