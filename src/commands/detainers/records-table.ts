import type { FullTable, Notice } from '../../answer.ts';
import { citeFiles } from '../../cards/cite-files.ts';
import { MAX_EXPORT_ROWS } from '../../cards/full-table.ts';
import { describeFilters } from '../../command-line/describe-filters.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { Context } from '../../context.ts';
import { countCells } from '../../db/detainer-cells.ts';
import { type DetainerWithFacility, findAllDetainers } from '../../db/detainers.ts';
import { spellFilters } from '../../filters/read-filters.ts';
import { OUTCOME_LABEL } from '../../rules/outcome.ts';
import { filtersOf, noRecordsAnswer, type RecordsQuestion } from './records-list.ts';

/** One column for each thing that a record's card shows. ICE's identifier of a person is left out. */
const COLUMNS: [string, (row: DetainerWithFacility) => string | number | null][] = [
  ['reference', (row) => row.reference],
  ['prepared_on', (row) => row.prepared_on],
  ['facility', (row) => row.facility_name],
  ['facility_code', (row) => row.facility_code],
  ['facility_city', (row) => row.facility_city],
  ['facility_state', (row) => row.facility_state],
  ['facility_kind', (row) => row.facility_kind],
  ['outcome_group', (row) => OUTCOME_LABEL[row.outcome_group]],
  ['lift_reason_of_ice', (row) => (isRedacted(row, 'detainer_lift_reason') ? 'redacted by ICE' : row.lift_reason)],
  ['lift_code_of_ice', (row) => row.lift_reason_code],
  ['gender', (row) => row.gender],
  ['citizenship', (row) => row.citizenship],
  ['birth_country', (row) => row.birth_country],
  ['birth_year', (row) => row.birth_year],
  [
    'conviction_charge',
    (row) => (isRedacted(row, 'most_serious_conviction_charge') ? 'redacted by ICE' : row.conviction_charge),
  ],
  ['charge_on', (row) => row.charge_on],
  ['conviction_on', (row) => row.conviction_on],
  ['sentence_years', (row) => row.sentence_years],
  ['sentence_months', (row) => row.sentence_months],
  ['sentence_days', (row) => row.sentence_days],
  ['criminality_of_ice', (row) => row.criminality],
  ['threat_level', (row) => row.threat_level],
  ['form', (row) => row.detainer_type],
  ['case_status', (row) => row.case_status],
  ['case_category', (row) => row.case_category],
  ['final_order', (row) => row.final_order],
  ['final_order_on', (row) => row.final_order_on],
  ['departed_on', (row) => row.departed_on],
  ['departure_country', (row) => row.departure_country],
  ['file', (row) => row.file],
  ['sheet', (row) => row.sheet],
  ['row_in_file', (row) => row.row_number],
];
const isRedacted = (row: DetainerWithFacility, column: string) => row.redacted.split(',').includes(column);

/** All records of a subject, newest first; a notice when there are none. */
export async function listTable(context: Context, args: Args, asked: RecordsQuestion): Promise<FullTable | Notice> {
  const { subject } = asked;
  const { filter } = filtersOf(asked);
  const cells = await countCells(context.db, filter);
  const total = cells.reduce((sum, row) => sum + row.n, 0);
  if (total === 0) return noRecordsAnswer(context, args, asked);
  const rows = await findAllDetainers(context.db, filter, { limit: MAX_EXPORT_ROWS, offset: 0 }, cells);
  return recordsTable(
    context,
    `Detainer records: ${subject.title}${describeFilters(spellFilters(args, asked.filters))}`,
    rows,
    total,
  );
}

/** Each record as a row with what its card shows: the public record without the publisher's identifier. */
export async function recordsTable(
  context: Context,
  title: string,
  rows: DetainerWithFacility[],
  total: number,
): Promise<FullTable> {
  return {
    kind: 'rows',
    title,
    columns: COLUMNS.map(([name]) => name),
    rows: rows.map((row) => COLUMNS.map(([, value]) => String(value(row) ?? ''))),
    total,
    notes: [
      'A detainer is a request. Declined is what ICE recorded: this is not a count of releases. No outcome recorded means just that.',
      'The facility is where ICE sent the detainer. An empty cell: not recorded, or not in the file.',
      'Each row is a public record as ICE released it, without an identifier of a person. Few rows of one nationality, offence and place may point at somebody: count with care.',
    ],
    citations: await citeFiles(context, rows),
  };
}
