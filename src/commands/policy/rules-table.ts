import type { FullTable } from '../../answer.ts';
import type { Policy } from '../../db/policies.ts';
import { placeLabel } from '../../places/labels.ts';
import { formatDate } from '../../rules/dates.ts';
import { policyAtDate } from '../../rules/policy-at-date.ts';
import { when } from './answer.ts';
import type { PolicyQuestion } from './question.ts';
import { subjectOn } from './subject.ts';

const COLUMNS = [
  'level',
  'name',
  'state',
  'agencies',
  'instrument',
  'kind',
  'enacted_on',
  'effective_on',
  'ended_on',
  'hold_on_detainer',
  'notify_release',
  'jail_access_for_ice',
  'share_information',
  'agreement_287g',
  'hold_terms',
  'notify_terms',
  'access_terms',
  'information_terms',
  'agreement_terms',
  'citation',
  'official_url',
  'source_url',
  'confidence',
  'as_of',
  'state_governs',
  'contested',
  'contested_note',
  'note',
] as const satisfies (keyof Policy)[];

/** The rules that are read together for a place, each with its state on the day. */
export function rulesTable(question: PolicyQuestion, rows: Policy[]): FullTable {
  const found = policyAtDate(rows, question.period.to, subjectOn(question.subject, rows, question.period.to));
  const standing = (row: Policy): string => {
    if (found.unconfirmed.includes(row)) return 'not confirmed, not law';
    if (found.notLaw.includes(row)) return 'statement or suit, not law';
    if (found.before.includes(row)) return 'before';
    if (found.after.includes(row)) return 'later';
    if (found.otherAgencies.includes(row)) return 'of another agency';
    return 'in force when last read';
  };
  return {
    kind: 'rows',
    title: `Rules on detainers: ${placeLabel(question.meaning)}, ${when(question)}`,
    columns: ['standing', ...COLUMNS],
    rows: rows.map((row) => [standing(row), ...COLUMNS.map((name) => row[name] ?? '')]),
    total: rows.length,
    notes: [
      `Standing is at ${formatDate(question.period.to)}; state rules govern local ones. "In force" means when last read (as_of). Not addressed is not the same as not known (empty). Not legal advice.`,
      ...(question.agreements ? [`287(g) by ICE's sheets: ${question.agreements.summary}.`] : []),
    ],
    citations: rows.map((row) => ({
      title: row.instrument,
      ...(row.source_url ? { url: row.source_url } : {}),
      asOf: row.as_of,
    })),
  };
}
