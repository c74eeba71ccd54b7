import type { Part } from '../answer.ts';
import type { Context } from '../context.ts';
import { countDetainersByFacilityKind, countUncounted, type DetainerFilter, findBusiestDay } from '../db/detainers.ts';
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
  counts: { outcome_group: string; n: number }[],
  total: number,
): Promise<Part[]> {
  const kinds = await countDetainersByFacilityKind(context.db, filter);
  const busiest = await findBusiestDay(context.db, filter, Math.max(1, Math.ceil(total * BATCH_SHARE)));
  const ordered = OUTCOME_GROUPS.map((group) => ({
    group,
    n: counts.find((row) => row.outcome_group === group)?.n ?? 0,
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
