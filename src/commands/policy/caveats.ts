import type { Part } from '../../answer.ts';
import { DIMENSION_LABELS } from '../../cards/policy-labels.ts';
import type { Policy } from '../../db/policies.ts';
import { formatDate, monthsSince, spanOf } from '../../rules/dates.ts';
import { clockChangeNote, detainerClocks, stateClock } from '../../rules/detainer-clock.ts';
import type { Ruling } from '../../rules/policy-at-date.ts';
import type { PolicyQuestion } from './question.ts';
import { truncate, unique } from './rulings.ts';

const OLD_MONTHS = 18;

export function clockParts({ release, state, on }: PolicyQuestion): Part {
  const { form, regulation } = detainerClocks(release.time);
  const day = spanOf(on)?.from ?? on;
  const change = clockChangeNote(release.time, [form, regulation].toSorted().at(-1) ?? form);
  const own = state ? stateClock(state.place_id, day) : undefined;
  return {
    kind: 'facts',
    title: `48 hours from a would-be release at ${formatTime(release.time)}${release.given ? '' : ' (an example; set release:)'}, time at the jail`,
    facts: [
      { label: "By the form's own box (I-247A)", value: formatTime(form) },
      {
        label: 'Latest time under the regulation (8 CFR 287.7(d), without weekends and federal holidays)',
        value: formatTime(regulation),
      },
      ...(own ? [{ label: "The state's own clock", value: own }] : []),
      ...(change ? [{ label: 'Change of clocks', value: change }] : []),
    ],
  };
}

function formatTime(time: string): string {
  const day = new Date(`${time.slice(0, 10)}T00:00:00Z`).toLocaleDateString('en-US', {
    weekday: 'short',
    timeZone: 'UTC',
  });
  return `${day} ${formatDate(time.slice(0, 10))} ${time.slice(11)}`;
}

export function warningParts(rows: Policy[], { on }: PolicyQuestion): string[] {
  const day = spanOf(on)?.to ?? on;
  const old = unique(rows).filter((row) => row.ended_on === null && monthsSince(row.as_of, day) > OLD_MONTHS);
  if (old.length === 0) return [];
  const said = old
    .slice(0, 4)
    .map((row) => `${row.instrument} (${formatDate(row.as_of)}, ${monthsSince(row.as_of, day)} months before)`);
  return [
    `Last read more than ${OLD_MONTHS} months before the date asked about: ${said.join('; ')}. It may have changed since.`,
  ];
}

export function doubtParts(rows: Policy[]): string[] {
  return unique(rows)
    .filter((row) => row.reviewed === 'doubted by second reader' || /\bdoubt \(/.test(row.notes))
    .slice(0, 3)
    .map(
      (row) =>
        `Doubt noted on ${row.instrument}: ${truncate(/doubt \([^)]*\):[^|]*/.exec(row.notes)?.[0] ?? row.notes, 220)}`,
    );
}

export function closingParts({ subject }: PolicyQuestion, rulings: Ruling<Policy>[]): string {
  const blank = rulings
    .filter((ruling) => ruling.silence && ruling.silence !== 'not addressed')
    .map((ruling) => DIMENSION_LABELS[ruling.dimension].toLowerCase());
  const unknown = blank.length > 0 ? `Not known here: ${blank.join(', ')}. ` : '';
  const practice = subject === 'state' ? '' : 'What an agency does in practice is not in these texts. ';
  return `${unknown}${practice}A detainer is a request (8 CFR 287.7(a)). "In force" means when last read. Not legal advice.`;
}
