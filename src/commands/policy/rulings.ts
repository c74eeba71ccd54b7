import type { Part } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { compareDates, formatDate } from '../../rules/dates.ts';
import { type Dimension, type Ruling, startOf } from '../../rules/policy-at-date.ts';
import type { PolicyQuestion } from './question.ts';

export const describeRuling = (ruling: Ruling<Policy> | undefined): string => ruling?.value ?? silence(ruling);

function silence(ruling: Ruling<Policy> | undefined): string {
  if (ruling?.silence === 'not addressed') return 'not addressed by the texts loaded';
  return ruling?.silence === 'not known' ? 'not known' : 'nothing loaded';
}

/** The sheets speak where no rule does. */
export const describeAgreement = (ruling: Ruling<Policy> | undefined, { agreements }: PolicyQuestion): string =>
  ruling?.value ?? agreements?.summary ?? silence(ruling);

export function describeValue(ruling: Ruling<Policy>, question: PolicyQuestion): string {
  if (!ruling.value && ruling.dimension === 'agreement_287g') return describeAgreement(ruling, question);
  if (!ruling.value) return silence(ruling);
  const [lead] = ruling.governing;
  const exceptions = lead && ruling.value !== 'permitted' && speaksOf(ruling.dimension) ? lead.exceptions : '';
  const both = ruling.conflict === 'contested' ? ' (contested: see below)' : '';
  return `${ruling.value}${both}${exceptions ? `. Text: ${truncate(exceptions, 160)}` : ''}`;
}

// Exceptions of a row are written for holds and notice; repeating them in every line would drown the answer.
const speaksOf = (dimension: Dimension) => dimension === 'hold_on_detainer' || dimension === 'notify_release';

export function describeSource(ruling: Ruling<Policy>, question: PolicyQuestion): string {
  if (!ruling.value)
    return ruling.dimension === 'agreement_287g'
      ? (question.agreements?.from ?? "ICE's 287(g) sheets are not loaded")
      : '–';
  const said = ruling.governing.slice(0, 2).map((row) => describeRowSource(row, question));
  return said.join(' · ') + (ruling.governing.length > 2 ? ` · and ${ruling.governing.length - 2} more` : '');
}

function describeRowSource(row: Policy, { today }: PolicyQuestion): string {
  const kind = /court ruling|opinion|agreement|consent|directive|executive/.test(row.kind) ? ` (${row.kind})` : '';
  const since = `${(row.effective_on ?? row.enacted_on) ? `since ${formatDate(startOf(row))}` : 'start not known'}${row.ended_on && compareDates(row.ended_on, today) <= 0 ? `, until ${formatDate(row.ended_on)}` : ''}`;
  return `${placeNameOf(row)}: ${row.instrument}${kind}${row.scope ? `, ${row.scope}` : ''}, ${since}; read as of ${formatDate(row.as_of)}, confidence ${row.confidence}`;
}

export const placeNameOf = (row: Policy) => (row.level === 'state' ? 'State' : row.name);

const WHY: Record<NonNullable<Ruling<Policy>['conflict']>, string> = {
  'state law governs': 'the state rule governs; the local text stands beside it',
  'local rule is stricter': 'the local rule is stricter inside the limits of state law',
  'state allows it':
    'the state allows what the local rule limits; whether the state bars the local rule is not decided here',
  contested: 'contested: both are shown',
  'same level': 'two rules of one level disagree: both are shown',
};

export function findConflicts(rulings: Ruling<Policy>[], question: PolicyQuestion): Part[] {
  const facts = rulings
    .filter((ruling) => ruling.conflict)
    .map((ruling) => ({
      label: `${DIMENSION_LABELS[ruling.dimension]}, ${ruling.conflict ? WHY[ruling.conflict] : ''}`,
      value: [...ruling.governing, ...ruling.beside]
        .map((row) => `${row[ruling.dimension]}, says ${describeRowSource(row, question)}`)
        .join(' | '),
    }));
  return facts.length > 0 ? [{ kind: 'facts', title: 'Side by side', facts }] : [];
}

export const unique = (rows: Policy[]): Policy[] => [...new Map(rows.map((row) => [row.policy_id, row])).values()];

export const truncate = (text: string, max: number) =>
  text.length > max ? `${text.slice(0, max - 1).trimEnd()}…` : text;
