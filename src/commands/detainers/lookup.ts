import type { Answer, FullTable, Notice } from '../../answer.ts';
import { besideFigure } from '../../cards/beside-figure.ts';
import { besideRecord } from '../../cards/beside-record.ts';
import { isPublishedTotal, releaseCard } from '../../cards/release-card.ts';
import { releaseRowsTable } from '../../cards/release-rows-table.ts';
import { lineOf, windowOf } from '../../command-line/parse.ts';
import type { Args, Subcommand } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { type DetainerWithFacility, findAllDetainersByReference, findDetainerCoverage } from '../../db/detainers.ts';
import { findAllReleases, findReleaseByCaseId, type Release } from '../../db/releases.ts';
import { UserError } from '../../errors.ts';
import { readFilters } from '../../filters/read-filters.ts';
import { findSubject } from '../../places/find-subject.ts';
import { OUTCOME_WORDS } from '../../rules/outcome.ts';
import { isCaseId, referencePrefix } from '../../rules/reference.ts';
import { mayBeSamePerson } from '../../rules/same-person.ts';
import { isWholeCountry } from '../../rules/whole-country.ts';
import { detainerCard } from './card.ts';
import { detainerList, type RecordsQuestion } from './records-list.ts';
import { listTable, recordsTable } from './records-table.ts';

export const lookup: Subcommand = {
  name: 'lookup',
  summary: 'Detainer records of a reference, facility, agency, place or published case, with their status',
  usage:
    'lookup <reference | facility | agency | place | case> [since:] [until:] [outcome:] [citizenship:] [charge:] [kind:]',
  examples: ['lookup "St. Cloud prison MN"', 'lookup Minnesota since:2026-01 outcome:declined', 'lookup LA-8'],
  filters: {
    since: 'first day, for example since:2026-01 or since:FY2025',
    until: 'last day',
    outcome: OUTCOME_WORDS,
    citizenship: 'country or people, for example citizenship:Honduras or citizenship:mexican',
    charge: "a whole word of ICE's conviction charge, or a plain word: charge:assault, charge:DUI",
    criminality: "ICE's category: convicted, pending or none, for example criminality:none",
    gender: 'male or female, as ICE recorded it',
    program: 'a word of the ICE program that had the case, for example program:287g',
    kind: 'kind of facility: county jail, city jail, police, state prison, federal, ICE site, hold room',
    in: 'a place, beside the words: lookup jail in:"Minnesota"',
  },
  notes: [
    'A reference such as D-4QX7-9KTM names one record; its first letters are enough when they fit only one.',
    "The facility is where ICE sent the detainer. A state prison or a federal site is never counted as the county's.",
  ],
  effects: 'none',
  heavy: true,
  role: 'reader',
  usesDefaultPlace: true,
  exportable: true,
  table: lookupTable,
  restsOn: ['ice-detainers', 'facilities', 'figures', 'releases', 'policies', 'lists', 'agreements-287g', 'places'],
  run: runLookup,
};

async function runLookup(context: Context, args: Args): Promise<Answer | Notice> {
  const found = await findMeant(context, args);
  if (found.kind === 'notice') return found;
  if (found.kind === 'record') return detainerCard(context, found.row);
  if (found.kind === 'case') {
    const others = await findAllReleases(context.db, {});
    const card = releaseCard(
      found.row,
      others.filter((other) => mayBeSamePerson(found.row, other)),
    );
    const beside = (await besideRecord(context, found.row)) ?? (await besideFigure(context, found.row));
    return beside ? { ...card, parts: [...card.parts, beside] } : card;
  }
  return detainerList(context, args, found.asked);
}

async function lookupTable(context: Context, args: Args): Promise<FullTable | Notice> {
  const found = await findMeant(context, args);
  if (found.kind === 'notice') return found;
  if (found.kind === 'record') return recordsTable(context, `Detainer ${found.row.reference}`, [found.row], 1);
  if (found.kind === 'case')
    return releaseRowsTable(
      `${isPublishedTotal(found.row) ? 'Published total' : 'Case'} ${found.row.case_id}`,
      [found.row],
      [],
    );
  return listTable(context, args, found.asked);
}

/** The words as one record, one published case or the records of a place or agency; otherwise a question back. */
async function findMeant(
  context: Context,
  args: Args,
): Promise<
  | Notice
  | { kind: 'record'; row: DetainerWithFacility }
  | { kind: 'case'; row: Release }
  | { kind: 'list'; asked: RecordsQuestion }
> {
  const { today } = args;
  const words = args.words || args.filters['in']?.[0] || '';
  if (words === '') {
    throw new UserError(
      'Look up what? Name a reference, facility, agency, place or case, for example: lookup "St. Cloud prison MN".',
    );
  }
  const window = windowOf(args, today);
  const filters = await readFilters(context, args);

  const prefix = referencePrefix(words);
  if (prefix) {
    const found = await findAllDetainersByReference(context.db, prefix, 10);
    const [only] = found;
    if (only && found.length === 1) return { kind: 'record', row: only };
    if (only) return severalReferences(words, found);
    if (/^d-/i.test(words)) throw await noSuchReference(context, prefix);
  }
  if (isCaseId(words)) {
    const found = await findReleaseByCaseId(context.db, words);
    if (found) return { kind: 'case', row: found };
  }
  const within = args.words ? args.filters['in']?.[0] : undefined;
  if (isWholeCountry(words)) return wholeCountry(args);
  const subject = await findSubject(context, words, within, (name, key) =>
    key === 'in' ? `lookup ${args.words} in:${name}` : `lookup ${name}${filtersOf(args, key === 'alone')}`,
  );
  return 'kind' in subject ? subject : { kind: 'list', asked: { subject, window, filters } };
}

const wholeCountry = ({ line }: Args): Notice => ({
  kind: 'notice',
  title: 'United States',
  summary: 'Records are listed for a state, county, city or facility, for example "Cook County, IL".',
  parts: [],
  followUps: [
    { label: 'Counts', words: 'stats US' },
    { label: 'Published cases', words: 'releases' },
    { label: 'What is loaded', words: 'sources' },
  ],
  words: line,
  unloaded: [{ title: 'United States', words: 'US' }],
});

function filtersOf({ filters }: Args, withoutPlace: boolean): string {
  const { in: place, ...others } = filters;
  return lineOf('', [], withoutPlace || !place ? others : filters).trimEnd();
}

function severalReferences(
  words: string,
  found: { reference: string; prepared_on: string; facility_name: string }[],
): Notice {
  return {
    kind: 'notice',
    title: `${found.length === 10 ? 'Ten or more' : found.length} records begin with ${words.toUpperCase().slice(0, 11)}`,
    summary: 'Add letters of the reference, or choose.',
    parts: [
      {
        kind: 'choices',
        choices: found.map((row) => ({
          label: `${row.reference} · ${row.prepared_on} · ${row.facility_name}`.slice(0, 70),
          words: `lookup ${row.reference}`,
        })),
      },
    ],
    followUps: [],
    words: `lookup ${words}`,
  };
}

async function noSuchReference(context: Context, prefix: string): Promise<UserError> {
  const { rows } = await findDetainerCoverage(context.db);
  const loaded =
    rows === 0
      ? 'No detainer rows are loaded: see `sources`.'
      : `${rows.toLocaleString('en-US')} rows are loaded; a record of another release or an unloaded file is not among them.`;
  return new UserError(
    `No record has a reference that begins with ${prefix}. ${loaded} Example of a reference: D-4QX7-9KTM.`,
  );
}
