import type { Answer, ListItem, Notice } from '../../answer.ts';
import { citeFiles } from '../../cards/cite-files.ts';
import { countBriefly, countSentence, sumOf } from '../../cards/count-sentence.ts';
import { chargeBriefly, describeCharge, describeOutcome } from '../../cards/detainer-words.ts';
import { findElsewhere } from '../../cards/elsewhere.ts';
import { figureNotes } from '../../cards/figure-notes.ts';
import { describeFilters } from '../../command-line/describe-filters.ts';
import { lineOf, type Window } from '../../command-line/parse.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countCells } from '../../db/detainer-cells.ts';
import {
  type DetainerFilter,
  type DetainerWithFacility,
  findAllDetainers,
  findDetainerCoverage,
} from '../../db/detainers.ts';
import { findAllFiguresByPlace } from '../../db/figures.ts';
import { areOpen, countValues, describeValues } from '../../filters/counted-values.ts';
import { type ReadFilters, spellFilters } from '../../filters/read-filters.ts';
import { noneMatches, unknownWord } from '../../filters/unknown-word.ts';
import { namedPlaces, placeLabel, watchThis } from '../../places/labels.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { OUTCOME_LABEL } from '../../rules/outcome.ts';
import { SITE_WORDS } from '../../rules/site-kinds.ts';
import { withThe } from '../../rules/with-the.ts';
import { plural, titleCase } from '../../rules/wording.ts';
import { recordsOverview } from './overview.ts';

const PAGE = 5;
/** The number of records on the first screen. */
const NEWEST = 3;

/** The subject of a list of records: the place or agency, the days, and the other filters as typed. */
export interface RecordsQuestion {
  subject: RecordsSubject;
  window: Window;
  filters: ReadFilters;
}

/** The filter with every condition, and the one without the facility words and outcomes. */
export const filtersOf = ({ subject, window, filters }: RecordsQuestion) => ({
  bare: { ...subject.filter, ...window } as DetainerFilter,
  filter: { ...subject.filter, ...window, ...filters.filter } as DetainerFilter,
});

/** Counts by kind of facility and by outcome, with the share that has no outcome; then the newest rows. */
export async function detainerList(context: Context, args: Args, asked: RecordsQuestion): Promise<Answer | Notice> {
  const { subject, filters } = asked;
  const { filter } = filtersOf(asked);
  const { outcomes, ...anyOutcome } = filter;
  const all = await countCells(context.db, anyOutcome);
  const cells = outcomes ? all.filter((cell) => outcomes.includes(cell.outcome_group)) : all;
  const total = sumOf(cells);
  const elsewhere = await findElsewhere(context, subject, filter, cells, (place) => lineAt(args, place));
  if (total === 0 && elsewhere && elsewhere.total > 0)
    return {
      kind: 'notice',
      title: subject.title,
      summary: `No loaded detainer was sent to a facility that ${withThe(subject.title)} itself runs${describeFilters(spellFilters(args, filters))}.`,
      parts: [{ kind: 'note', text: elsewhere.note }],
      followUps: elsewhere.choices,
      words: args.line,
    };
  if (total === 0) return noRecordsAnswer(context, args, asked);
  const page = { limit: PAGE, offset: (args.page - 1) * PAGE };
  const rows = await findAllDetainers(context.db, filter, page, cells);
  const pages = Math.ceil(total / PAGE);
  const citations = await citeFiles(context, rows);
  const filterWords = describeFilters(spellFilters(args, filters));
  const open = filters.words.filter(areOpen).map(({ kind }) => kind);
  const figures = subject.meaning?.placeId ? await findAllFiguresByPlace(context.db, subject.meaning.placeId) : [];
  const counted = { noun: 'detainer record', cells, all, outcomes, filterWords: ` for ${subject.title}${filterWords}` };
  return {
    kind: 'answer',
    title: subject.title,
    summary: countBriefly(counted),
    parts: [
      ...(elsewhere ? [{ kind: 'note' as const, text: elsewhere.note }] : []),
      ...describeValues(filters.words, await countValues(context, filter, open)),
      ...(args.page === 1
        ? [
            { kind: 'note' as const, text: countSentence(counted), detail: true as const },
            ...(await recordsOverview(context, subject, filter, { cells, all, total })),
          ]
        : []),
      {
        kind: 'list',
        title: args.page === 1 ? 'Newest first' : `Newest first, page ${args.page} of ${pages}`,
        items: rows.map((row) => item(row, subject.meaning?.state)),
        total,
        start: (args.page - 1) * PAGE + 1,
        first: NEWEST,
      },
      ...(rows.length === 0
        ? [{ kind: 'note' as const, text: `There is no page ${args.page}: the last is ${pages}.` }]
        : []),
      ...(args.page === 1 ? figureNotes(figures) : []),
    ],
    citations,
    followUps: [
      ...(args.page < pages
        ? [{ label: `Page ${args.page + 1} of ${pages}`, words: `${args.line} page:${args.page + 1}` }]
        : []),
      ...rows.slice(0, 1).map((row) => ({ label: `Open ${row.reference}`, words: `lookup ${row.reference}` })),
      ...(elsewhere?.choices ?? []),
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

/** The same command line for another place. */
function lineAt({ filters }: Args, place: string): string {
  const { in: _, ...others } = filters;
  return lineOf('lookup', [place], others);
}

/** A record in two lines; a state that the whole list is about is not repeated. */
function item(row: DetainerWithFacility, state: string | null | undefined): ListItem {
  const person = [
    row.citizenship ? `citizen of ${withThe(titleCase(row.citizenship))}` : 'citizenship not recorded',
    row.birth_year ? `born ${row.birth_year}` : undefined,
  ].filter(Boolean);
  return {
    text: `${row.reference} · ${formatDate(row.prepared_on)} · ${row.facility_name}${row.facility_state && row.facility_state !== state ? `, ${row.facility_state}` : ''}`,
    details: [`${person.join(', ')} · ${chargeBriefly(row)} · ${OUTCOME_LABEL[row.outcome_group]}`],
    more: [[describeCharge(row), describeOutcome(row)].join(' · ')],
    action: { label: row.reference, words: `lookup ${row.reference}` },
  };
}

/** Says that no record was found and what that does not prove; where rows are loaded, lists the values that they have. */
export async function noRecordsAnswer(context: Context, args: Args, asked: RecordsQuestion): Promise<Notice> {
  const { subject, filters } = asked;
  const { bare } = filtersOf(asked);
  const { title } = subject;
  const filterWords = describeFilters(spellFilters(args, filters));
  if (filters.unknown) return unknownWord(context, args, filters.unknown, { title, filter: bare });
  const others = sumOf(await countCells(context.db, bare));
  if (others > 0) return noneMatches(context, args, filters.words, { title, filter: bare, total: others, filterWords });
  const { rows, oldest, newest } = await findDetainerCoverage(context.db);
  const loaded = `${plural(rows, 'row')} ${rows === 1 ? 'is' : 'are'} loaded, from ${formatDate(oldest ?? '')} to ${formatDate(newest ?? '')}. No record here is not proof that there was no detainer.`;
  const place = subject.meaning ? placeLabel(subject.meaning) : undefined;
  return {
    kind: 'notice',
    title: subject.title,
    summary: `No detainer records are loaded for ${withThe(title)}${filterWords}.`,
    parts: [
      ...(rows > 0 ? [{ kind: 'note' as const, text: loaded }] : []),
      ...(subject.meaning?.site ? [{ kind: 'note' as const, text: SITE_WORDS[subject.meaning.site.kind].why }] : []),
      ...(subject.meaning?.level === 'federal' && !subject.meaning.site
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
    unloaded: namedPlaces(subject),
  };
}
