import { addDays, spanOf } from './dates.ts';
import type { PolicySubject } from './policy-agencies.ts';
import { type PolicyAtDate, type PolicyRule, policyAtDate, startOf } from './policy-at-date.ts';

/** A stretch of days over which the same rows are in force. */
export interface PolicySegment<R extends PolicyRule> extends PolicyAtDate<R> {
  /** First and last day, inclusive. */
  from: string;
  to: string;
  /** `from` at the precision of the row that starts or ends there: '2024-12' where only the month is known. */
  since: string;
}

/** What governs an agency on each day of a period: a segment for each stretch in which nothing starts or ends. */
export function policyOverPeriod<R extends PolicyRule>(
  rows: R[],
  { from, to }: { from: string; to: string },
  subjectOn: (day: string) => PolicySubject,
): [PolicySegment<R>, ...PolicySegment<R>[]] {
  const changes = new Map<string, string>();
  for (const date of rows.flatMap((row) => [startOf(row), row.ended_on ?? ''])) {
    const day = spanOf(date)?.from;
    if (day !== undefined && day > from && day <= to && date.length > (changes.get(day)?.length ?? 0))
      changes.set(day, date);
  }
  const days = [...changes.keys()].sort();
  const segment = (day: string, next: string | undefined): PolicySegment<R> => ({
    from: day,
    to: next === undefined ? to : addDays(next, -1),
    since: changes.get(day) ?? day,
    ...policyAtDate(rows, day, subjectOn(day)),
  });
  return [segment(from, days[0]), ...days.map((day, at) => segment(day, days[at + 1]))];
}
