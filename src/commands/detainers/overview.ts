import type { Part } from '../../answer.ts';
import { kindsOf } from '../../cards/count-sentence.ts';
import { facilityKindLabel } from '../../cards/detainer-words.ts';
import { outcomeTable } from '../../cards/outcome-table.ts';
import type { Context } from '../../context.ts';
import { type Cell, sumCells } from '../../db/detainer-cells.ts';
import { countUncounted, type DetainerFilter, findBusiestDay } from '../../db/detainers.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { isLocalKind } from '../../rules/facility.ts';
import { plural } from '../../rules/wording.ts';

/** This many rows on one date are a batch entry. */
const BATCH_SHARE = 0.25;

export async function recordsOverview(
  context: Context,
  subject: RecordsSubject,
  filter: DetainerFilter,
  { cells, all, total }: { cells: readonly Cell[]; all: readonly Cell[]; total: number },
): Promise<Part[]> {
  const busiest = await findBatchDay(context, filter, cells, Math.max(1, Math.ceil(total * BATCH_SHARE)));
  const kinds = kindsOf(cells);
  const governed = kinds.filter(({ kind }) => !isLocalKind(kind));
  const { columns, rows } = outcomeTable(all, filter.outcomes);
  const parts: Part[] = [{ kind: 'table', title: 'By outcome', columns, rows, total: 0, detail: true }];
  if (cells.some((cell) => cell.outcome_group === 'declined_recorded')) {
    parts.push({ kind: 'note', text: 'Declined is what ICE recorded, not a count of releases.' });
  }
  if (governed.length > 0 && subject.meaning?.level !== 'state') {
    parts.push({
      kind: 'note',
      text: `${governed.map(({ kind, n }) => `${n.toLocaleString('en-US')} at ${facilityKindLabel(kind).replace(/^(?!ICE)./, (letter) => letter.toLowerCase())}`).join(', ')}: the county's policy does not govern these.`,
    });
  }
  const uncounted = new Map((await countUncounted(context.db, filter)).map((row) => [row.why, row.n]));
  const [copies, gone] = [uncounted.get('copy') ?? 0, uncounted.get('gone') ?? 0];
  if (copies + gone > 0) {
    const uncounted = [
      ...(copies > 0
        ? [
            `${plural(copies, 'likely copy').replace('copys', 'copies')} (rows that the publisher marks, or of one identifier at most a day apart where it marks none; the first is counted)`,
          ]
        : []),
      ...(gone > 0 ? [`${plural(gone, 'record')} that a later release does not have any more`] : []),
    ];
    parts.push({ kind: 'note', text: `Loaded but not counted: ${uncounted.join(', ')}.` });
  }
  if (busiest && busiest.n >= 10) {
    parts.push({
      kind: 'note',
      tone: 'warning',
      text: `${busiest.n.toLocaleString('en-US')} of the ${total.toLocaleString('en-US')} carry one date, ${formatDate(busiest.prepared_on)}: this may be a batch entry, not a surge.`,
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

/** The first of the days with the most rows, if it has at least `atLeast`. Months with fewer rows are not searched. */
async function findBatchDay({ db }: Context, filter: DetainerFilter, cells: readonly Cell[], atLeast: number) {
  const months = sumCells(cells, 'month').filter(({ n }) => n >= atLeast);
  const days = [];
  for (const { key } of months) days.push(await findBusiestDay(db, filter, key));
  const [busiest] = days
    .filter((day) => day !== undefined)
    .sort((a, b) => b.n - a.n || (a.prepared_on < b.prepared_on ? -1 : 1));
  return busiest && busiest.n >= atLeast ? busiest : undefined;
}
