import type { NoticePart } from '../answer.ts';
import type { Context } from '../context.ts';
import { countByColumn } from '../db/detainer-stats.ts';
import type { DetainerFilter } from '../db/detainers.ts';
import { nameKey } from '../rules/name-key.ts';
import { titleCase } from '../rules/wording.ts';
import { COLUMN_OF, type FilterWords } from './read-filters.ts';

const MOST = 12;

/**
 * Which of ICE's values a word counted, each with its number. With `crossed`, where numbers could point at a person, the
 * values are named without numbers.
 */
export async function countedValues(
  { db }: Pick<Context, 'db'>,
  filter: DetainerFilter,
  words: readonly FilterWords[],
  crossed: boolean,
): Promise<NoticePart[]> {
  const notes: NoticePart[] = [];
  for (const { kind, typed, values } of words) {
    if (
      values.length === 0 ||
      (values.length === 1 && typed.every((word) => nameKey(word) === nameKey(values[0] ?? '')))
    )
      continue;
    const said = `"${typed.join('", "')}"`;
    if (crossed) {
      notes.push({
        kind: 'note',
        text: `Counted for ${kind} ${said}: ${list(values.map((value) => titleCase(value)))}.`,
      });
      continue;
    }
    const counts = await countByColumn(db, filter, COLUMN_OF[kind]);
    const named = counts.flatMap(({ value, n }) =>
      value === null ? [] : [`${titleCase(value)} ${n.toLocaleString('en-US')}`],
    );
    if (named.length > 0) notes.push({ kind: 'note', text: `Counted for ${kind} ${said}: ${list(named)}.` });
  }
  return notes;
}

const list = (named: string[]): string =>
  named.length > MOST ? `${named.slice(0, MOST).join('; ')}; and ${named.length - MOST} others` : named.join('; ');
