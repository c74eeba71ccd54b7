import type { Part } from '../../answer.ts';
import { facilityKindLabel } from '../../cards/detainer-words.ts';
import type { Context } from '../../context.ts';
import { type Cell, sumCells } from '../../db/detainer-cells.ts';
import { countUncounted, type DetainerFilter, findBusiestDay } from '../../db/detainers.ts';
import type { RecordsSubject } from '../../places/find-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { OUTCOME_GROUPS, OUTCOME_LABEL } from '../../rules/outcome.ts';
import { percent, plural } from '../../rules/wording.ts';

/** So many rows of one date are a batch entry. */
const BATCH_SHARE = 0.25;

export async function recordsOverview(
  context: Context,
  subject: RecordsSubject,
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
            `${plural(copies, 'likely copy').replace('copys', 'copies')} (same identifier, at most a day apart; the first is counted)`,
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
      text: `${busiest.n} of the ${total} carry one date, ${formatDate(busiest.prepared_on)}: likely a batch entry, not a surge.`,
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

/** The first of the days with the most rows, where it has at least `atLeast`; a day has no more rows than its month. */
async function findBatchDay({ db }: Context, filter: DetainerFilter, cells: readonly Cell[], atLeast: number) {
  const months = sumCells(cells, 'month').filter(({ n }) => n >= atLeast);
  const days = [];
  for (const { key } of months) days.push(await findBusiestDay(db, filter, key));
  const [busiest] = days
    .filter((day) => day !== undefined)
    .sort((a, b) => b.n - a.n || (a.prepared_on < b.prepared_on ? -1 : 1));
  return busiest && busiest.n >= atLeast ? busiest : undefined;
}
