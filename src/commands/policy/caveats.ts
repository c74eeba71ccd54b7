import type { Part } from '../../answer.ts';
import { inSentence } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { compareDates, formatDate, monthsSince, spanOf } from '../../rules/dates.ts';
import { type ClockChange, clockChange, detainerClocks, stateClock } from '../../rules/detainer-clock.ts';
import { type Ruling, startOf } from '../../rules/policy-at-date.ts';
import { formatDay, formatHour } from '../../rules/schedule.ts';
import type { PolicyQuestion } from './question.ts';
import { unique } from './rulings.ts';

const OLD_MONTHS = 18;

/** Both 48-hour clocks, when a time of release is given. */
export function clockParts({ release, state, period }: PolicyQuestion): Part[] {
  if (!release.given) return [];
  const { form, regulation } = detainerClocks(release.time);
  const change = clockChange(release.time, state?.place_id);
  const own = state ? stateClock(state.place_id, period.from) : undefined;
  return [
    {
      kind: 'facts',
      title: `48 hours from a would-be release at ${formatTime(release.time)}, time at the jail`,
      facts: [
        { label: "By the form's own box (I-247A)", value: formatTime(form) },
        {
          label: 'Latest time under the regulation (8 CFR 287.7(d), without weekends and federal holidays)',
          value: formatTime(regulation),
        },
        ...(own ? [{ label: "The state's own clock", value: own }] : []),
        ...(change ? [{ label: 'Change of clocks', value: describeChange(change, state?.place_id) }] : []),
      ],
    },
  ];
}

/** The desk does not know the time zone of a facility, so it says when the hour matters. */
function describeChange({ day, way, elapsed }: ClockChange, state: string | undefined): string {
  const where = state === 'AZ' ? 'on Navajo land, not elsewhere in Arizona' : 'where daylight saving time is kept';
  return `The form's time is by the wall clock. Clocks go ${way} on ${formatDate(day)} ${where}: there 48 elapsed hours end one hour ${way === 'forward' ? 'later' : 'earlier'}, ${formatTime(elapsed)}. The regulation's clock leaves that Sunday out.`;
}

const formatTime = (time: string): string => `${formatDay(time.slice(0, 10))}, ${formatHour(time.slice(11))}`;

/** Reasons why the rows are less certain: a future day, or a text read long ago or before it took effect. */
export function warningParts(
  rows: Policy[],
  { period, today, release, asked }: PolicyQuestion,
  numberOf: (row: Policy) => number,
): string[] {
  const shown = unique(rows);
  const last = period.to;
  // Of a day to come only the months up to today have passed.
  const by = last > today ? today : last;
  const old = shown.filter((row) => row.ended_on === null && monthsSince(row.as_of, by) > OLD_MONTHS);
  const early = shown.filter(
    (row) => compareDates(row.as_of, startOf(row)) < 0 && (spanOf(startOf(row))?.from ?? '') <= last,
  );
  const listed = (those: Policy[], describe: (row: Policy) => string) => those.slice(0, 4).map(describe).join('; ');
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
          `Read before it took effect, so it may differ: ${listed(early, (row) => `[${numberOf(row)}] (read as of ${formatDate(row.as_of)}, effective ${formatDate(startOf(row))})`)}.`,
        ]
      : []),
    ...(old.length > 0
      ? [
          `Read long before ${last > today ? 'today' : period.from === period.to ? 'this day' : 'this time'}, so it may have changed: ${listed(old, (row) => `[${numberOf(row)}] ${monthsSince(row.as_of, by)} months`)}.`,
        ]
      : []),
  ];
}

export const doubtParts = (rows: Policy[]): string[] =>
  unique(rows)
    .filter((row) => row.reviewed === 'doubted by second reader')
    .slice(0, 3)
    .map((row) => `A second reader doubted how ${row.instrument} is read here.`);

export function closingParts({ subject }: PolicyQuestion, rulings: Ruling<Policy>[]): string {
  const blank = rulings
    .filter((ruling) => ruling.silence && ruling.silence !== 'not addressed')
    .map((ruling) => inSentence(ruling.dimension));
  const unknown = blank.length > 0 && blank.length < rulings.length ? `Not known here: ${blank.join(', ')}. ` : '';
  const practice = subject.kind.startsWith('state') ? 'Not legal advice.' : 'Texts, not practice; not legal advice.';
  return `${unknown}${practice}`;
}
