import type { Part } from '../answer.ts';
import type { Context } from '../context.ts';
import { type Cell, sumCells } from '../db/detainer-cells.ts';
import { countUncounted, type DetainerFilter, findBusiestDay } from '../db/detainers.ts';
import type { Facility } from '../db/facilities.ts';
import type { Figure } from '../db/figures.ts';
import { showDate } from '../rules/dates.ts';
import { OUTCOME_GROUPS, OUTCOME_LABEL } from '../rules/outcome.ts';
import type { PlaceMeaning } from '../rules/place-choice.ts';
import { facilityKindLabel, percent, plural } from './said.ts';

/** What a list of records is about: a place or agency, or facilities. */
export interface Subject {
  title: string;
  meaning?: PlaceMeaning;
  /** Other places that are counted with it: a city's counties. */
  also?: PlaceMeaning[];
  facilities?: Facility[];
  filter: DetainerFilter;
}

/** So many rows of one date are a batch entry. */
const BATCH_SHARE = 0.25;

export async function overview(
  context: Context,
  subject: Subject,
  filter: DetainerFilter,
  cells: readonly Cell[],
  total: number,
): Promise<Part[]> {
  const kinds = sumCells(cells, 'facility_kind').map(({ key, n }) => ({ kind: key, n }));
  const counts = sumCells(cells, 'outcome_group');
  const busiest = await findBatchDay(context, filter, cells, Math.max(1, Math.ceil(total * BATCH_SHARE)));
  const ordered = OUTCOME_GROUPS.map((group) => ({
    group,
    n: counts.find((row) => row.key === group)?.n ?? 0,
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

/** The first day that most rows carry, where at least so many do; a day has no more rows than its month. */
async function findBatchDay({ db }: Context, filter: DetainerFilter, cells: readonly Cell[], atLeast: number) {
  const months = sumCells(cells, 'month').filter(({ n }) => n >= atLeast);
  const days = [];
  for (const { key } of months) days.push(await findBusiestDay(db, filter, key));
  const [busiest] = days
    .filter((day) => day !== undefined)
    .sort((a, b) => b.n - a.n || (a.prepared_on < b.prepared_on ? -1 : 1));
  return busiest && busiest.n >= atLeast ? busiest : undefined;
}

export function figureNotes(figures: Figure[]): Part[] {
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
