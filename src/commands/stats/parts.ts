import type { Part } from '../../answer.ts';
import { countBriefly, countSentence, isRecorded, kindsOf, sentTo } from '../../cards/count-sentence.ts';
import { facilityKindLabel } from '../../cards/detainer-words.ts';
import type { Context } from '../../context.ts';
import { countUncounted, namesValues } from '../../db/detainers.ts';
import type { ValueCounts } from '../../filters/counted-values.ts';
import { formatDate } from '../../rules/dates.ts';
import { isLocalKind } from '../../rules/facility.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import { joinSmallCells, roundToFives } from '../../rules/small-cells.ts';
import { percent, plural } from '../../rules/wording.ts';
import { describeConvictions } from './convictions.ts';
import { type Counts, findBatch, groupBy, sum } from './counts.ts';
import { formatCount, type StatsQuestion } from './shapes.ts';

/** One sentence that stands alone: how many, since when, what ICE recorded, and how many have no outcome. */
export function describeStats(
  { counts, all, crossed, filter, where }: StatsQuestion & { where: string },
  filterWords: string,
  briefly = true,
): string {
  const days = `${formatDate(counts.from)} to ${formatDate(counts.to)}`;
  if (crossed) return crossedSummary(counts, `${where}, ${days}`, filterWords);
  const { outcomes, reason } = filter;
  // The filter itself decides the shares by outcome.
  if (reason) return `${plural(counts.total, 'detainer')}${where}, ${days}${filterWords}: ${sentTo(counts.cells)}.`;
  const question = {
    noun: 'detainer',
    cells: counts.cells,
    all,
    outcomes,
    filterWords: `${where}, ${days}${filterWords}`,
  };
  return briefly ? countBriefly(question) : countSentence(question);
}

/** The counts in full, with the share without a conviction: behind More. */
export function statsInFull(
  asked: StatsQuestion & { where: string },
  filterWords: string,
  { criminality }: ValueCounts,
): Part[] {
  const { filter, crossed } = asked;
  const convictions =
    crossed || filter.charge || filter.criminality ? undefined : describeConvictions(criminality ?? []);
  const counted = crossed || filter.reason ? undefined : describeStats(asked, filterWords, false);
  const text = [counted, convictions].filter(Boolean).join(' ');
  return text === '' ? [] : [{ kind: 'note', text, detail: true }];
}

function crossedSummary(counts: Counts, days: string, filterWords: string): string {
  if (counts.total < 5)
    return `Fewer than 5 detainers match${filterWords}: a statistic of nationality, offence and place together is given in steps of five. The records are public: see lookup.`;
  const { shown } = joinSmallCells(groupBy(counts.cells, (cell) => cell.outcome_group));
  const group = (key: string) => {
    const found = shown.find((each) => each.key === key);
    return found ? roundToFives(found.n) : 'not shown (few)';
  };
  return `${roundToFives(counts.total)} detainers${days}${filterWords}; recorded by ICE as declined: ${group('declined_recorded')}; no outcome recorded: ${group('no_outcome')}.`;
}

/** Each kind of facility with its own shares, since a state prison or a federal site is not the county's. */
export function siteParts({ counts, all, subject, filter }: StatsQuestion): Part[] {
  const kinds = kindsOf(counts.cells);
  const facts = kinds.map(({ kind, n }) => {
    const ofKind = all.filter((cell) => cell.facility_kind === kind);
    return {
      label: facilityKindLabel(kind),
      value: filter.reason
        ? formatCount(n)
        : filter.outcomes
          ? `${formatCount(n)} of ${formatCount(sum(ofKind))}`
          : sharesOf(ofKind),
    };
  });
  const apart = kinds.some(({ kind }) => !isLocalKind(kind));
  return [
    // With only one kind, the first sentence already says it.
    ...(kinds.length > 1
      ? [{ kind: 'facts' as const, title: 'Where the detainers were sent', facts, detail: true as const }]
      : []),
    ...(apart && subject.meaning && subject.meaning.level !== 'state'
      ? [
          {
            kind: 'note' as const,
            text: 'State prisons, federal and ICE sites stand in the county; its policy does not govern them.',
          },
        ]
      : []),
  ];
}

/** '73; of 51 with a recorded outcome 5 (9.8%) declined, 22 (43.1%) booked; 22 (30.1%) without'. */
function sharesOf(cells: Counts['cells']): string {
  const of = (group: OutcomeGroup) => sum(cells.filter((cell) => cell.outcome_group === group));
  const [total, recorded] = [sum(cells), sum(cells.filter(isRecorded))];
  const share = (group: OutcomeGroup, whole: number) => `${formatCount(of(group))} (${percent(of(group), whole)})`;
  return [
    formatCount(total),
    recorded === 0
      ? 'none with a recorded outcome'
      : `of ${formatCount(recorded)} with a recorded outcome ${share('declined_recorded', recorded)} declined, ${share('custody_transferred', recorded)} booked`,
    ...(of('no_outcome') > 0 ? [`${share('no_outcome', total)} with none`] : []),
    ...(of('redacted') > 0 ? [`${share('redacted', total)} redacted`] : []),
  ].join('; ');
}

/** Notes on what the numbers do not show. */
export async function statsNotes(
  { db }: Pick<Context, 'db'>,
  { subject, counts, filter, crossed }: StatsQuestion,
): Promise<Part[]> {
  const parts: Part[] = [];
  const note = (text: string, tone: 'plain' | 'warning' = 'plain') => void parts.push({ kind: 'note', text, tone });
  if (crossed)
    note(
      'Nationality, offence and place meet here: a statistic of them is given in steps of five, small counts joined, so that no number is one person. The records themselves are public: lookup shows them.',
    );
  const batch = crossed ? undefined : await findBatch(db, filter, counts.cells);
  if (batch)
    note(
      `${formatCount(batch.n)} of the ${formatCount(batch.rows)} of ${formatDate(batch.month)} carry one date, ${formatDate(batch.day)}: this may be a batch entry, not a surge.`,
      'warning',
    );
  if (counts.extract)
    note('Only an extract of a release is loaded here: these are not all detainers of those days.', 'warning');
  const unknown = sum(counts.cells.filter((cell) => cell.outcome_group === 'other_recorded'));
  if (!crossed && unknown > 0)
    note(`${plural(unknown, 'row')} with a lift reason that the desk does not know yet: counted apart, in no group.`);
  if (crossed || counts.cells.some((cell) => cell.outcome_group === 'declined_recorded'))
    note('Declined is what ICE recorded, not a count of releases.');
  if (counts.cells.some((cell) => cell.outcome_group === 'no_outcome'))
    parts.push({
      kind: 'note',
      text: 'No outcome recorded may be still in custody, not acted on, or not updated.',
      detail: true,
    });
  if (subject.meaning?.placeId && subject.meaning.kind !== 'jurisdiction')
    note(
      `ICE names facilities, not agencies: these are the facilities that the jurisdiction of ${subject.meaning.canonical} runs.`,
    );
  if (!crossed && !namesValues(filter)) {
    const loaded = new Map((await countUncounted(db, filter)).map(({ why, n }) => [why, n]));
    const [copies, gone] = [loaded.get('copy') ?? 0, loaded.get('gone') ?? 0];
    const uncounted = [
      ...(copies > 0
        ? [
            `${formatCount(copies)} likely ${copies === 1 ? 'copy' : 'copies'} (rows that the publisher marks, or of one identifier at most a day apart where it marks none)`,
          ]
        : []),
      ...(gone > 0 ? [`${plural(gone, 'record')} that a later release does not have any more`] : []),
    ];
    if (uncounted.length > 0) note(`Loaded but not counted: ${uncounted.join(', ')}.`);
  }
  return parts;
}
