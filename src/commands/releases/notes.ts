import type { ListItem } from '../../answer.ts';
import { entryLine } from '../../cards/ledger-words.ts';
import type { Window } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Release } from '../../db/releases.ts';
import { placeLabel, watchThis } from '../../places/labels.ts';
import { formatDate, spelledDates } from '../../rules/dates.ts';
import { nameKey } from '../../rules/name-key.ts';
import { type PlaceMeaning, samePlace } from '../../rules/place-choice.ts';
import { mayBeSamePerson } from '../../rules/same-person.ts';
import { hasPhrase } from '../../rules/value-words.ts';
import { plural } from '../../rules/wording.ts';

export interface FoundReleases {
  places: PlaceMeaning[];
  window: Window;
  cases: Release[];
  /** Cases whose date is less precise than the window: they may lie outside it. */
  perhaps: Release[];
  otherCases: Release[];
  totals: Release[];
  undated: Release[];
}

const idsOf = (rows: Release[]): string =>
  rows
    .slice(0, 6)
    .map((row) => row.case_id)
    .join(', ');

/** Of a city's and its county's cases: how many name an agency of the city, where the names differ. */
function ofTheCity({ places, cases }: FoundReleases): string[] {
  const city = places.find(({ level, kind }) => level === 'city' && kind === 'jurisdiction');
  const county = places.find(({ level, kind }) => level === 'county' && kind === 'jurisdiction');
  if (!city || !county || cases.length === 0 || county.canonical.startsWith(city.canonical)) return [];
  const own = cases.filter((row) => hasPhrase(row.releasing_agency, nameKey(city.canonical)));
  return [
    `${own.length === 0 ? 'None' : own.length.toLocaleString('en-US')} of these ${own.length > 1 ? 'name' : 'names'} an agency of ${city.canonical} itself; the cases of the county around it are listed with it.`,
  ];
}

/** Notes for the first screen, and with `detail` those for More. */
export function releaseNotes(found: FoundReleases): { kind: 'note'; text: string; detail?: true }[] {
  const { cases, perhaps, otherCases, undated } = found;
  const notes: string[] = ofTheCity(found);
  const details: string[] = [];
  const honored = otherCases.filter((row) => row.outcome_class === 'honored');
  const others = otherCases.filter((row) => row.outcome_class !== 'honored');
  if (perhaps.length > 0)
    notes.push(
      `${plural(perhaps.length, 'case')} may lie outside these days: the source gives only a month or a longer time (${idsOf(perhaps)}).`,
    );
  if (otherCases.length > 0)
    notes.push(
      `Left out: ${plural(otherCases.length, 'listed case')} ${describeOthers(honored.length, others.length)}.`,
    );
  if (honored.length > 0)
    details.push(
      `Left out, since the detainer was honored: ${plural(honored.length, 'listed case')} (${idsOf(honored)}; open one with lookup).`,
    );
  if (others.length > 0)
    details.push(
      `Left out, since the source does not say declined: ${plural(others.length, 'listed case')} (${idsOf(others)}; open one with lookup).`,
    );
  if (undated.length > 0)
    notes.push(
      `${plural(undated.length, 'row')} without a release date ${undated.length === 1 ? 'is' : 'are'} left out: to see ${undated.length === 1 ? 'it' : 'them'}, ask without days.`,
    );
  const twice = cases.filter((row) => cases.some((other) => mayBeSamePerson(row, other)));
  const withdrawn = cases.filter(({ ledger = [] }) => ledger.some(({ kind }) => kind === 'retraction'));
  if (withdrawn.length > 0)
    notes.push(
      `${plural(withdrawn.length, 'claim')} among these ${withdrawn.length === 1 ? 'was' : 'were'} withdrawn later (${idsOf(withdrawn)}); each is listed with who withdrew it.`,
    );
  if (twice.length > 0)
    notes.push(
      `${twice.length} of these cases may be one person told by two publications (${idsOf(twice)}). This is not asserted, and the count has each.`,
    );
  return [
    ...notes.map((text) => ({ kind: 'note' as const, text })),
    ...details.map((text) => ({ kind: 'note' as const, text, detail: true as const })),
  ];
}

function describeOthers(honored: number, others: number): string {
  if (others === 0) return 'whose detainer was honored';
  return honored === 0 ? 'not said to be declined' : 'that were honored, or not said to be declined';
}

export function describeTotal(row: Release): ListItem {
  const where = [row.jurisdiction, row.state].filter(Boolean).join(', ');
  return {
    text: `${formatDate(row.release_date || row.published)}${where ? ` · ${where}` : ''} · ${spelledDates(row.offences)}`,
    details: [
      `${row.publisher}${row.list_title ? `, ${row.list_title}` : ''}${row.disputed_or_corrected ? ` · disputed or corrected: ${spelledDates(row.disputed_or_corrected)}` : ''}`,
      ...(row.ledger ?? []).map(entryLine),
    ],
    action: { label: row.case_id, words: `lookup ${row.case_id}` },
  };
}

/** A city and its county count as one. */
const isOnePlace = ([first, ...rest]: PlaceMeaning[]): boolean =>
  first !== undefined && rest.every((other) => samePlace(first, other));

export const citePublishers = (rows: Release[]): string => [...new Set(rows.map((row) => row.publisher))].join(' and ');

export function releaseFollowUps(args: Args, places: PlaceMeaning[], page: number, pages: number) {
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
