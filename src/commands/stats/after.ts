import type { Answer, Citation, Notice } from '../../answer.ts';
import { citeDataRelease } from '../../cards/cite-data-release.ts';
import { describeFilters } from '../../command-line/describe-filters.ts';
import { howToLoad } from '../../command-line/how-to-load.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Args, Asker, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countCells } from '../../db/detainer-cells.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import { findLatestLoaded, type Import } from '../../db/imports.ts';
import { UserError } from '../../errors.ts';
import { describeValues } from '../../filters/counted-values.ts';
import { readFilters, spellFilters } from '../../filters/read-filters.ts';
import { AFTER } from '../../rules/after-detainer.ts';
import { addDays, formatDate } from '../../rules/dates.ts';
import { asOfDay } from '../../rules/moment.ts';
import { OUTCOME_WORDS } from '../../rules/outcome.ts';
import { type After, countAfter } from './after-counts.ts';
import { afterNotes, afterTables, describeAfter, LEAST } from './after-parts.ts';
import { citeDataReleases, countSubject, statesOf, sum } from './counts.ts';
import { emptyStats } from './empty.ts';
import { recordsSubject } from './subject.ts';

export const after: Subcommand = {
  name: 'after',
  summary: 'What ICE recorded after detainers: arrest, detention stay, final order, departure, with median days',
  usage: 'after <place> [since:] [until:] [outcome:] [citizenship:|charge:] [criminality:] [gender:] [kind:]',
  examples: ['after Minnesota since:2025', 'after "Cook County, IL" outcome:declined', 'after us outcome:none'],
  effects: 'none',
  heavy: true,
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  restsOn: ['ice-detainers', 'ice-arrests', 'ice-stays', 'facilities', 'places'],
  filters: {
    since: 'first day of the detainers, for example since:2026-01 or since:FY2025',
    until: 'last day',
    outcome: OUTCOME_WORDS,
    citizenship: 'country or people, for example citizenship:Honduras or citizenship:mexican',
    charge: "a whole word of ICE's conviction charge, or a plain word: charge:assault, charge:DUI",
    criminality: "ICE's category: convicted, pending or none, for example criminality:none",
    gender: 'male or female, as ICE recorded it',
    reason: "a word of ICE's lift reason, for example reason:citizen",
    aor: "ICE's field office, for example aor:Dallas",
    program: 'a word of the ICE program that had the case, for example program:287g',
    kind: 'kind of facility: county jail, city jail, police, state prison, federal, ICE site, hold room',
    in: 'the place, instead of the words',
  },
  notes: [
    "The dates of a detainer's own row always count. Arrests and stays count once ICE's files of the same release are loaded (`sources ice-arrests`, `sources ice-stays`).",
    'Only in aggregate: shares of fewer than five are joined, and no record says what came after it.',
  ],
  run: afterAnswer,
};

async function afterAnswer(context: Context, args: Args, asker: Asker): Promise<Answer | Notice> {
  if (args.filters['citizenship'] && args.filters['charge']) throw crossed(args);
  const subject = await recordsSubject(context, args, args.words, 'after');
  if ('kind' in subject) return subject;
  const window = windowOf(args, args.today);
  const filters = await readFilters(context, args);
  const filter: DetainerFilter = { ...subject.filter, ...window, ...filters.filter };
  const { outcomes, ...anyOutcome } = filter;
  const all = await countSubject(context, subject, anyOutcome);
  const cells = outcomes ? all.cells.filter((cell) => outcomes.includes(cell.outcome_group)) : all.cells;
  const counts = { ...all, cells, total: sum(cells) };
  const filterWords = describeFilters(withoutDays(spellFilters(args, filters)));
  const line = args.line;
  if (counts.total === 0)
    return emptyStats(context, {
      args: { ...args, line },
      subject,
      window,
      filters,
      counts,
      filterWords,
      elsewhere: undefined,
    });
  const where = `${subject.filter.own ? 'at facilities of' : 'in'} ${subject.filter.placeIds || subject.filter.facilityIds ? '' : 'the '}${subject.title}`;
  const title = `What came after detainers ${where}`;
  const days = `, ${formatDate(counts.from)} to ${formatDate(counts.to)}${filterWords}`;
  if (counts.total < LEAST) return tooFew(args, title, `${where}${days}`);
  const found: After = {
    where,
    filterWords: days,
    total: counts.total,
    filter,
    ...(await countAfter(context.db, filter)),
    recent: await countRecent(context, filter, counts.loaded.last),
  };
  const matched = found.arrest.base >= LEAST || found.stay.base >= LEAST;
  return {
    kind: 'answer',
    title,
    summary: describeAfter(found),
    parts: [
      ...describeValues(filters.words, {}),
      ...afterTables(found),
      ...afterNotes(found),
      ...(matched
        ? []
        : [
            howToLoad(context, asker, {
              known:
                "ICE's arrests and detention stays of this release are not loaded here, so that only the dates of the rows themselves count.",
              source: 'ice-arrests',
            }),
          ]),
    ],
    citations: await cite(context, found, statesOf(subject)),
    followUps: [
      { label: 'By outcome', words: lineOf('stats', [args.words], { ...args.filters, by: ['outcome'] }) },
      ...(['declined', 'none'] as const)
        .filter((outcome) => args.filters['outcome']?.join() !== outcome)
        .map((outcome) => ({
          label: outcome === 'declined' ? 'After declined ones' : 'After those without an outcome',
          words: lineOf('after', [args.words], { ...args.filters, outcome: [outcome] }),
        })),
    ],
    words: line,
  };
}

/** What came after so few would nearly be told of one person. */
const tooFew = (args: Args, title: string, filterWords: string): Notice => ({
  kind: 'notice',
  title,
  summary: `Fewer than ${LEAST} loaded detainers ${filterWords} match: what came after so few is not told, since it could point at a person.`,
  parts: [],
  followUps: [{ label: 'Count them', words: lineOf('stats', [args.words], args.filters) }],
  words: args.line,
});

const citeRelease = (loaded: Import, zone: string): Citation =>
  citeDataRelease(asOfDay(loaded, zone), loaded.file, loaded.source === 'ice-stays' ? 'detention stays' : 'arrests');

/** Detainers of which the release cannot tell half a year. */
async function countRecent({ db }: Context, filter: DetainerFilter, last: string | null): Promise<number> {
  if (last === null) return 0;
  const from = addDays(last, 1 - AFTER.to);
  if (filter.to && filter.to < from) return 0;
  return sum(await countCells(db, { ...filter, from: filter.from && filter.from > from ? filter.from : from }));
}

async function cite(context: Context, found: After, states?: string[]): Promise<[Citation, ...Citation[]]> {
  const cited = await citeDataReleases(context, states);
  for (const [source, { base }] of [
    ['ice-arrests', found.arrest],
    ['ice-stays', found.stay],
  ] as const) {
    const loaded = base > 0 ? await findLatestLoaded(context.db, source) : undefined;
    if (loaded) cited.push(citeRelease(loaded, context.zone));
  }
  return cited;
}

function crossed(args: Args): UserError {
  const { charge: _, ...people } = args.filters;
  const { citizenship: __, ...offence } = args.filters;
  return new UserError(
    'What came after detainers is not told by nationality and offence together: the counts could point at a person. Leave one of them out.',
    {
      choices: [people, offence].map((filters) => ({
        label: lineOf('after', [args.words], filters).slice(0, 70),
        words: lineOf('after', [args.words], filters),
      })),
    },
  );
}

/** The filters that the days in the sentence do not say already. */
function withoutDays(args: Args): Args {
  const { since: _, until: __, ...filters } = args.filters;
  return { ...args, filters };
}
