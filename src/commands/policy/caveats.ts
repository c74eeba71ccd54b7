import type { Part } from '../../answer.ts';
import { inSentence } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { compareDates, formatDate, monthsSince, spanOf } from '../../rules/dates.ts';
import { type Ruling, startOf } from '../../rules/policy-at-date.ts';
import { clockFacts, formatTime } from './clock-facts.ts';
import type { PolicyQuestion } from './question.ts';
import { unique } from './rulings.ts';

const OLD_MONTHS = 18;

/** Both 48-hour clocks, when a time of release is given. */
export function clockParts({ release, state, period }: PolicyQuestion): Part[] {
  if (!release.given) return [];
  const title = `48 hours from a would-be release at ${formatTime(release.time)}, time at the jail`;
  return [{ kind: 'facts', title, facts: clockFacts(release.time, state?.place_id, period.from) }];
}

/** Reasons why the rows are less certain: a future day, or a text read long ago or before it took effect; `inFull` when. */
export function warningParts(
  rows: Policy[],
  { period, today, release, asked }: PolicyQuestion,
  numberOf: (row: Policy) => number,
  inFull = false,
): string[] {
  const shown = unique(rows);
  const last = period.to;
  // Of a day to come only the months up to today have passed.
  const by = last > today ? today : last;
  const old = shown.filter((row) => row.ended_on === null && monthsSince(row.as_of, by) > OLD_MONTHS);
  const early = shown.filter(
    (row) => compareDates(row.as_of, startOf(row)) < 0 && (spanOf(startOf(row))?.from ?? '') <= last,
  );
  const listed = (those: Policy[], why: (row: Policy) => string) =>
    those.map((row) => `[${numberOf(row)}]${inFull ? ` (${why(row)})` : ''}`).join(inFull ? '; ' : ' ');
  const released = release.time.slice(0, 10);
  return [
    ...(release.given && (released < period.from || released > period.to)
      ? [`The rules are those of ${formatDate(asked)}; the release is on ${formatDate(released)}.`]
      : []),
    ...(last > today
      ? [
          `${period.from > today ? 'This is a time to come' : `The days after ${formatDate(today)} are still to come`}: these are the rules as they are known now, and what they say of that time. They may change before.`,
        ]
      : []),
    ...(early.length > 0
      ? [
          `Read before it took effect, may differ: ${listed(early, (row) => `read as of ${formatDate(row.as_of)}, effective ${formatDate(startOf(row))}`)}.`,
        ]
      : []),
    ...(old.length > 0
      ? [`May have changed since: ${listed(old, (row) => `read ${monthsSince(row.as_of, by)} months before`)}.`]
      : []),
  ];
}

/** Which sources a second reader reads otherwise. */
export function doubtParts(rows: Policy[], numberOf: (row: Policy) => number): string[] {
  const doubted = unique(rows).filter((row) => row.reviewed === 'doubted by second reader');
  if (doubted.length === 0) return [];
  return [`A second reader doubted this reading: ${doubted.map((row) => `[${numberOf(row)}]`).join(' ')}.`];
}

export function closingParts({ subject }: PolicyQuestion, rulings: Ruling<Policy>[]): string {
  const blank = rulings
    .filter((ruling) => ruling.silence && ruling.silence !== 'not addressed')
    .map((ruling) => inSentence(ruling.dimension));
  const unknown = blank.length > 0 && blank.length < rulings.length ? `Not known here: ${blank.join(', ')}. ` : '';
  const practice = subject.kind.startsWith('state') ? 'Not legal advice.' : 'Texts, not practice or legal advice.';
  return `${unknown}${practice}`;
}
