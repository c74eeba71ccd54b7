import type { Answer, Citation, Fact, ListItem } from '../answer.ts';
import type { Release } from '../db/releases.ts';
import { formatDate, spelledDates } from '../rules/dates.ts';
import { withThe } from '../rules/with-the.ts';
import { citeEntries, entryFacts, entryLine, isContested, sayEntries } from './ledger-words.ts';

/** A count that a publisher gave, such as '1,070 released in FY2019': never a case of a person. */
export const isPublishedTotal = ({ row_kind }: Pick<Release, 'row_kind'>): boolean => row_kind === 'aggregate';

/** What a list says of each of its cases, unless all of them share it. */
const TOLD = {
  publisher: (row: Release) => `published by ${row.publisher}`,
  outcome: (row: Release) => `${codedOutcome(row)}${row.release_kind ? ` (${row.release_kind})` : ''}`,
  place: (row: Release) => [row.jurisdiction, row.state].filter(Boolean).join(', '),
};

/** The cases of a page as items, and what they share: 'In all of these: Cook County, IL.' The summary names the publishers. */
export function releaseItems(rows: Release[]): { shared: string; items: ListItem[] } {
  const [first] = rows;
  const tellers = Object.values(TOLD);
  const same = first && rows.length > 1 ? tellers.filter((tell) => rows.every((row) => tell(row) === tell(first))) : [];
  const shared = first ? same.filter((tell) => tell !== TOLD.publisher).map((tell) => tell(first)) : [];
  const apart = tellers.filter((tell) => !same.includes(tell));
  return {
    shared: shared.some(Boolean) ? `In all of these: ${shared.filter(Boolean).join('; ')}.` : '',
    items: rows.map((row) => releaseItem(row, apart)),
  };
}

/** A published case as a list item: when, who released, and what the source says about charges and the detainer. */
export function releaseItem(row: Release, tellers = Object.values(TOLD)): ListItem {
  const who = row.releasing_agency || row.detainer_sent_to;
  const told = tellers.map((tell) => tell(row)).filter(Boolean);
  const isTotal = isPublishedTotal(row);
  return {
    text: isTotal
      ? spelledDates(
          `Published total, not a case: ${row.offences || 'figure not given'} · ${who || 'agency not given'}`,
        )
      : `${formatReleaseDate(row)} · ${who || 'agency not given'} · ${describePerson(row)}`,
    details: [
      isTotal
        ? `${row.release_date === '' ? 'days not given' : formatReleaseDate(row)} · ${row.case_id}`
        : spelledDates(
            `${row.offence_status || 'charge or conviction not said'}: ${row.offences || 'not given'} · ${row.case_id}`,
          ),
      ...(told.length > 0 ? [sentenceCase(told.join('; '))] : []),
      ...disputeOf(row).map(({ label, value }) => `${label}: ${value}`),
      ...(row.ledger ?? []).map(entryLine),
    ],
    more: [
      ...(row.prior_removals ? [spelledDates(`Prior removals: ${row.prior_removals}`)] : []),
      ...(row.notes ? [spelledDates(`Note: ${row.notes}`)] : []),
      ...(row.later_event ? [`Later: ${describeLater(row)}`] : []),
    ],
    action: { label: row.case_id, words: `lookup ${row.case_id}` },
  };
}

/**
 * A whole published case: claim, reply or correction, and what the source leaves open. `alike` are cases of other
 * publications that may be the same person.
 */
export function releaseCard(row: Release, alike: readonly Release[] = []): Answer {
  const isTotal = isPublishedTotal(row);
  const charges = spelledDates(`${row.offences || 'not given'}${row.offence_status ? ` (${row.offence_status})` : ''}`);
  const facts: Fact[] = [
    ...whenAndOutcome(row),
    ...filled('How', row.release_kind),
    ...filled('Releasing agency', row.releasing_agency),
    ...filled('Detainer sent to', row.detainer_sent_to),
    ...filled('Detainer of', row.detainer_date && formatDate(row.detainer_date)),
    ...filled('ICE field office', row.field_office),
    ...filled('Place, as written', [row.jurisdiction, row.state].filter(Boolean).join(', ')),
    ...(isTotal
      ? [
          { label: 'Scope', value: 'a published total, not a case' },
          { label: 'Figure', value: charges },
        ]
      : [
          { label: 'Person', value: describePerson(row).replace(/^person, /, '') },
          { label: 'Charges', value: charges },
        ]),
    ...filled(
      'Local arrest',
      [spelledDates(row.local_arrest_date), row.local_arrest_agency].filter(Boolean).join(', '),
    ),
    ...filled('Later', describeLater(row)),
    ...filled('Prior removals', spelledDates(row.prior_removals)),
    ...filled('Note', spelledDates(row.notes)),
    ...disputeOf(row),
    ...(row.ledger ? [{ label: 'Published', value: `${formatDate(row.published)}, by ${row.publisher}` }] : []),
    ...entryFacts(row.ledger),
    ...filled('How much of the source was read', row.text_seen),
  ];
  const silent = silentOf(row);
  const [citation, ...others] = citeReleases([row]);
  return {
    kind: 'answer',
    title: `${isTotal ? 'Published total' : 'Case'} ${row.case_id}${row.jurisdiction ? `: ${row.jurisdiction}${row.state ? `, ${row.state}` : ''}` : ''}`,
    summary: `${row.release_date === '' ? (isTotal ? 'Days not given' : 'Date of release not given') : formatReleaseDate(row)}: published by ${row.publisher}; ${isTotal ? `${charges}; ` : ''}${codedOutcome(row)}${disputeOf(row).map(({ label }) => `; ${label.charAt(0).toLowerCase()}${label.slice(1)}`)}${sayEntries(row.ledger)}.`,
    parts: [
      { kind: 'facts', facts },
      ...(silent.length > 0 ? [{ kind: 'note' as const, text: `The source does not give ${listOf(silent)}.` }] : []),
      ...(alike.length > 0
        ? [
            {
              kind: 'note' as const,
              text: `May be the same person as ${listOf(alike.slice(0, 5).map((other) => other.case_id))}, from another publication: citizenship, age, state and a date fit. This is not asserted, and cases are never merged.`,
            },
          ]
        : []),
      {
        kind: 'note',
        text: 'The outcome is coded for this project from what the publisher reported; its own words are not stored, so none are quoted. Charges are not convictions; no name is kept here.',
      },
    ],
    citations: [citation ?? { title: row.publisher, asOf: row.published }, ...others],
    followUps: [
      ...(row.place_id
        ? [
            {
              label: 'Releases there',
              words: `releases in:"${[row.jurisdiction.replace(/\s*\(.*/, ''), row.state].filter(Boolean).join(', ')}"`,
            },
          ]
        : []),
      { label: 'Add a response or correction', words: `dispute ${row.case_id}` },
    ],
    words: `lookup ${row.case_id}`,
  };
}

/** When, and what became of the detainer; a total has no release. */
function whenAndOutcome(row: Release): Fact[] {
  const outcome = { label: 'Outcome of the detainer, as coded here', value: outcomeWords(row) };
  const when = formatReleaseDate(row);
  if (isPublishedTotal(row)) return [{ label: 'Days', value: when }, outcome];
  return [{ label: row.outcome_class === 'honored' ? 'Left the jail' : 'Released', value: when }, outcome];
}

/** What the source leaves open. */
function silentOf(row: Release): string[] {
  const answer = row.disputed_or_corrected || isContested(row.ledger) ? [] : ["the agency's answer"];
  if (isPublishedTotal(row)) return [...(row.release_from ? [] : ['the days that it covers']), ...answer];
  return [
    ...(row.releasing_agency ? [] : ['the releasing agency']),
    ...(row.release_from ? [] : ['the day of release']),
    ...(row.detainer_date ? [] : ['the date of the detainer']),
    ...answer,
  ];
}

/** The outcome cell is our coding of a report and may hold two parties' claims: it is never put in quotation marks. */
const codedOutcome = (row: Release): string => `coded here as ${outcomeWords(row)}`;

/** 'HONORED' -> 'honored': a coder's capitals are no emphasis of the publisher. Names such as ICE keep theirs. */
const outcomeWords = (row: Release): string =>
  row.detainer_outcome.replace(/\b(?!ICE\b|DHS\b)[A-Z]{3,}\b/g, (word) => word.toLowerCase()) || 'not stated';

const describeLater = (row: Release): string =>
  [
    row.later_event_date && formatDate(row.later_event_date),
    row.later_event.replace(/^ICE administrative\b ?/, 'administrative arrest by ICE, ').replace(/, $/, ''),
  ]
    .filter(Boolean)
    .join(', ');

/** 'August 2020 (day not given)', 'Sep 9, 2020', 'date not given'; a cell with words keeps them. */
function formatReleaseDate(row: Release): string {
  const cell = row.release_date.trim();
  if (cell === '') return 'date not given';
  const dates = cell
    .split(';')
    .map((part) => formatDate(part.trim()))
    .join('; ');
  if (/^\d{4}-\d{2}$/.test(cell)) return `${dates} (day not given)`;
  return row.precision_class === 'plain' ? dates : `${dates} (${row.release_date_precision})`;
}

/** The publications behind cases, each once, with their day. */
export function citeReleases(rows: Release[]): Citation[] {
  const seen = new Map<string, Citation>();
  for (const row of rows) {
    const title = row.list_title ? `${row.publisher}: ${row.list_title}` : `${row.publisher}: release or report`;
    const url = row.address_class === 'web' ? row.address : undefined;
    const key = url ?? title;
    if (!seen.has(key))
      seen.set(key, {
        title: row.address_class === 'words' ? `${title} (${row.address})` : title,
        ...(url ? { url } : {}),
        asOf: row.published,
      });
  }
  return [...[...seen.values()].slice(0, 8), ...citeEntries(rows.flatMap(({ ledger = [] }) => ledger)).slice(0, 8)];
}

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A reply or a correction; what only the publisher's own texts disagree on is told as that, and as no dispute. */
function disputeOf({ disputed_or_corrected: text }: Pick<Release, 'disputed_or_corrected'>): Fact[] {
  const own = /^internal: (.+)$/s.exec(text)?.[1];
  return own
    ? filled("The publisher's own texts differ", spelledDates(own))
    : filled('Disputed or corrected', spelledDates(text));
}

/** 'the releasing agency, the day of release and the date of the detainer'. */
const listOf = (names: readonly string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('');

const filled = (label: string, value: string): Fact[] => (value ? [{ label, value }] : []);

function describePerson(row: Release): string {
  const sex = row.sex === 'M' ? 'man' : row.sex === 'F' ? 'woman' : 'person';
  return `${sex}${row.age ? `, ${row.age}` : ''}${row.citizenship ? `, citizen of ${withThe(row.citizenship)}` : ', citizenship not given'}`;
}
