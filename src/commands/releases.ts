import type { Answer, FullTable, ListItem, Notice, Part } from '../answer.ts';
import type { Context } from '../context.ts';
import {
  countDetainersByOutcome,
  type DetainerFilter,
  findAllDetainers,
  findDetainerCoverage,
} from '../db/detainers.ts';
import { findAllAliasesOfAgency } from '../db/places.ts';
import {
  findAllReleases,
  findAllUndatedReleases,
  findReleaseCoverage,
  type Release,
  type ReleaseFilter,
} from '../db/releases.ts';
import { UserError } from '../errors.ts';
import { showDate } from '../rules/dates.ts';
import { nameKey } from '../rules/name-key.ts';
import { type PlaceMeaning, samePlace } from '../rules/place-choice.ts';
import { chargeSaid, citeFiles, placeLabel, plural, titleCase, watchThis } from './detainer-list.ts';
import { casesTable } from './export-cases.ts';
import { findPlace, placeQuestion } from './find-place.ts';
import { lineOf, valuesOf, type Window, windowOf } from './parse.ts';
import { caseLine, citeReleases } from './release-card.ts';
import type { Args, Subcommand } from './subcommand.ts';

const PAGE = 8;

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
    charge: "a word of the source's offences, for example charge:theft",
    citizenship: 'country, for example citizenship:Honduras',
    disputed: 'yes: only cases with a reply, dispute or correction; no: only those without',
  },
  notes: [
    'Cases are what a publisher said. Detainer rows that ICE records as declined are a second part: declined is not released.',
    'A case dated by month matches a window that the month touches. Undated cases are listed only without a window.',
  ],
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
  const title = `Declined-detainer releases${scopeSaid(args, found.places, found.window)}`;
  return casesTable(
    title,
    found.cases,
    notesOf(found).map((note) => note.text),
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

async function findReleases(context: Context, args: Args): Promise<Found | Notice> {
  const today = context.now().toISOString().slice(0, 10);
  const window = windowOf(args, today);
  const typed = [...(args.filters['in'] ?? []), ...(args.words ? [args.words] : [])];
  const places: PlaceMeaning[] = [];
  for (const words of typed) {
    const found = await findPlace(context.db, words);
    if (found.outcome !== 'answer') {
      const others = { ...args.filters, in: (args.filters['in'] ?? []).filter((each) => each !== words) };
      if (others.in.length === 0) delete (others as Record<string, string[]>)['in'];
      return placeQuestion(found, words, (name) => `${lineOf('releases', [], others)} in:${name}`);
    }
    places.push(found.meaning, ...found.also);
  }
  const where = releaseFilter(places);
  const disputed = disputedOf(args);
  const keep = await matcher(context, args, disputed);
  const inWindow = window.from || window.to ? { ...where, ...window } : where;
  const found = (await findAllReleases(context.db, inWindow)).filter(keep);
  const cases = found.filter(
    (row) => row.row_kind !== 'aggregate' && ['declined', 'disputed', 'unclear'].includes(row.outcome_class),
  );
  const otherCases = found.filter((row) => row.row_kind !== 'aggregate' && !cases.includes(row));
  const totals = found.filter((row) => row.row_kind === 'aggregate');
  const undated = window.from || window.to ? (await findAllUndatedReleases(context.db, where)).filter(keep) : [];
  return { places, window, cases, otherCases, totals, undated };
}

interface Found {
  places: PlaceMeaning[];
  window: Window;
  cases: Release[];
  otherCases: Release[];
  totals: Release[];
  undated: Release[];
}

async function compose(context: Context, args: Args, found: Found): Promise<Answer | Notice> {
  const { places, window, cases, undated } = found;
  const pages = Math.max(1, Math.ceil(cases.length / PAGE));
  const shown = cases.slice((args.page - 1) * PAGE, args.page * PAGE);
  const title = `Declined-detainer releases${scopeSaid(args, places, window)}`;
  const rowsPart = await declinedRows(context, args, places, window);
  const notes = notesOf(found);
  const citations = citeReleases([...shown, ...found.totals]);
  const [firstCitation, ...otherCitations] = [...citations, ...rowsPart.citations];
  const coverage = await findReleaseCoverage(context.db);
  if (!firstCitation) {
    return {
      kind: 'notice',
      title,
      summary: `No published case matches${scopeSaid(args, places, window)}.`,
      parts: [
        ...notes,
        ...rowsPart.notes,
        {
          kind: 'note',
          text: `Loaded are ${plural(coverage.rows, 'row')} on published cases, released from ${showDate(coverage.oldest ?? '')} to ${showDate(coverage.newest ?? '')}. They are a selection: no case here is not proof that there was none.`,
        },
      ],
      followUps: followUps(args, places, 1, 1),
      words: args.line,
    };
  }
  return {
    kind: 'answer',
    title,
    summary:
      cases.length === 0
        ? `No published case matches${scopeSaid(args, places, window)}; what else is loaded follows.`
        : `${plural(cases.length, 'published case')}${scopeSaid(args, places, window)}, according to ${publishers(cases)}.`,
    parts: [
      ...(shown.length > 0
        ? [
            {
              kind: 'list' as const,
              title: 'Published cases, newest first',
              items: shown.map(caseLine),
              total: cases.length,
              start: (args.page - 1) * PAGE + 1,
            },
          ]
        : []),
      ...(args.page > pages
        ? [{ kind: 'note' as const, text: `There is no page ${args.page}: the last is ${pages}.` }]
        : []),
      ...(args.page === 1 && found.totals.length > 0
        ? [
            {
              kind: 'list' as const,
              title: 'Published totals (not cases; never added up)',
              items: found.totals.slice(0, 5).map(totalLine),
              total: found.totals.length,
            },
          ]
        : []),
      ...rowsPart.parts,
      ...rowsPart.notes,
      ...notes,
      {
        kind: 'note',
        text: `"Declined" is the publisher's word${cases.some((row) => row.disputed_or_corrected) ? '; replies and corrections stand with their case' : "; the agencies' answers are not in these sources"}. Charges are not convictions.`,
      },
    ],
    citations: [firstCitation, ...otherCitations],
    followUps: followUps(args, places, args.page, undated.length > 0 && cases.length === 0 ? 1 : pages),
    words: args.page > 1 ? `${args.line} page:${args.page}` : args.line,
  };
}

function releaseFilter(places: PlaceMeaning[]): ReleaseFilter {
  if (places.length === 0) return {};
  const states = places.filter((place) => place.level === 'state').map((place) => place.placeId ?? 'none');
  const placeIds = places.filter((place) => place.level !== 'state').map((place) => place.placeId ?? 'none');
  return { states, placeIds };
}

/** Detainer rows that ICE records as declined, in the same places and days: its own part, never added to the cases. */
async function declinedRows(context: Context, args: Args, places: PlaceMeaning[], window: Window) {
  const placeIds = places.map((place) => place.placeId ?? 'none');
  const [citizenship, charge] = [valuesOf(args, 'citizenship'), valuesOf(args, 'charge')];
  const filter: DetainerFilter = {
    outcomes: ['declined_recorded'],
    ...window,
    ...(placeIds.length > 0 ? { placeIds } : {}),
    ...(citizenship.length > 0 ? { citizenship } : {}),
    ...(charge.length > 0 ? { charge } : {}),
  };
  const none = { parts: [] as Part[], citations: [], notes: [] as { kind: 'note'; text: string }[] };
  const coverage = await findDetainerCoverage(context.db);
  if (args.filters['by'] || args.filters['disputed']) return none;
  const counts = await countDetainersByOutcome(context.db, filter);
  const total = counts.reduce((sum, row) => sum + row.n, 0);
  if (total === 0) {
    const text =
      coverage.rows === 0
        ? 'No detainer rows of ICE are loaded, so there is no second part on rows recorded as declined.'
        : `No loaded detainer row of that place and time is recorded by ICE as declined (rows run from ${showDate(coverage.oldest ?? '')} to ${showDate(coverage.newest ?? '')}).`;
    return { ...none, notes: [{ kind: 'note' as const, text }] };
  }
  const crossed = citizenship.length > 0 && charge.length > 0 && total < 5;
  const rows = crossed || args.page > 1 ? [] : await findAllDetainers(context.db, filter, { limit: 3, offset: 0 });
  const items: ListItem[] = rows.map((row) => ({
    text: `${row.reference} · ${showDate(row.prepared_on)} · ${row.facility_name}${row.facility_state ? `, ${row.facility_state}` : ''} (${row.facility_kind})`,
    details: [
      `${row.citizenship ? `citizen of ${titleCase(row.citizenship)}` : 'citizenship not recorded'} · ${chargeSaid(row)}`,
    ],
    action: { label: row.reference, words: `lookup ${row.reference}` },
  }));
  const count = crossed ? 'fewer than 5 rows' : plural(total, 'row');
  const part: Part = {
    kind: 'list',
    title: `Separately: ${count} of ICE's detainer data recorded as declined (declined is not released; dates are when the detainer was prepared)`,
    items,
    total: crossed ? 0 : total,
  };
  return { parts: [part], citations: await citeFiles(context, rows), notes: [] };
}

function notesOf({ otherCases, undated }: Found): { kind: 'note'; text: string }[] {
  const notes: string[] = [];
  if (otherCases.length > 0) {
    const ids = otherCases
      .slice(0, 6)
      .map((row) => row.case_id)
      .join(', ');
    notes.push(
      `${plural(otherCases.length, 'listed case')} left out: the source does not say declined, or says honored (${ids}; open one with lookup).`,
    );
  }
  if (undated.length > 0)
    notes.push(
      `${plural(undated.length, 'row')} without a release date left out; leave since: and until: away to see them.`,
    );
  return notes.map((text) => ({ kind: 'note', text }));
}

function totalLine(row: Release): ListItem {
  const where = [row.jurisdiction, row.state].filter(Boolean).join(', ');
  return {
    text: `${showDate(row.release_date || row.published)}${where ? ` · ${where}` : ''} · ${row.offences}`,
    details: [
      `${row.publisher}${row.list_title ? `, ${row.list_title}` : ''}${row.disputed_or_corrected ? ` · disputed or corrected: ${row.disputed_or_corrected}` : ''}`,
    ],
    action: { label: row.case_id, words: `lookup ${row.case_id}` },
  };
}

function disputedOf(args: Args): boolean | undefined {
  const word = args.filters['disputed']?.at(-1)?.toLowerCase();
  if (word === undefined) return undefined;
  if (['yes', 'y', 'true', 'only'].includes(word)) return true;
  if (['no', 'n', 'false'].includes(word)) return false;
  throw new UserError(`\`disputed:${word.slice(0, 20)}\` is neither yes nor no. Example: releases disputed:yes`);
}

/** Tests a case against by:, charge:, citizenship: and disputed:; an agency matches under any of its known names. */
async function matcher(
  context: Context,
  args: Args,
  disputed: boolean | undefined,
): Promise<(row: Release) => boolean> {
  const agencies: string[][] = [];
  for (const name of args.filters['by'] ?? []) {
    agencies.push(
      [nameKey(name), ...(await findAllAliasesOfAgency(context.db, nameKey(name)))].filter((key) => key !== ''),
    );
  }
  const charges = valuesOf(args, 'charge').map((word) => word.toLowerCase());
  const countries = valuesOf(args, 'citizenship').map((word) => nameKey(word));
  const holds = (text: string, key: string) => ` ${nameKey(text)} `.includes(` ${key} `);
  return (row) =>
    (agencies.length === 0 ||
      agencies.some((keys) =>
        keys.some((key) =>
          holds(`${row.releasing_agency} ${row.releasing_agency === '' ? row.detainer_sent_to : ''}`, key),
        ),
      )) &&
    (charges.length === 0 || charges.some((word) => row.offences.toLowerCase().includes(word))) &&
    (countries.length === 0 || countries.some((key) => holds(row.citizenship, key))) &&
    (disputed === undefined || disputed === (row.disputed_or_corrected !== '' || row.outcome_class === 'disputed'));
}

function scopeSaid(args: Args, places: PlaceMeaning[], window: Window): string {
  const named = places.filter(
    (place, at) => places.findIndex((other) => placeLabel(other) === placeLabel(place)) === at,
  );
  const where = named.length > 0 ? ` in ${named.map(placeLabel).join(' and ')}` : '';
  const by = args.filters['by'] ? ` by ${args.filters['by'].join(' or ')}` : '';
  const when =
    window.from && window.to
      ? `, ${showDate(window.from)} to ${showDate(window.to)}`
      : window.from
        ? ` since ${showDate(window.from)}`
        : window.to
          ? ` until ${showDate(window.to)}`
          : '';
  const others = ['charge', 'citizenship', 'disputed'].flatMap((key) =>
    args.filters[key] ? [`${key}: ${args.filters[key]?.join(' or ')}`] : [],
  );
  return `${where}${by}${when}${others.length > 0 ? ` (${others.join('; ')})` : ''}`;
}

/** A city and its county count as one. */
const isOnePlace = ([first, ...rest]: PlaceMeaning[]): boolean =>
  first !== undefined && rest.every((other) => samePlace(first, other));

const publishers = (rows: Release[]): string => [...new Set(rows.map((row) => row.publisher))].join(' and ');

function followUps(args: Args, places: PlaceMeaning[], page: number, pages: number) {
  const [place] = places;
  return [
    ...(page < pages ? [{ label: `Page ${page + 1} of ${pages}`, words: `${args.line} page:${page + 1}` }] : []),
    ...(place?.placeId
      ? [
          { label: 'Policy here', words: `policy "${placeLabel(place)}"` },
          { label: 'Detainer records here', words: `lookup "${placeLabel(place)}"` },
          ...(isOnePlace(places) ? [watchThis(placeLabel(place))] : []),
        ]
      : [{ label: 'What is loaded', words: 'sources' }]),
  ];
}
