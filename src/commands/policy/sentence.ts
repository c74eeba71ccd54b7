import type { Policy } from '../../db/policies.ts';
import { formatDate } from '../../rules/dates.ts';
import type { Ruling } from '../../rules/policy-at-date.ts';
import { TERMS } from '../../rules/policy-record.ts';
import type { PolicyQuestion } from './question.ts';
import { describeDoubts, isUnsure, type Stretch } from './rulings.ts';

/** Who is bound: 'the jail of Cook County, IL', and 'it' or 'they' from then on. */
export interface Bound {
  name: string;
  pronoun: 'it' | 'they';
}

type Stretches = readonly [Stretch, ...Stretch[]];

/** The period asked about, by which a dispute is told. */
type Asked = Pick<PolicyQuestion, 'period'>;

/** Terms that a sentence gives in full: of both duties together, and always. */
const MOST_WORDS = 16;
const SHORT = 4;

const ACTS = {
  hold_on_detainer: {
    must: 'hold a person on an ICE detainer',
    may: 'hold a person for ICE',
    topic: 'holding a person for ICE',
  },
  notify_release: { must: 'tell ICE of a release', may: 'tell ICE of a release', topic: 'telling ICE of a release' },
};

/**
 * Whether the agency may, must or must not hold a person and tell ICE of a release, with the record's terms, as one or
 * two sentences that begin in the middle of one: 'the jail of Cook County, IL may not hold a person for ICE, except ...'.
 */
export function describeDuties(bound: Bound, hold: Stretches, notify: Stretches, asked: Asked): string {
  if (hold.length > 1 || notify.length > 1)
    return `${bound.name}: ${describeDutyOver(bound.pronoun, hold, asked)}. ${capitalised(describeDutyOver(bound.pronoun, notify, asked))}.`;
  const [holds, tells] = [hold[0].ruling, notify[0].ruling];
  if (!holds.value && !tells.value)
    return `the rules loaded do not say whether ${bound.name} may ${ACTS.hold_on_detainer.may} or must ${ACTS.notify_release.must}.`;
  if (saysTheSame(holds, tells)) return `${bound.name} ${both(holds, asked)}.`;
  if (!holds.value) return `${bound.name} ${describeDuty(tells, asked)}; ${unaddressed(holds)}.`;
  if (!tells.value) return `${bound.name} ${describeDuty(holds, asked)}; ${unaddressed(tells)}.`;
  const length = wordsOf(termsOf(holds)) + wordsOf(termsOf(tells));
  return `${bound.name} ${describeDuty(holds, asked)}; ${bound.pronoun} ${describeDuty(tells, asked, length > MOST_WORDS)}.`;
}

/**
 * 'may not hold a person for ICE, except with a judicial warrant'; for a ruling on holds or notice with a value. `short`
 * only says that there are terms, which stand behind More.
 */
export function describeDuty(ruling: Ruling<Policy>, asked: Asked, short = false): string {
  const act = actOf(ruling);
  const words =
    ruling.value === 'required'
      ? `must ${act.must}`
      : `${ruling.value === 'prohibited' ? 'may not' : 'may'} ${act.may}`;
  if (!short || wordsOf(termsOf(ruling)) <= SHORT) return withTerms(words, ruling, asked);
  return `${words}${ruling.value === 'limited' ? ' only within limits' : ', with terms'}${describeDoubts(ruling, asked)}`;
}

const wordsOf = (text: string): number => (text === '' ? 0 : text.split(' ').length);

const actOf = ({ dimension }: Ruling<Policy>) =>
  dimension === 'notify_release' ? ACTS.notify_release : ACTS.hold_on_detainer;

const termsOf = (ruling: Ruling<Policy>): string => ruling.governing[0]?.[TERMS[ruling.dimension]] ?? '';

const saysTheSame = (a: Ruling<Policy>, b: Ruling<Policy>): boolean =>
  a.value === b.value &&
  termsOf(a) === termsOf(b) &&
  a.contested.length === b.contested.length &&
  isUnsure(a) === isUnsure(b);

function both(ruling: Ruling<Policy>, asked: Asked): string {
  const { hold_on_detainer: hold, notify_release: notify } = ACTS;
  if (ruling.value === 'required') return withTerms(`must ${hold.must} and ${notify.must}`, ruling, asked);
  return withTerms(`${ruling.value === 'prohibited' ? 'may not' : 'may'} ${hold.may} or ${notify.may}`, ruling, asked);
}

const unaddressed = (ruling: Ruling<Policy>): string =>
  ruling.silence === 'not known'
    ? `whether there is a rule on ${actOf(ruling).topic} is not known`
    : `the rules loaded do not address ${actOf(ruling).topic}`;

/** 'until Dec 1, 2024 it may not hold a person for ICE; from then it must hold a person on an ICE detainer'. */
export function describeDutyOver(pronoun: Bound['pronoun'], stretches: Stretches, asked: Asked): string {
  return stretches
    .map(({ ruling }, at) => {
      const next = stretches[at + 1];
      const when = `${at > 0 ? 'from then ' : ''}${next ? `until ${formatDate(next.since)} ` : ''}`;
      return `${when}${ruling.value ? `${pronoun} ${describeDuty(ruling, asked)}` : unaddressed(ruling)}`;
    })
    .join('; ');
}

/** The record's terms, to follow the value; some begin a clause of their own. */
function withTerms(words: string, ruling: Ruling<Policy>, asked: Asked): string {
  const terms = termsOf(ruling);
  const doubts = describeDoubts(ruling, asked);
  if (terms === '') return `${words}${ruling.value === 'limited' ? ' only within limits' : ''}${doubts}`;
  const limited = ruling.value === 'limited' && !terms.startsWith('only') ? ' within limits' : '';
  // 'for 48 hours' reads on; 'for people with ...' says of whom.
  const comma = /^(?:except|unless|by|with|from|for (?!\d|up to\b))\b/.test(terms) ? ',' : '';
  return `${words}${limited}${comma} ${terms}${doubts}`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
