import type { Part } from '../../answer.ts';
import { inSentence } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { runsItsJails } from '../../rules/policy-agencies.ts';
import { policyOverPeriod } from '../../rules/policy-over-period.ts';
import { DIMENSIONS, type Dimension } from '../../rules/policy-record.ts';
import { listPart, otherItem } from './others.ts';
import type { PolicyQuestion } from './question.ts';
import { describeStretches, type Stretch, stretchesOf, unique } from './rulings.ts';
import { describeDuty, describeDutyOver } from './sentence.ts';

const ACTED_ON: ReadonlySet<Dimension> = new Set(['hold_on_detainer', 'notify_release']);

/**
 * The rules of a city's own agencies, when the answer is about the jail of its county or the jails that it runs. The
 * first line says where they differ from the jail's.
 */
export function ownRules(question: PolicyQuestion, rows: Policy[], describeJail: (dimension: Dimension) => string) {
  const { city, county, subject, period } = question;
  const none = { summary: '', parts: [] as Part[], rows: [] as Policy[], leading: [] as Policy[] };
  if (!city || !(county || runsItsJails(city.place_id)) || subject.kind !== 'jail') return none;
  const police = policyOverPeriod(rows, period, () => ({ ...subject, kind: 'city police' }));
  const isOwn = (row: Policy) => row.level === 'city';
  const decided = DIMENSIONS.map((dimension) => stretchesOf(police, dimension)).filter((stretches) =>
    stretches.some(({ ruling }) => ruling.governing.some(isOwn)),
  );
  const own = unique(decided.flat().flatMap(({ ruling }) => ruling.governing.filter(isOwn)));
  if (own.length === 0) return none;
  const others = decided.filter((each) => describeStretches(each, question) !== describeJail(each[0].ruling.dimension));
  return {
    summary:
      others.length === 0
        ? ` ${city.name} has its own rules to the same effect.`
        : describeOwn(city.name, others, question),
    parts: listPart(`Rules of ${city.name} for its own agencies`, own.map(otherItem)),
    rows: own,
    leading: unique(
      toldIn(others)
        .map(([{ ruling }]) => ruling.governing.find(isOwn))
        .filter((row) => row !== undefined),
    ),
  };
}

/** The rules whose words the first line gives; those that it only names stand behind More. */
const toldIn = (rules: [Stretch, ...Stretch[]][]): [Stretch, ...Stretch[]][] =>
  rules.filter(([{ ruling }]) => ACTED_ON.has(ruling.dimension));

/** ' Boston's own agencies may not tell ICE of a release.', or what else their rules are about. */
function describeOwn(city: string, rules: [Stretch, ...Stretch[]][], question: PolicyQuestion): string {
  const duties = rules.filter(([{ ruling }]) => ACTED_ON.has(ruling.dimension));
  if (duties.length > 0 && duties.every((each) => each.length === 1))
    return ` ${city}'s own agencies ${duties.map(([{ ruling }]) => describeDuty(ruling, question, true)).join(' and ')}.`;
  if (duties.length > 0)
    return ` ${city}'s own agencies: ${duties.map((each) => describeDutyOver('they', each, question)).join('. ')}.`;
  const topics = rules.map(([{ ruling }]) => inSentence(ruling.dimension));
  return ` ${city} has other rules for its own agencies: ${topics.join(', ')}.`;
}
