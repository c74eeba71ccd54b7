import type { Answer, ListItem, Notice } from '../../answer.ts';
import { citeFiles } from '../../cards/cite-files.ts';
import { describeCharge, describeOutcome } from '../../cards/detainer-words.ts';
import { figureNotes } from '../../cards/figure-notes.ts';
import { describeFilters } from '../../command-line/describe-filters.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countCells, sumCells } from '../../db/detainer-cells.ts';
import {
  type DetainerFilter,
  type DetainerWithFacility,
  findAllDetainers,
  findDetainerCoverage,
} from '../../db/detainers.ts';
import { findAllFiguresByPlace } from '../../db/figures.ts';
import type { RecordsSubject } from '../../places/find-subject.ts';
import { placeLabel, watchThis } from '../../places/labels.ts';
import { formatDate } from '../../rules/dates.ts';
import { SMALL_CELL } from '../../rules/small-cells.ts';
import { percent, plural, titleCase } from '../../rules/wording.ts';
import { recordsOverview } from './overview.ts';

const PAGE = 5;

/** True where nationality, offence and place are crossed and few rows match. */
export const isSmall = (total: number, filter: DetainerFilter): boolean =>
  total < SMALL_CELL && filter.citizenship !== undefined && filter.charge !== undefined;

export const WITHHELD_NOTE = `Fewer than ${SMALL_CELL} detainer records match: not shown, since nationality, offence and place together could point at a person.`;

/** Counts by outcome group with the share that has none, then the newest rows. */
export async function detainerList(
  context: Context,
  args: Args,
  subject: RecordsSubject,
  filters: DetainerFilter,
): Promise<Answer | Notice> {
  const filter = { ...subject.filter, ...filters };
  const cells = await countCells(context.db, filter);
  const counts = sumCells(cells, 'outcome_group');
  const total = counts.reduce((sum, row) => sum + row.n, 0);
  if (total === 0) return noRecordsAnswer(context, args, subject);
  const small = isSmall(total, filter);
  const page = { limit: PAGE, offset: (args.page - 1) * PAGE };
  const rows = small ? [] : await findAllDetainers(context.db, filter, page, cells);
  const pages = Math.ceil(total / PAGE);
  const citations = await citeFiles(context, rows);
  const declined = counts.find((row) => row.key === 'declined_recorded')?.n ?? 0;
  const none = counts.find((row) => row.key === 'no_outcome')?.n ?? 0;
  const figures = subject.meaning?.placeId ? await findAllFiguresByPlace(context.db, subject.meaning.placeId) : [];
  return {
    kind: 'answer',
    title: subject.title,
    summary: small
      ? WITHHELD_NOTE
      : `${plural(total, 'detainer record')}${describeFilters(args)}: ${declined} recorded by ICE as declined, ${none} (${percent(none, total)}) with no outcome recorded.`,
    parts: small
      ? []
      : [
          ...(args.page === 1 ? await recordsOverview(context, subject, filter, cells, total) : []),
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

function item(row: DetainerWithFacility): ListItem {
  const person = [
    row.citizenship ? `citizen of ${titleCase(row.citizenship)}` : 'citizenship not recorded',
    row.birth_year ? `born ${row.birth_year}` : undefined,
  ].filter(Boolean);
  return {
    text: `${row.reference} · ${formatDate(row.prepared_on)} · ${row.facility_name}${row.facility_state ? `, ${row.facility_state}` : ''}`,
    details: [`${person.join(', ')} · ${describeCharge(row)}`, `${describeOutcome(row)}`],
    action: { label: row.reference, words: `lookup ${row.reference}` },
  };
}

/** No record here, and what that does not say. */
export async function noRecordsAnswer(context: Context, args: Args, subject: RecordsSubject): Promise<Notice> {
  const { rows, oldest, newest } = await findDetainerCoverage(context.db);
  const loaded =
    rows === 0
      ? "No detainer rows are loaded. The desk ships without ICE's file; load one with: npm run -s import -- ice-detainers <file.csv>."
      : `Loaded are ${plural(rows, 'row')} from ${formatDate(oldest ?? '')} to ${formatDate(newest ?? '')}. No record here is not proof that there was no detainer.`;
  const place = subject.meaning ? placeLabel(subject.meaning) : undefined;
  return {
    kind: 'notice',
    title: subject.title,
    summary: `No detainer records are loaded for ${subject.title}${describeFilters(args)}.`,
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
