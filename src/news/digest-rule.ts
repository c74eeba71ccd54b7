import { lineOf } from '../command-line/parse.ts';
import type { Subscription } from '../db/subscriptions.ts';
import {
  formatDay,
  formatHour,
  formatWeekdays,
  formatZone,
  nextDate,
  type Schedule,
  type Weekday,
} from '../rules/schedule.ts';
import { NEWS_KINDS, type NewsKind, type Scope } from '../rules/scope.ts';

/** What a channel gets, and when. */

export interface DigestRule extends Schedule {
  kinds: NewsKind[];
  scopes: Scope[];
  quiet: 'skip' | 'line' | 'always';
}
/** The rule of a stored subscription. */

export const ruleOf = (row: Subscription): DigestRule => ({
  at: row.at_time,
  zone: row.zone,
  days: row.days.split(',') as Weekday[],
  startsOn: row.starts_on,
  kinds: row.kinds.split(',') as NewsKind[],
  scopes: JSON.parse(row.places) as Scope[],
  quiet: row.quiet,
});
const KIND_LABELS: Record<NewsKind, string> = {
  releases: 'published releases',
  policy: 'policy',
  agreements: '287(g) agreements',
  outcomes: 'recorded outcomes',
  data: 'data releases',
};
export const describeKinds = (kinds: readonly NewsKind[]): string =>
  kinds.length === NEWS_KINDS.length ? 'all kinds of news' : kinds.map((kind) => KIND_LABELS[kind]).join(', ');
export const describePlaces = (scopes: readonly Scope[]): string =>
  scopes.length === 0 ? 'everywhere' : scopes.map((scope) => scope.label).join('; ');
const QUIET_LABELS = {
  skip: 'nothing is posted on a day without news',
  line: 'one line on a day without news',
  always: 'the whole digest on a day without news, too',
};
/** Describes the rule in plain words. */

export const describeRule = (rule: DigestRule): string =>
  `${describePlaces(rule.scopes)} · ${describeKinds(rule.kinds)} · ${formatWeekdays(rule.days)} at ${formatHour(rule.at)} ${formatZone(rule.zone)} · ${QUIET_LABELS[rule.quiet]}`;
/** 'Fri, Jul 3, 2026 8:00 AM PT'. */

export const describeNext = (rule: DigestRule, now: Date, lastDate: string | undefined): string =>
  `${formatDay(nextDate(rule, now, lastDate))}, ${formatHour(rule.at)} ${formatZone(rule.zone)}`;
const daysWord = (days: readonly Weekday[]): string =>
  days.join(',') === 'mon,tue,wed,thu,fri' ? 'mon-fri' : days.join(',');
/** The command line that makes this rule again. */

export function ruleLine(rule: DigestRule): string {
  return lineOf('digest on', [], {
    at: [rule.at],
    tz: [rule.zone],
    ...(rule.scopes.length > 0 ? { in: rule.scopes.map((scope) => scope.label) } : {}),
    ...(rule.kinds.length < NEWS_KINDS.length ? { kinds: [rule.kinds.join(',')] } : {}),
    ...(rule.days.length < 7 ? { days: [daysWord(rule.days)] } : {}),
    quiet: [rule.quiet],
  });
}
