import type { Part } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { type Figure, findAllFiguresByJurisdiction, findAllFiguresByPlace } from '../../db/figures.ts';
import type { RecordsSubject } from '../../places/find-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import { countSubject, sum } from './counts.ts';

/** What a published measure counts, in our groups; undefined counts all. A measure that is not here has no count of ours. */
const MEASURES = new Map(
  Object.entries<OutcomeGroup | undefined>({
    'detainers issued': undefined,
    'recorded by ICE as declined': 'declined_recorded',
    'declined detainers recorded in the week': 'declined_recorded',
    'booked into ICE detention': 'custody_transferred',
    'no outcome recorded': 'no_outcome',
  }),
);
const WHY =
  'Ours count the rows loaded, by the day that ICE prepared the detainer, likely copies once, at every kind of facility. Another release of the data, another rule for copies or another date (the day of the outcome) gives other numbers; ICE edits old rows later.';

/** Figures that others published of the place, each beside our count over its own days. */
export async function figureParts(context: Context, subject: RecordsSubject): Promise<Part[]> {
  const placeId = subject.meaning?.placeId;
  const figures = placeId
    ? await findAllFiguresByPlace(context.db, placeId)
    : subject.meaning || subject.facilities
      ? []
      : await findAllFiguresByJurisdiction(context.db, subject.title);
  if (figures.length === 0) return [];
  const facts = [];
  for (const figure of figures.slice(0, 8)) facts.push(await beside(context, subject, figure));
  return [
    { kind: 'facts', title: 'Published by others, never added to our rows', facts },
    { kind: 'note', text: WHY },
  ];
}

async function beside(context: Context, subject: RecordsSubject, figure: Figure) {
  const days = [figure.period_from, figure.period_to].flatMap((day) => (day ? [formatDate(day)] : [])).join(' to ');
  const value = `${figure.precision === 'exact' ? '' : `${figure.precision} `}${figure.value.toLocaleString('en-US')}`;
  const caveat = figure.caveat ? `; ${figure.caveat}` : '';
  return {
    label: `${figure.measure} (${days || 'undated'})`,
    value: `${value} by ${figure.publisher}${caveat}. Here: ${await ourCount(context, subject, figure)}.`,
  };
}

async function ourCount(context: Context, subject: RecordsSubject, { measure, unit, period_from, period_to }: Figure) {
  if (!MEASURES.has(measure) || unit !== 'detainers' || !period_from || !period_to) return 'nothing to compare it with';
  const days = { from: period_from, to: period_to };
  const { cells, loaded } = await countSubject(context, subject, { ...subject.filter, ...days });
  const { first, last } = loaded;
  if (!first || !last || period_to < first || period_from > last) return 'none of those days is loaded';
  const group = MEASURES.get(measure);
  const ours = sum(group ? cells.filter((cell) => cell.outcome_group === group) : cells);
  const part =
    period_from < first || period_to > last ? ` (loaded are only ${formatDate(first)} to ${formatDate(last)})` : '';
  return `${ours.toLocaleString('en-US')}${part}`;
}
