import type { Part } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { compareDates, formatDate } from '../../rules/dates.ts';
import { type Ruling, startOf } from '../../rules/policy-at-date.ts';
import type { PolicySegment } from '../../rules/policy-over-period.ts';
import { type Dimension, TERMS } from '../../rules/policy-record.ts';
import type { PolicyQuestion } from './question.ts';

/** What governs one dimension for a part of the period, from `since` on. */
export interface Stretch {
  since: string;
  ruling: Ruling<Policy>;
}

/** A dimension over the period: neighbouring segments with one value, leading row and dispute are one stretch. */
export function stretchesOf(segments: readonly PolicySegment<Policy>[], dimension: Dimension): [Stretch, ...Stretch[]] {
  const stretches = segments.flatMap(({ since, rulings }) => {
    const ruling = rulings.find((each) => each.dimension === dimension);
    return ruling ? [{ since, ruling }] : [];
  });
  const key = ({ ruling }: Stretch) =>
    JSON.stringify([
      ruling.value,
      ruling.silence,
      ruling.governing[0]?.policy_id,
      ruling.contested.map((row) => row.policy_id),
    ]);
  const [first, ...rest] = stretches.filter((each, at) => {
    const before = stretches[at - 1];
    return before === undefined || key(before) !== key(each);
  });
  if (!first) throw new Error('a period without a segment');
  return [first, ...rest];
}

/** 'prohibited, except with a judicial warrant, until Dec 1, 2024; from then required'. */
export function describeStretches(stretches: readonly Stretch[], question: PolicyQuestion): string {
  return stretches
    .map(({ ruling }, at) => {
      const value = describeValue(ruling, question);
      const next = stretches[at + 1];
      const until = next ? `${value.includes(',') ? ',' : ''} until ${formatDate(next.since)}` : '';
      return `${at > 0 ? 'from then ' : ''}${value}${until}`;
    })
    .join('; ');
}

/** The value with its conditions and exceptions, or why there is none; 'in dispute' where the record says so. */
function describeValue(ruling: Ruling<Policy>, question: PolicyQuestion): string {
  const value = ruling.value ? `${ruling.value}${termsOf(ruling)}` : describeSilence(ruling, question);
  const sides = ruling.value ? otherSides(ruling) : '';
  return `${value}${describeDoubts(ruling, question, sides)}`;
}

/** ': another rule says limited': what the rules beside the leading one say, where the line is in dispute. */
function otherSides(ruling: Ruling<Policy>): string {
  const { values, others } = sidesOf(ruling);
  if (others.length === 0) return '';
  return `: ${values.length === 1 ? 'another rule says' : 'other rules say'} ${others.join(' and ')}`;
}

/** What the rules beside the leading one say where the line is in dispute, and those of it that differ. */
export function sidesOf({ dimension, value, contested, beside }: Ruling<Policy>) {
  const values = beside.map((row) => row[dimension]).filter((each) => each !== '' && each !== 'not addressed');
  const others = contested.length === 0 ? [] : [...new Set(values)].filter((each) => each !== value);
  return { values, others };
}

/** ' (low confidence)' where every row that governs is marked so, and ' (in dispute)'; or nothing. */
export function describeDoubts(ruling: Ruling<Policy>, question: Pick<PolicyQuestion, 'period'>, sides = ''): string {
  return `${isUnsure(ruling) ? ' (low confidence)' : ''}${describeDispute(ruling, question, sides)}`;
}

/** True where no row that governs was read with more than low confidence. */
export const isUnsure = ({ governing }: Ruling<Policy>): boolean =>
  governing.length > 0 && governing.every((row) => row.confidence === 'low');

/**
 * ' (in dispute)', or nothing. The record gives no day on which a dispute began, only the day on which it was read: before
 * that day the dispute is told as of then.
 */
export function describeDispute(
  { contested }: Ruling<Policy>,
  { period }: Pick<PolicyQuestion, 'period'>,
  sides = '',
): string {
  if (contested.length === 0) return '';
  const read = readOn(contested);
  if (compareDates(period.to, read) >= 0) return ` (in dispute${sides})`;
  return ` (in dispute as of ${formatDate(read)}, start not known${sides})`;
}

/** The earliest day on which one of the disputes was read. */
const readOn = (rows: readonly Policy[]): string => rows.map((row) => row.as_of).toSorted()[0] ?? '';

function termsOf(ruling: Ruling<Policy>): string {
  const [lead] = ruling.governing;
  const terms = lead?.[TERMS[ruling.dimension]] ?? '';
  return terms === '' ? '' : `, ${terms}`;
}

/** What ICE's sheets say of agreements, if no rule does. */
function describeSilence(ruling: Ruling<Policy>, { agreements }: PolicyQuestion): string {
  if (ruling.dimension === 'agreement_287g' && agreements) return agreements.summary;
  if (ruling.silence === 'not addressed') return 'not addressed';
  return ruling.silence === 'not known' ? 'not known' : 'nothing loaded';
}

function describeRowSource(row: Policy, { today }: PolicyQuestion): string {
  const kind = /court ruling|opinion|agreement|consent|directive|executive/.test(row.kind) ? ` (${row.kind})` : '';
  const since = `${(row.effective_on ?? row.enacted_on) ? `since ${formatDate(startOf(row))}` : 'start not known'}${row.ended_on && compareDates(row.ended_on, today) <= 0 ? `, until ${formatDate(row.ended_on)}` : ''}`;
  return `${placeNameOf(row)}: ${row.instrument}${kind}${bindsOnly(row)}, ${since}; read as of ${formatDate(row.as_of)}, confidence ${row.confidence}`;
}

/** ', binds sheriff', unless the row binds all agencies of its place. */
export const bindsOnly = ({ agencies }: Pick<Policy, 'agencies'>): string =>
  agencies === 'all agencies' ? '' : `, binds ${agencies.replace(/; /g, ' and ')}`;

export const placeNameOf = (row: Policy) => (row.level === 'state' ? 'State' : row.name);

const WHY: Record<NonNullable<Ruling<Policy>['conflict']>, string> = {
  'state law governs': 'the state rule governs; the local text stands beside it',
  'local rule is stricter': 'the local rule is stricter inside the limits of state law',
  'state allows it':
    'the state allows what the local rule limits; whether the state bars the local rule is not decided here',
  'same level': 'two rules of one level disagree: both are shown',
};

/** Rules that say otherwise, and who disputes what, for each dimension. */
export function findConflicts(stretches: readonly Stretch[], question: PolicyQuestion): Part[] {
  const facts = stretches.flatMap(({ ruling }) => {
    const label = DIMENSION_LABELS[ruling.dimension];
    const rows = unique([...ruling.governing, ...ruling.beside]);
    return [
      ...(rows.length > 1 && ruling.beside.length > 0
        ? [
            {
              label: `${label}, ${ruling.conflict ? WHY[ruling.conflict] : 'in dispute: both are shown'}`,
              value: rows
                .map((row) => `${row[ruling.dimension]}, says ${describeRowSource(row, question)}`)
                .join(' | '),
            },
          ]
        : []),
      ...[...new Set(ruling.contested.map((row) => row.contested_note))].map((note) => ({
        label: `${label}, in dispute`,
        value: note,
      })),
    ];
  });
  const once = [...new Map(facts.map((fact) => [`${fact.label}|${fact.value}`, fact])).values()];
  return once.length > 0 ? [{ kind: 'facts', title: 'Side by side', facts: once }] : [];
}

export const unique = (rows: Policy[]): Policy[] => [...new Map(rows.map((row) => [row.policy_id, row])).values()];
