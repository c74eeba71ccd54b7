import type { Part } from '../../answer.ts';
import type { Context } from '../../context.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import { formatDate } from '../../rules/dates.ts';
import { withThe } from '../../rules/with-the.ts';
import { plural } from '../../rules/wording.ts';
import type { Side } from './compare-table.ts';
import { findBatch } from './counts.ts';

/** 'Texas, Florida and Ohio'. */
export const listSides = (names: string[]): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? '');

/** Notes on what numbers side by side do not show. */
export async function comparisonNotes(
  { db }: Context,
  sides: Side[],
  days: { from?: string; to?: string },
): Promise<Part[]> {
  const notes: string[] = [];
  const empty = sides.filter(({ counts }) => counts.total === 0).map(({ subject }) => withThe(subject.title));
  if (empty.length > 0)
    notes.push(
      `No detainer records are loaded for ${listSides(empty)} in those days, which is not proof that there were none.`,
    );
  const covered = new Set(
    sides.filter(({ counts }) => counts.total > 0).map(({ counts }) => `${counts.from} ${counts.to}`),
  );
  if (covered.size > 1)
    notes.push(
      `Loaded days differ: ${sides
        .filter(({ counts }) => counts.total > 0)
        .map(({ subject, counts }) => `${subject.title} ${formatDate(counts.from)} to ${formatDate(counts.to)}`)
        .join('; ')}.`,
    );
  const extracts = sides
    .filter(({ counts }) => counts.total > 0 && counts.extract)
    .map(({ subject }) => withThe(subject.title));
  if (extracts.length > 0)
    notes.push(`Only an extract of a release is loaded for ${listSides(extracts)}: not all detainers.`);
  for (const { subject, counts } of sides) {
    const batch = await findBatch(db, { ...subject.filter, ...days }, counts.cells);
    if (batch)
      notes.push(
        `${subject.title}: ${batch.n.toLocaleString('en-US')} of the ${plural(batch.rows, 'detainer')} of ${formatDate(batch.month)} carry one date, ${formatDate(batch.day)}: this may be a batch entry.`,
      );
  }
  for (const inner of sides)
    for (const outer of sides)
      if (outer !== inner && within(inner.subject, outer.subject))
        notes.push(
          `${inner.subject.title} lies in ${withThe(outer.subject.title)}: its detainers are in both columns.`,
        );
  notes.push(
    'Numbers of detainers follow how many people are arrested and how ICE works there: they do not measure a policy. Declined is what ICE recorded, not a count of releases.',
  );
  return notes.map((text) => ({ kind: 'note', text }));
}

/** True for a place or facility that lies in a state which is compared too. */
const within = (inner: RecordsSubject, outer: RecordsSubject): boolean =>
  outer.meaning?.level === 'state' &&
  inner.meaning?.level !== 'state' &&
  (inner.meaning?.state ?? inner.facilities?.[0]?.state) === outer.meaning.placeId;
