import type { FormField, ListItem } from '../../answer.ts';
import type { Proposal } from '../../db/proposals.ts';
import type { Mark } from '../../intake/marks.ts';
import {
  CASE_FIELDS,
  type CaseField,
  LONGEST_VALUE,
  OUTCOMES,
  precisionOf,
  problemOf,
  TOTAL_FIELDS,
} from '../../rules/case-fields.ts';

type Row = Record<string, string>;

/** A proposal that waits for a review, as it is read from the database. */
export interface Waiting {
  caseId: string;
  row: Row;
  marks: Record<string, Mark[]>;
  doubts: string[];
  fields: readonly CaseField[];
  stored: Proposal;
}

export function readProposal(stored: Proposal): Waiting {
  const row = JSON.parse(stored.row) as Row;
  const marks = JSON.parse(stored.marks) as Record<string, Mark[]>;
  const whys = Object.values(marks).flatMap((found) => found.flatMap(({ why }) => why ?? []));
  return {
    caseId: stored.case_id,
    row,
    marks,
    // What a field's own words say is said there.
    doubts: (JSON.parse(stored.doubts) as string[]).filter((doubt) => !whys.some((why) => doubt.endsWith(`: ${why}`))),
    fields: row['row_kind'] === 'aggregate' ? TOTAL_FIELDS : CASE_FIELDS,
    stored,
  };
}

/** 'PR20-7QX4K-2 · declined · Sep 9 · Denver Sheriff', with the button that opens its review. */
export function itemOf({ caseId, row, doubts }: Waiting): ListItem {
  const of = (name: string) => row[name] ?? '';
  const said =
    of('row_kind') === 'aggregate'
      ? [of('offences'), of('jurisdiction')]
      : [
          of('detainer_outcome'),
          of('release_date'),
          of('releasing_agency') || of('detainer_sent_to'),
          of('citizenship'),
          of('age'),
        ];
  return {
    text: [caseId, ...said].filter(Boolean).join(' · '),
    details: doubts.length > 0 ? [`${doubts.length === 1 ? '1 doubt' : `${doubts.length} doubts`}`] : [],
    action: { label: caseId, words: `review ${caseId}` },
  };
}

/** The words that a column was read from: '“released on Sept. 9” [210-229]; guess: no year is given'. */
export const sayMarks = (marks: readonly Mark[] = []): string =>
  marks
    .map(
      ({ words, from, sure, why }) =>
        `“${words}” [${from.join('-')}]${sure === 'said' ? '' : `; ${sure}${why ? `: ${why}` : ''}`}`,
    )
    .join('; ');

/** The fields of a review, each with the words that it was read from. */
export const fieldsOf = ({ fields, row, marks }: Waiting): FormField[] =>
  fields.map(({ name, label }): FormField => {
    const value = row[name] ?? '';
    const hint = sayMarks(marks[name]);
    const common = { name, label, optional: true as const, value, ...(hint ? { hint: `From ${hint}` } : {}) };
    if (name !== 'detainer_outcome')
      return { ...common, kind: name === 'offences' ? 'text' : 'line', longest: LONGEST_VALUE };
    const choices = [...new Set([...(value ? [value] : []), ...OUTCOMES])];
    return { ...common, kind: 'menu', choices: choices.map((each) => ({ value: each, label: each })) };
  });

/** What is wrong with changed values, a sentence by column. */
export function checkChanges({ fields, row }: Waiting, changes: Row, today: string): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const [name, value] of Object.entries(changes)) {
    const field = fields.find((each) => each.name === name);
    const problem = field && value !== (row[name] ?? '') ? problemOf(field, value, today) : undefined;
    if (!field)
      problems[name] =
        `There is no field ${name.slice(0, 30)}. The fields are ${fields.map((each) => each.name).join(', ')}.`;
    else if (problem) problems[name] = problem;
  }
  return problems;
}

/** The row with checked changes. */
export function changedRow({ row }: Waiting, changes: Row): Row {
  const changed = { ...row, ...changes };
  if (row['row_kind'] === 'aggregate') return changed;
  if ((row['release_date'] ?? '') !== changed['release_date'])
    changed['release_date_precision'] = precisionOf(changed['release_date'] ?? '');
  if ((row['detainer_outcome'] ?? '') === changed['detainer_outcome']) return changed;
  const isDisputed = changed['detainer_outcome'] === 'disputed';
  return {
    ...changed,
    row_kind: isDisputed ? 'dispute' : 'case',
    ...(isDisputed ? { detainer_outcome: 'declined (as claimed) / contradicted by another party' } : {}),
  };
}
