import type { Part } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import type { Ruling } from '../../rules/policy-at-date.ts';
import { type Dimension, TERMS } from '../../rules/policy-record.ts';
import type { PolicyQuestion } from './question.ts';
import { describeDispute, describeStretches, type Stretch, sidesOf, unique } from './rulings.ts';

type Stretches = readonly [Stretch, ...Stretch[]];

/** Longer terms of a rule stand behind More. */
const WORDS_OF_TERMS = 5;

/** The rules that decide the words of the first screen: of each stretch the leading one, and both sides of a dispute. */
export const leadingRows = (stretches: readonly Stretch[]): Policy[] =>
  unique(
    stretches.flatMap(({ ruling: { value, governing, beside, contested } }) => {
      if (contested.length > 0) return [...governing.slice(0, 1), ...contested.slice(0, 1), ...beside.slice(0, 1)];
      return value ? governing.slice(0, 1) : [];
    }),
  );

/** The five questions as the first screen names them. */
export const QUESTIONS: Record<Dimension, string> = {
  hold_on_detainer: 'Hold',
  notify_release: 'Tell ICE',
  jail_access_for_ice: 'Jail access',
  share_information: 'Information',
  agreement_287g: '287(g)',
};

/**
 * A row of the first screen: the value, short terms, a dispute, and what ICE's sheets list. The sentence above gives the
 * terms of a hold and of notice, and the source how sure it is.
 */
export function ruleCell(stretches: Stretches, question: PolicyQuestion): string {
  const [{ ruling }, ...later] = stretches;
  const { agreements } = question;
  const isSigned = ruling.dimension === 'agreement_287g' && agreements !== undefined;
  if (!ruling.value && isSigned && later.length === 0) return agreements.short;
  const listed = isSigned && stretches.some((each) => each.ruling.value) ? `; ${agreements.short}` : '';
  if (!ruling.value || later.length > 0) return `${describeStretches(stretches, question)}${listed}`;
  const { others } = sidesOf(ruling);
  return `${ruling.value}${shortTerms(ruling)}${describeDispute(ruling, question, others.length > 0 ? `: ${others.join(' and ')}` : '')}${listed}`;
}

function shortTerms({ dimension, value, governing }: Ruling<Policy>): string {
  const terms = governing[0]?.[TERMS[dimension]] ?? '';
  const isSaid = dimension === 'hold_on_detainer' || dimension === 'notify_release';
  if (terms === '' || isSaid) return '';
  if (terms.split(' ').length <= WORDS_OF_TERMS) return `, ${terms}`;
  return value === 'limited' ? '' : ', with terms';
}

/** Each rule with its terms and every source, where the first screen is shorter. */
export function rulesInFull(
  byDimension: readonly Stretches[],
  question: PolicyQuestion,
  numbers: (stretches: Stretches, all: true) => string,
): Part[] {
  const facts = byDimension
    .filter((each) => each.some(({ ruling }) => ruling.value))
    .map((each) => ({
      label: DIMENSION_LABELS[each[0].ruling.dimension],
      value: `${describeStretches(each, question)} ${numbers(each, true)}`.trim(),
    }));
  const listed = question.agreements ? [{ label: "287(g) by ICE's sheets", value: question.agreements.summary }] : [];
  return facts.length > 0 ? [{ kind: 'facts', title: 'The rules in full', facts: [...facts, ...listed] }] : [];
}
