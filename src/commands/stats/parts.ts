import type { Notice, Part } from '../../answer.ts';
import type { Context } from '../../context.ts';
import { countUncounted } from '../../db/detainers.ts';
import type { RecordsSubject } from '../../places/find-subject.ts';
import { placeLabel } from '../../places/labels.ts';
import { formatDate } from '../../rules/dates.ts';
import type { OutcomeGroup } from '../../rules/outcome.ts';
import { joinSmallCells, roundToFives } from '../../rules/small-cells.ts';
import { percent, plural } from '../../rules/wording.ts';
import { type Counts, findBatch, groupBy, sum } from './counts.ts';
import { formatCount, type StatsQuestion } from './shapes.ts';

/** What a county does not run, and its policy does not govern. */
export const NOT_LOCAL_KINDS: Record<string, string> = {
  'state prison': 'State prisons',
  federal: 'Federal and ICE sites',
  'ICE site': 'Federal and ICE sites',
};
const LOCAL = 'County jails, police lock-ups, hospitals and juvenile facilities';
const UNKNOWN = 'Facilities of a kind not known';

/** One sentence that stands alone: how many, since when, and beside what was declined what has no outcome. */
export function describeStats({ counts, crossed, filter }: StatsQuestion, all: Counts, said: string): string {
  const days = `${formatDate(counts.from)} to ${formatDate(counts.to)}`;
  if (crossed) return crossedSummary(counts, days, said);
  const of = (group: OutcomeGroup) => sum(all.cells.filter((cell) => cell.outcome_group === group));
  const none = `${formatCount(of('no_outcome'))} (${percent(of('no_outcome'), all.total)}) with no outcome recorded`;
  if (filter.outcomes)
    return `${formatCount(counts.total)} of ${plural(all.total, 'detainer')} (${percent(counts.total, all.total)}), ${days}${said}; ${none}.`;
  const declined = of('declined_recorded');
  const booked = of('custody_transferred');
  return `${plural(all.total, 'detainer')}, ${days}${said}: ${formatCount(declined)} (${percent(declined, all.total)}) recorded by ICE as declined, ${formatCount(booked)} (${percent(booked, all.total)}) as booked into ICE detention, ${none}.`;
}

function crossedSummary(counts: Counts, days: string, said: string): string {
  if (counts.total < 5)
    return `Fewer than 5 detainers match${said}: not shown, since nationality, offence and place together could point at a person.`;
  const { shown } = joinSmallCells(groupBy(counts.cells, (cell) => cell.outcome_group));
  const group = (key: string) => {
    const found = shown.find((each) => each.key === key);
    return found ? roundToFives(found.n) : 'not shown (few)';
  };
  return `${roundToFives(counts.total)} detainers, ${days}${said}; recorded by ICE as declined: ${group('declined_recorded')}; no outcome recorded: ${group('no_outcome')}.`;
}

/** Kinds of facility apart, each with its own shares: a state prison or a federal site is not the county's. */
export function siteParts({ counts, subject, filter }: StatsQuestion): Part[] {
  const sites = groupBy(
    counts.cells,
    ({ facility_kind: kind }) => NOT_LOCAL_KINDS[kind] ?? (kind === 'not known' ? UNKNOWN : LOCAL),
  );
  const facts = [LOCAL, UNKNOWN, ...new Set(Object.values(NOT_LOCAL_KINDS))].flatMap((label) => {
    const n = sites.find((site) => site.key === label)?.n ?? 0;
    if (n === 0) return [];
    const cells = counts.cells.filter(
      ({ facility_kind: kind }) => (NOT_LOCAL_KINDS[kind] ?? (kind === 'not known' ? UNKNOWN : LOCAL)) === label,
    );
    const of = (group: OutcomeGroup) => sum(cells.filter((cell) => cell.outcome_group === group));
    const share = (group: OutcomeGroup) => `${formatCount(of(group))} (${percent(of(group), n)})`;
    return [
      {
        label,
        value: filter.outcomes
          ? formatCount(n)
          : `${formatCount(n)}; declined as ICE recorded ${share('declined_recorded')}, no outcome recorded ${share('no_outcome')}`,
      },
    ];
  });
  const apart = facts.some(({ label }) => Object.values(NOT_LOCAL_KINDS).includes(label));
  return [
    { kind: 'facts', title: 'Where the detainers were sent', facts },
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

/** What must not be read into the numbers. */
export async function statsNotes(
  { db }: Pick<Context, 'db'>,
  { subject, counts, filter, crossed }: StatsQuestion,
): Promise<Part[]> {
  const said: Part[] = [];
  const note = (text: string, tone: 'plain' | 'warning' = 'plain') => void said.push({ kind: 'note', text, tone });
  if (crossed)
    note(
      'Nationality, offence and place meet here: counts are in steps of five and small ones are joined, so that nobody is pointed at.',
    );
  const batch = crossed ? undefined : await findBatch(db, filter, counts.cells);
  if (batch)
    note(
      `${formatCount(batch.n)} of the ${formatCount(batch.rows)} of ${formatDate(batch.month)} carry one date, ${formatDate(batch.day)}: likely a batch entry, not a surge.`,
      'warning',
    );
  if (counts.extract)
    note('Only an extract of a release is loaded here: these are not all detainers of those days.', 'warning');
  if (crossed || counts.cells.some((cell) => cell.outcome_group === 'declined_recorded'))
    note(
      'Declined is what ICE recorded: this is not a count of releases. No outcome recorded may be still in custody, not acted on, or not updated.',
    );
  if (subject.meaning?.placeId && subject.meaning.kind !== 'jurisdiction')
    note(
      `ICE names facilities, not agencies: these are all facilities in ${subject.title}, not those of ${subject.meaning.canonical} alone.`,
    );
  const also = (subject.also ?? []).filter((each) => each.placeId !== undefined);
  if (also.length > 0) note(`Facilities of ${also.map(placeLabel).join(' and ')} are counted too.`);
  if (!crossed && !filter.citizenship && !filter.charge) {
    const loaded = new Map((await countUncounted(db, filter)).map(({ why, n }) => [why, n]));
    const [copies, gone] = [loaded.get('copy') ?? 0, loaded.get('gone') ?? 0];
    const uncounted = [
      ...(copies > 0
        ? [`${formatCount(copies)} likely ${copies === 1 ? 'copy' : 'copies'} (same identifier, at most a day apart)`]
        : []),
      ...(gone > 0 ? [`${plural(gone, 'record')} that a later release does not have any more`] : []),
    ];
    if (uncounted.length > 0) note(`Loaded but not counted: ${uncounted.join(', ')}.`);
  }
  return said;
}

/** A sentence instead of an empty table: no rows, and what is loaded. */
export function noRecordsNotice(subject: RecordsSubject, { loaded }: Counts, words: string, said: string): Notice {
  const place = subject.meaning ? placeLabel(subject.meaning) : undefined;
  return {
    kind: 'notice',
    title: `Detainers in ${subject.title}`,
    summary: `No detainer records are loaded for ${subject.title}${said}.`,
    parts: [
      {
        kind: 'note',
        text:
          loaded.first && loaded.last
            ? `Loaded there are rows from ${formatDate(loaded.first)} to ${formatDate(loaded.last)}. No record here is not proof that there was no detainer.`
            : "The desk ships without ICE's file, or the files loaded have no row of this state. To load one: npm run -s import -- ice-detainers <file>.",
      },
    ],
    followUps: [
      ...(place
        ? [
            { label: 'Policy here', words: `policy "${place}"` },
            { label: 'Releases here', words: `releases in:"${place}"` },
          ]
        : []),
      { label: 'What is loaded', words: 'sources' },
    ],
    words,
  };
}
