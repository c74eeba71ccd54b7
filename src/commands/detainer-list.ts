import type { Action, Answer, Citation, ListItem, Notice, Part } from '../answer.ts';
import type { Context } from '../context.ts';
import {
  countDetainersByFacilityKind,
  countDetainersByOutcome,
  countUncounted,
  type DetainerFilter,
  type DetainerWithFacility,
  findAllDetainers,
  findBusiestDay,
  findDetainerCoverage,
} from '../db/detainers.ts';
import type { Facility } from '../db/facilities.ts';
import { type Figure, findAllFiguresByPlace } from '../db/figures.ts';
import { findImport, findLatestLoaded } from '../db/imports.ts';
import { showDate } from '../rules/dates.ts';
import { OUTCOME_GROUPS, OUTCOME_LABEL, type OutcomeGroup } from '../rules/outcome.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import type { Args } from './subcommand.ts';

/** What a list of records is about: a place or agency, or facilities. */
export interface Subject {
  title: string;
  meaning?: PlaceMeaning;
  facilities?: Facility[];
  filter: DetainerFilter;
}

const PAGE = 5;
/** So many rows of one date are a batch entry. */
const BATCH_SHARE = 0.25;
// Below this, nationality, offence and place together could point at a person (domain rule 10).
export const SMALL = 5;

/** True where nationality, offence and place are crossed and few rows match. */
export const isSmall = (total: number, filter: DetainerFilter): boolean =>
  total < SMALL && filter.citizenship !== undefined && filter.charge !== undefined;
export const NOT_SHOWN = `Fewer than ${SMALL} detainer records match: not shown, since nationality, offence and place together could point at a person.`;

/** Counts by outcome group with the share that has none, then the newest rows. */
export async function detainerList(
  context: Context,
  args: Args,
  subject: Subject,
  filters: DetainerFilter,
): Promise<Answer | Notice> {
  const filter = { ...subject.filter, ...filters };
  const counts = await countDetainersByOutcome(context.db, filter);
  const total = counts.reduce((sum, row) => sum + row.n, 0);
  if (total === 0) return nothing(context, args, subject);
  const small = isSmall(total, filter);
  const rows = small ? [] : await findAllDetainers(context.db, filter, { limit: PAGE, offset: (args.page - 1) * PAGE });
  const pages = Math.ceil(total / PAGE);
  const citations = await citeFiles(context, rows);
  const declined = counts.find((row) => row.outcome_group === 'declined_recorded')?.n ?? 0;
  const none = counts.find((row) => row.outcome_group === 'no_outcome')?.n ?? 0;
  const figures = subject.meaning?.placeId ? await findAllFiguresByPlace(context.db, subject.meaning.placeId) : [];
  return {
    kind: 'answer',
    title: subject.title,
    summary: small
      ? NOT_SHOWN
      : `${plural(total, 'detainer record')}${filtersSaid(args)}: ${declined} recorded by ICE as declined, ${none} (${percent(none, total)}) with no outcome recorded.`,
    parts: small
      ? []
      : [
          ...(args.page === 1 ? await overview(context, subject, filter, counts, total) : []),
          {
            kind: 'list',
            title: args.page === 1 ? 'Newest first' : `Newest first, page ${args.page} of ${pages}`,
            items: rows.map(item),
            total,
            start: (args.page - 1) * PAGE + 1,
          },
          ...(rows.length === 0
            ? [{ kind: 'note' as const, text: `There is no page ${args.page}: the last is ${pages}.` }]
            : []),
          ...(args.page === 1 ? figureNotes(figures) : []),
        ],
    citations,
    followUps: [
      ...(!small && args.page < pages
        ? [{ label: `Page ${args.page + 1} of ${pages}`, words: `${args.line} page:${args.page + 1}` }]
        : []),
      ...rows.slice(0, 1).map((row) => ({ label: `Open ${row.reference}`, words: `lookup ${row.reference}` })),
      ...(subject.meaning?.placeId
        ? [
            { label: 'Policy here', words: `policy "${placeLabel(subject.meaning)}"` },
            { label: 'Releases here', words: `releases in:"${placeLabel(subject.meaning)}"` },
            watchThis(placeLabel(subject.meaning)),
          ]
        : []),
    ],
    words: args.page > 1 ? `${args.line} page:${args.page}` : args.line,
  };
}

async function overview(
  context: Context,
  subject: Subject,
  filter: DetainerFilter,
  counts: { outcome_group: string; n: number }[],
  total: number,
): Promise<Part[]> {
  const kinds = await countDetainersByFacilityKind(context.db, filter);
  const busiest = await findBusiestDay(context.db, filter, Math.max(1, Math.ceil(total * BATCH_SHARE)));
  const ordered = OUTCOME_GROUPS.map((group) => ({
    group,
    n: counts.find((row) => row.outcome_group === group)?.n ?? 0,
  }));
  const governed = kinds.filter(
    (row) => row.kind === 'state prison' || row.kind === 'federal' || row.kind === 'ICE site',
  );
  const parts: Part[] = [
    {
      kind: 'table',
      title: 'By outcome group',
      columns: ['Outcome group', 'Records', 'Share'],
      rows: ordered
        .filter(({ group, n }) => n > 0 || group === 'no_outcome' || group === 'declined_recorded')
        .map(({ group, n }) => [OUTCOME_LABEL[group], String(n), percent(n, total)]),
      total: 0,
    },
  ];
  parts.push({
    kind: 'facts',
    facts: [{ label: 'Sent to', value: kinds.map(({ kind, n }) => `${facilityKindLabel(kind)}: ${n}`).join(' · ') }],
  });
  if (ordered.some(({ group, n }) => group === 'declined_recorded' && n > 0)) {
    parts.push({ kind: 'note', text: 'Declined is what ICE recorded: this is not a count of releases.' });
  }
  if (governed.length > 0 && subject.meaning?.level !== 'state') {
    parts.push({
      kind: 'note',
      text: `${governed.map(({ kind, n }) => `${n} at ${facilityKindLabel(kind).toLowerCase()}`).join(', ')}: the county's policy does not govern these.`,
    });
  }
  const uncounted = new Map((await countUncounted(context.db, filter)).map((row) => [row.why, row.n]));
  const [copies, gone] = [uncounted.get('copy') ?? 0, uncounted.get('gone') ?? 0];
  if (copies + gone > 0) {
    const said = [
      ...(copies > 0
        ? [
            `${plural(copies, 'likely copy').replace('copys', 'copies')} (same day and same identifier; the first is counted)`,
          ]
        : []),
      ...(gone > 0 ? [`${plural(gone, 'record')} that a later release does not have any more`] : []),
    ];
    parts.push({ kind: 'note', text: `Loaded but not counted: ${said.join(', ')}.` });
  }
  if (busiest && total >= 10) {
    parts.push({
      kind: 'note',
      tone: 'warning',
      text: `${busiest.n} of the ${total} carry one date, ${showDate(busiest.prepared_on)}: likely a batch entry, not a surge.`,
    });
  }
  if (subject.meaning?.kind === 'agency') {
    parts.push({
      kind: 'note',
      text: `ICE names facilities, not agencies: these are the facilities that ${subject.meaning.canonical}'s jurisdiction runs.`,
    });
  }
  return parts;
}

function item(row: DetainerWithFacility): ListItem {
  const person = [
    row.citizenship ? `citizen of ${titleCase(row.citizenship)}` : 'citizenship not recorded',
    row.birth_year ? `born ${row.birth_year}` : undefined,
  ].filter(Boolean);
  return {
    text: `${row.reference} · ${showDate(row.prepared_on)} · ${row.facility_name}${row.facility_state ? `, ${row.facility_state}` : ''}`,
    details: [`${person.join(', ')} · ${chargeSaid(row)}`, `${outcomeSaid(row)}`],
    action: { label: row.reference, words: `lookup ${row.reference}` },
  };
}

/** Charge and whether the record shows a conviction for it. */
export function chargeSaid(row: DetainerWithFacility): string {
  if (row.conviction_charge && row.conviction_on)
    return `convicted: ${row.conviction_charge} (${row.conviction_on.slice(0, 4)})`;
  if (row.conviction_charge)
    return `${row.conviction_charge}, listed by ICE as most serious conviction charge; no conviction date`;
  if (row.redacted.split(',').includes('most_serious_conviction_charge')) return 'charge redacted by ICE';
  if (row.criminality?.startsWith('2')) return 'pending charges (ICE category); the charge is not in this file';
  return 'no conviction listed, which is not the same as none';
}

/** Our label and ICE's verbatim reason. */
export function outcomeSaid(row: DetainerWithFacility): string {
  const label = OUTCOME_LABEL[row.outcome_group as OutcomeGroup] ?? row.outcome_group;
  if (row.redacted.split(',').includes('detainer_lift_reason')) return 'Lift reason redacted by ICE';
  return row.lift_reason ? `${label}; ICE's words: "${row.lift_reason}"` : label;
}

/** Citations of the publisher's files behind rows, each once, as of the import that brought them. */
export async function citeFiles(context: Context, rows: DetainerWithFacility[]): Promise<[Citation, ...Citation[]]> {
  const files = new Map(rows.map((row) => [row.file, row.import_id]));
  const cited: Citation[] = [];
  for (const [file, importId] of files) {
    const brought = await findImport(context.db, importId);
    cited.push({
      title: `Government data provided by ICE in response to a FOIA request to the Deportation Data Project, ${file}`,
      url: 'https://deportationdata.org/data/ice.html',
      asOf: brought?.published_on ?? brought?.finished_at.slice(0, 10) ?? 'not known',
    });
  }
  const [first, ...rest] = cited;
  if (first) return [first, ...rest];
  const latest = await findLatestLoaded(context.db, 'ice-detainers');
  return [
    {
      title: 'ICE detainer records, Deportation Data Project',
      url: 'https://deportationdata.org/data/ice.html',
      asOf: latest?.published_on ?? latest?.finished_at.slice(0, 10) ?? 'not loaded',
    },
  ];
}

/** No record here, and what that does not say. */
export async function nothing(context: Context, args: Args, subject: Subject): Promise<Notice> {
  const { rows, oldest, newest } = await findDetainerCoverage(context.db);
  const loaded =
    rows === 0
      ? "No detainer rows are loaded. The desk ships without ICE's file; load one with: npm run -s import -- ice-detainers <file.csv>."
      : `Loaded are ${plural(rows, 'row')} from ${showDate(oldest ?? '')} to ${showDate(newest ?? '')}. No record here is not proof that there was no detainer.`;
  const place = subject.meaning ? placeLabel(subject.meaning) : undefined;
  return {
    kind: 'notice',
    title: subject.title,
    summary: `No detainer records are loaded for ${subject.title}${filtersSaid(args)}.`,
    parts: [
      { kind: 'note', text: loaded },
      ...(subject.meaning?.level === 'federal'
        ? [{ kind: 'note' as const, text: 'A federal site: no county or state detainer policy applies to it.' }]
        : []),
    ],
    followUps: place
      ? [
          { label: 'Policy here', words: `policy "${place}"` },
          { label: 'Releases here', words: `releases in:"${place}"` },
          { label: 'What is loaded', words: 'sources' },
        ]
      : [{ label: 'What is loaded', words: 'sources' }],
    words: args.line,
  };
}

function figureNotes(figures: Figure[]): Part[] {
  if (figures.length === 0) return [];
  return [
    {
      kind: 'facts',
      title: 'Published by others, not added to our rows',
      facts: figures.slice(0, 6).map((figure) => ({
        label: `${figure.measure} (${
          [figure.period_from, figure.period_to]
            .filter(Boolean)
            .map((d) => showDate(d ?? ''))
            .join(' to ') || 'undated'
        })`,
        value: `${figure.precision === 'exact' ? '' : `${figure.precision} `}${figure.value.toLocaleString('en-US')} ${figure.unit}, ${figure.publisher}${figure.source.startsWith('seed ') ? '' : `, ${figure.source}`}${figure.caveat ? ` (${figure.caveat})` : ''}`,
      })),
    },
  ];
}

/** The button that watches the place of a card. */
export const watchThis = (place: string): Action => ({
  label: 'Watch this',
  words: `watch "${place.replace(/"/g, '')}"`,
});

/** 'Sherburne County, MN', or 'Los Angeles Police Department (CA)'. */
export function placeLabel(meaning: PlaceMeaning): string {
  if (meaning.level === 'state' && meaning.kind === 'jurisdiction') return meaning.canonical;
  return meaning.state ? `${meaning.canonical}, ${meaning.state}` : meaning.canonical;
}

const KINDS: Record<string, string> = {
  'county jail': 'County jails',
  police: 'Police lock-ups',
  'state prison': 'State prisons',
  federal: 'Federal sites',
  hospital: 'Hospitals',
  juvenile: 'Juvenile facilities',
  'ICE site': 'ICE sites',
  'not known': 'Facilities of a kind not known',
};
export const facilityKindLabel = (kind: string): string => KINDS[kind] ?? kind;

/** 33.4 % as '33.4%'. */
export const percent = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${Math.round((part / whole) * 1000) / 10}%`;
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
export const titleCase = (text: string): string =>
  text === text.toUpperCase()
    ? text.toLowerCase().replace(/(^|[\s(,.-])([a-z])/g, (_, gap: string, letter: string) => gap + letter.toUpperCase())
    : text;

/** ' (outcome declined)'. */
export function filtersSaid(args: Args): string {
  const parts = Object.entries(args.filters)
    .filter(([key]) => key !== 'in')
    .map(([key, values]) => `${key} ${values.join(' or ')}`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}
