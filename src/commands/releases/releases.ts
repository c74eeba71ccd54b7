import type { Answer, FullTable, Notice } from '../../answer.ts';
import { isContested } from '../../cards/ledger-words.ts';
import { citeReleases, releaseItems } from '../../cards/release-card.ts';
import { releaseRowsTable } from '../../cards/release-rows-table.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import {
  findAllReleases,
  findAllTotalsOfNoPlace,
  findAllUndatedReleases,
  findReleaseCoverage,
} from '../../db/releases.ts';
import { findPlace } from '../../places/find-place.ts';
import { placeQuestion } from '../../places/place-question.ts';
import { formatDate } from '../../rules/dates.ts';
import type { PlaceMeaning } from '../../rules/place-choice.ts';
import { liesIn } from '../../rules/release-dates.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';
import { plural } from '../../rules/wording.ts';
import { declinedRecordParts } from './declined.ts';
import {
  createMatcher,
  describeChargeWords,
  describeScope,
  namesOneOf,
  readDisputed,
  releaseFilter,
} from './matched.ts';
import { citePublishers, describeTotal, type FoundReleases, releaseFollowUps, releaseNotes } from './notes.ts';

const PAGE = 8;
/** The number of cases on the first screen. */
const NEWEST = 3;
export const CASES_TITLE = 'Published cases, newest first';
export const TOTALS_TITLE = 'Published totals (not cases; never added up)';

export const releases: Subcommand = {
  name: 'releases',
  summary: 'Recent declined-detainer releases that ICE or others published, newest first, with what the source says',
  usage: 'releases [in:<place>] [by:<agency>] [since:] [until:] [charge:] [citizenship:] [disputed:yes]',
  examples: [
    'releases in:"Los Angeles County, CA" since:2020-08',
    'releases by:LASD last 10 years',
    'releases disputed:yes',
  ],
  filters: {
    in: 'a place; several are joined: in:"Cook County, IL" in:Denver',
    by: 'the releasing agency, for example by:LASD or by:"Denver Sheriff"',
    since: 'first day of release, for example since:2020-08',
    until: 'last day of release',
    charge: "a whole word of the source's offences, or a plain word: charge:theft, charge:DUI",
    citizenship: 'country or people, for example citizenship:Honduras or citizenship:hondurans',
    disputed: 'yes: only cases with a reply, dispute or correction; no: only those without',
  },
  notes: [
    'Cases are what a publisher said. Detainer rows that ICE records as declined are a second part: declined is not released.',
    'A case dated by month matches a window that the month touches, and the answer says so. Undated cases are listed only without a window.',
  ],
  effects: 'none',
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  table: releasesTable,
  restsOn: ['releases', 'ice-detainers', 'facilities', 'places'],
  run: runReleases,
};

async function runReleases(context: Context, args: Args): Promise<Answer | Notice> {
  const found = await findReleases(context, args);
  return 'kind' in found ? found : compose(context, args, found);
}

async function releasesTable(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findReleases(context, args);
  if ('kind' in found) return found;
  if (found.cases.length === 0) return compose(context, args, found).then(withoutRows);
  const title = `Declined-detainer releases${describeScope(args, found.places, found.window)}`;
  return releaseRowsTable(
    title,
    found.cases,
    releaseNotes(found).map((note) => note.text),
  );
}

const withoutRows = ({ title, summary, followUps, words }: Answer | Notice): Notice => ({
  kind: 'notice',
  title,
  summary: `There are no rows to export. ${summary}`,
  parts: [],
  followUps,
  words,
});

async function findReleases(context: Context, args: Args): Promise<FoundReleases | Notice> {
  const { today } = args;
  const window = windowOf(args, today);
  const typed = [...(args.filters['in'] ?? []), ...(args.words ? [args.words] : [])].filter(
    (words) => !isWholeCountry(words),
  );
  const places: PlaceMeaning[] = [];
  for (const words of typed) {
    const found = await findPlace(context.db, words);
    if (found.outcome !== 'answer' || found.reading) {
      const others = { ...args.filters, in: (args.filters['in'] ?? []).filter((each) => each !== words) };
      if (others.in.length === 0) delete (others as Record<string, string[]>)['in'];
      return placeQuestion(found, words, (name) => `${lineOf('releases', [], others)} in:${name}`);
    }
    places.push(found.meaning, ...found.also);
  }
  const where = releaseFilter(places);
  const disputed = readDisputed(args);
  const keep = await createMatcher(context, args, disputed);
  const inWindow = window.from || window.to ? { ...where, ...window } : where;
  const found = (await findAllReleases(context.db, inWindow))
    .filter(keep)
    .filter((row) => inWindow === where || liesIn(row.release_date, window) !== 'outside');
  const cases = found.filter(
    (row) => row.row_kind !== 'aggregate' && ['declined', 'disputed', 'unclear'].includes(row.outcome_class),
  );
  const otherCases = found.filter((row) => row.row_kind !== 'aggregate' && !cases.includes(row));
  const totals = [
    ...found.filter((row) => row.row_kind === 'aggregate'),
    ...(places.length > 0 && inWindow === where
      ? (await findAllTotalsOfNoPlace(context.db)).filter((row) => keep(row) && namesOneOf(row, places))
      : []),
  ];
  const undated = window.from || window.to ? (await findAllUndatedReleases(context.db, where)).filter(keep) : [];
  const perhaps = inWindow === where ? [] : cases.filter((row) => liesIn(row.release_date, window) === 'perhaps');
  return { places, window, cases, perhaps, otherCases, totals, undated };
}

async function compose(context: Context, args: Args, found: FoundReleases): Promise<Answer | Notice> {
  const { places, window, cases, undated } = found;
  const pages = Math.max(1, Math.ceil(cases.length / PAGE));
  const shown = cases.slice((args.page - 1) * PAGE, args.page * PAGE);
  const title = `Declined-detainer releases${describeScope(args, places, window)}`;
  const { shared, items } = releaseItems(shown);
  const rowsPart = await declinedRecordParts(context, args, places, window);
  const notes = [...describeChargeWords(args).map((text) => ({ kind: 'note' as const, text })), ...releaseNotes(found)];
  const listed = cases.length > 0 ? (args.page === 1 ? shown.slice(0, NEWEST) : shown) : found.totals;
  const first = citeReleases(listed);
  const behind = citeReleases([...shown, ...found.totals])
    .filter(({ title, url }) => !first.some((each) => each.title === title && each.url === url))
    .map((each) => ({ ...each, detail: true as const }));
  const [firstCitation, ...otherCitations] = [...first, ...rowsPart.citations, ...behind];
  const coverage = await findReleaseCoverage(context.db);
  if (!firstCitation) {
    return {
      kind: 'notice',
      title,
      summary: `No published case matches${describeScope(args, places, window)}.`,
      parts: [
        ...notes,
        ...rowsPart.notes,
        {
          kind: 'note',
          text: `${plural(coverage.rows, 'row')} on published cases are loaded, of releases from ${formatDate(coverage.oldest ?? '')} to ${formatDate(coverage.newest ?? '')}. They are a selection: no case here is not proof that there was none.`,
        },
      ],
      followUps: releaseFollowUps(args, places, 1, 1),
      words: args.line,
    };
  }
  return {
    kind: 'answer',
    title,
    summary:
      cases.length === 0
        ? `No published case matches${describeScope(args, places, window)}; what else is loaded follows.`
        : `${plural(cases.length, 'published case')}${describeScope(args, places, window)}${found.perhaps.length > 0 ? `, ${found.perhaps.length === cases.length ? '' : `${found.perhaps.length} of them `}perhaps outside these days` : ''}, according to ${citePublishers(cases)}.`,
    parts: [
      ...(shared ? [{ kind: 'note' as const, text: shared }] : []),
      ...(shown.length > 0
        ? [
            {
              kind: 'list' as const,
              title: CASES_TITLE,
              items,
              total: cases.length,
              first: NEWEST,
              start: (args.page - 1) * PAGE + 1,
            },
          ]
        : []),
      ...(args.page > pages
        ? [{ kind: 'note' as const, text: `There is no page ${args.page}: the last is ${pages}.` }]
        : []),
      ...(args.page === 1 && found.totals.length > 0
        ? [
            ...(cases.length > 0
              ? [{ kind: 'note' as const, text: `${plural(found.totals.length, 'published total')}: see More.` }]
              : []),
            {
              kind: 'list' as const,
              ...(cases.length > 0 ? { detail: true as const } : {}),
              title: TOTALS_TITLE,
              items: found.totals.slice(0, 5).map(describeTotal),
              total: found.totals.length,
              first: NEWEST,
            },
          ]
        : []),
      ...rowsPart.parts,
      ...rowsPart.notes,
      ...notes,
      {
        kind: 'note',
        text: `Outcomes are coded here, not quoted. Charges are not convictions.${cases.some((row) => row.disputed_or_corrected || isContested(row.ledger)) ? '' : " The agencies' answers are not in these sources."}`,
      },
      {
        kind: 'note',
        detail: true,
        text: 'Outcomes are coded from what the publisher reported. Replies and corrections stand with their case.',
      },
    ],
    citations: [firstCitation, ...otherCitations],
    followUps: releaseFollowUps(args, places, args.page, undated.length > 0 && cases.length === 0 ? 1 : pages),
    words: args.page > 1 ? `${args.line} page:${args.page}` : args.line,
  };
}
