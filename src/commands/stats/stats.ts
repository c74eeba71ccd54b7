import type { Answer, Notice, Part, Picture } from '../../answer.ts';
import { findElsewhere } from '../../cards/elsewhere.ts';
import { describeFilters } from '../../command-line/describe-filters.ts';
import { windowOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { UserError } from '../../errors.ts';
import { areOpen, describeValues } from '../../filters/counted-values.ts';
import { type ReadFilters, readFilters, spellFilters } from '../../filters/read-filters.ts';
import { unknownWord } from '../../filters/unknown-word.ts';
import { placeLabel } from '../../places/labels.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { OUTCOME_WORDS } from '../../rules/outcome.ts';
import { breakDown } from './breakdown.ts';
import { byOf, lineWith } from './by.ts';
import { asksForChange, statsChange } from './change.ts';
import type { ChangeAsked } from './change-shapes.ts';
import { chartOf } from './chart-spec.ts';
import { citeDataReleases, countSubject, statesOf, sum } from './counts.ts';
import { emptyStats } from './empty.ts';
import { figureParts } from './figures.ts';
import { describeStats, siteParts, statsInFull, statsNotes } from './parts.ts';
import { BREAKDOWNS, type Breakdown, type BreakdownName, type StatsQuestion } from './shapes.ts';
import { recordsSubject } from './subject.ts';
import { countTraits } from './traits.ts';

export const stats: Subcommand = {
  name: 'stats',
  summary:
    'Detainers counted by month, outcome, facility, county, citizenship or charge, with published figures beside',
  usage: 'stats <place> [since:] [until:] [by:month|outcome|facility|kind|state|criminality|gender|age|...]',
  examples: [
    'stats Minnesota since:2025-12',
    'stats "Cook County, IL" by:outcome',
    'stats Texas by:county since:FY2025',
  ],
  effects: 'none',
  heavy: true,
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  filters: {
    since: 'first day, for example since:2026-01 or since:FY2025',
    until: 'last day',
    by: `${BREAKDOWNS.join(', ')}; month when not given`,
    outcome: OUTCOME_WORDS,
    citizenship: 'country or people, for example citizenship:Honduras or citizenship:mexican',
    charge: "a whole word of ICE's conviction charge, or a plain word: charge:assault, charge:DUI",
    criminality: "ICE's category: convicted, pending or none, for example criminality:none",
    gender: 'male or female, as ICE recorded it',
    reason: "a word of ICE's lift reason, for example reason:citizen",
    program: 'a word of the ICE program that had the case, for example program:287g or program:"fugitive operations"',
    aor: "ICE's field office, for example aor:Dallas",
    kind: 'kind of facility: county jail, city jail, police, state prison, federal, ICE site, hold room',
    against: 'another period, or last-year: the same days a year before; detainers a day in both: against:last-year',
    around: 'a law by its name, or a day: the days before and after it, with other states beside: around:"HB 318"',
    in: 'the place, instead of the words',
  },
  notes: [
    'Beside every share stands the share without a recorded outcome: about a third of all rows have none.',
    'Where nationality, offence and place meet, counts are in steps of five and small ones are joined, so that nobody is pointed at.',
    '`stats us` counts all that is loaded. A chart of any answer: `chart stats ...`.',
  ],
  run: (context, args) => statsAnswer(context, args),
};

/** The number of rows of a breakdown on the first screen. */
const FIRST_ROWS = 5;

/** The answer; for a chart, with the table as a picture too. */
export async function statsAnswer(context: Context, args: Args, theme?: Picture['theme']): Promise<Answer | Notice> {
  const { today } = args;
  const { by, words } = byOf(args);
  const subject = await recordsSubject(context, args, words, 'stats');
  if ('kind' in subject) return subject;
  if (by === 'county' && !(subject.meaning?.level === 'state' && subject.meaning.kind !== 'facility'))
    throw new UserError('`by:county` needs a state, for example: stats Minnesota by:county.', {
      choices: [{ label: 'by:facility instead', words: lineWith(args, words, 'facility') }],
    });
  const window = windowOf(args, today);
  const filters = await readFilters(context, args);
  const filter: DetainerFilter = { ...subject.filter, ...window, ...filters.filter };
  if (asksForChange(args)) return changeOf(context, args, { words, subject, filters, filter, theme });
  const { outcomes, ...anyOutcome } = filter;
  const all = await countSubject(context, subject, anyOutcome);
  const cells = outcomes ? all.cells.filter((cell) => outcomes.includes(cell.outcome_group)) : all.cells;
  const counts = { ...all, cells, total: sum(cells) };
  const line = lineWith(args, words, by);
  const filterWords = describeFilters(withoutDays(spellFilters(args, filters)));
  const asks = (key: 'citizenship' | 'charge') => by === key || filter[key] !== undefined;
  // An age identifies a person as much as an offence does.
  const crossed = (asks('citizenship') && asks('charge')) || (by === 'age' && (asks('citizenship') || asks('charge')));
  const elsewhere = crossed
    ? undefined
    : await findElsewhere(context, subject, filter, cells, (place) => lineWith(args, place, by));
  if (counts.total === 0)
    return emptyStats(context, { args: { ...args, line }, subject, window, filters, counts, filterWords, elsewhere });
  const asked: StatsQuestion = { subject, counts, all: all.cells, filter, crossed };
  const where = ` ${subject.filter.own ? 'at facilities of' : 'in'} ${subject.filter.placeIds || subject.filter.facilityIds ? '' : 'the '}${subject.title}`;
  const title = `Detainers${where}`;
  const traits = await countTraits(
    context,
    by,
    asked,
    filters.words.filter(areOpen).map(({ kind }) => kind),
  );
  const summary = describeStats({ ...asked, where }, filterWords);
  // With fewer than five rows in all, no breakdown is shown.
  const table = crossed && counts.total < 5 ? undefined : await breakDown(context, by, asked);
  const citations = await citeDataReleases(context, statesOf(subject));
  const days = `${formatDate(counts.from)} to ${formatDate(counts.to)}`;
  const shown = (drawn: Breakdown): Part[] => {
    const { picture, rows } = drawn;
    if (theme && picture.points.length > 0)
      return [chartOf({ table: drawn, title: `${title} by ${by}, ${days}${filterWords}`, citations, theme })];
    const empty = 'No facility in these rows has a known county: there is no map to draw. See `sources facilities`.';
    return [
      { kind: 'table', title: drawn.title, columns: drawn.columns, rows, total: rows.length, first: FIRST_ROWS },
      ...(theme ? [{ kind: 'note' as const, text: empty }] : []),
    ];
  };
  return {
    kind: 'answer',
    title,
    summary,
    parts: [
      ...describeValues(filters.words, traits),
      ...(table ? shown(table) : []),
      ...statsInFull({ ...asked, where }, filterWords, traits),
      ...(elsewhere ? [{ kind: 'note' as const, text: elsewhere.note }] : []),
      ...(crossed ? [] : siteParts(asked)),
      ...(await statsNotes(context, asked)),
      ...(await figureParts(context, subject, filter)),
    ],
    citations,
    followUps: [...(elsewhere?.choices ?? []), ...followUps(args, words, by, subject, table !== undefined && !theme)],
    words: theme ? `chart ${line}${theme === 'dark' ? ' theme:dark' : ''}` : line,
  };
}

function changeOf(
  context: Context,
  args: Args,
  { filters, filter, ...asked }: Pick<ChangeAsked, 'words' | 'subject' | 'filter' | 'theme'> & { filters: ReadFilters },
): Promise<Answer | Notice> {
  if (filters.unknown)
    return unknownWord(context, args, filters.unknown, { title: asked.subject.title, filter: asked.subject.filter });
  if (filter.citizenship && filter.charge) throw tooNarrow();
  const { from: _, to: __, ...anyDay } = filter;
  const filterWords = describeFilters(withoutDays(spellFilters(args, filters)));
  return statsChange(context, { ...asked, args, filter: anyDay, filterWords });
}

const tooNarrow = () =>
  new UserError(
    'Nationality, offence and place together are given in steps of five, and are not compared by the day. Leave one of them out.',
  );

function followUps(args: Args, words: string, by: BreakdownName, subject: RecordsSubject, drawable: boolean) {
  const other = (['outcome', 'month', 'facility'] as const).filter((each) => each !== by);
  const place =
    subject.meaning?.placeId && subject.meaning.kind === 'jurisdiction' ? placeLabel(subject.meaning) : undefined;
  return [
    ...(drawable
      ? [
          {
            label: 'Chart, posted to this channel',
            words: `chart ${lineWith(args, words, by)}`,
            seenByAll: true as const,
          },
        ]
      : []),
    ...(subject.meaning?.level === 'state' && by !== 'county'
      ? [{ label: 'By county', words: lineWith(args, words, 'county') }]
      : []),
    ...other.slice(0, 2).map((each) => ({ label: `By ${each}`, words: lineWith(args, words, each) })),
    ...(place ? [{ label: 'Policy here', words: `policy "${place}"` }] : []),
  ];
}

/** The filters in words, without the days, which the sentence already says. */
function withoutDays(args: Args): Args {
  const { since: _, until: __, by: ___, against: ____, around: _____, ...filters } = args.filters;
  return { ...args, filters };
}
