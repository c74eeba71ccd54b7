import type { Part } from '../../answer.ts';
import { facilityKindLabel } from '../../cards/detainer-words.ts';
import type { Context } from '../../context.ts';
import {
  countDetainersByFacilityKind,
  countUncounted,
  type DetainerFilter,
  findBusiestDay,
} from '../../db/detainers.ts';
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
