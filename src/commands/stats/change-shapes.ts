import type { Picture } from '../../answer.ts';
import type { Args } from '../../command-line/subcommand.ts';
import type { DetainerFilter } from '../../db/detainers.ts';
import type { RecordsSubject } from '../../places/records-subject.ts';
import type { DaySpan, Rate } from '../../rules/change.ts';
import { formatDate } from '../../rules/dates.ts';
import type { LawDay } from './law-day.ts';

/** What a change is asked of. */
export interface ChangeAsked {
  args: Args;
  /** The place, as typed. */
  words: string;
  subject: RecordsSubject;
  /** Without days. */
  filter: DetainerFilter;
  filterWords: string;
  theme: Picture['theme'] | undefined;
}

/** Two spans of days with their rates; `law` where they lie around a day. */
export interface Change extends ChangeAsked {
  before: Rate;
  after: Rate;
  /** 'the same days a year before', '2024'. */
  beforeSaid: string;
  law?: LawDay;
  line: string;
}

/** 'in Texas'. */
export const whereOf = ({ subject }: Change): string =>
  `${subject.filter.own ? 'at facilities of' : 'in'} ${subject.title === 'United States' ? 'the ' : ''}${subject.title}`;

/** The title, with both spans or the day. */
export const titleOf = (change: Change): string =>
  change.law
    ? `Detainers ${whereOf(change)}, before and after ${formatDate(change.law.day)}`
    : `Detainers ${whereOf(change)}, ${daysOf(change.after.span)} against ${daysOf(change.before.span)}`;

/** 'Jan 1 to Jun 30, 2026'. */
export function daysOf({ from, to }: DaySpan): string {
  const first = formatDate(from);
  if (from === to) return first;
  return `${from.slice(0, 4) === to.slice(0, 4) ? first.replace(/, \d{4}$/, '') : first} to ${formatDate(to)}`;
}
