import type { Answer, Citation, Notice, Post } from '../answer.ts';
import type { Db } from '../db/connect.ts';
import { findAllLatestImports } from '../db/imports.ts';
import { findNewestImportId } from '../db/newest-import.ts';
import type { NewThread } from '../db/outbox/threads.ts';
import { findAllPartialDates, findLastCovered, findLastDelivery, type Subscription } from '../db/subscriptions.ts';
import { findAllSyncChecks } from '../db/sync-checks.ts';
import { addDays, formatDate } from '../rules/dates.ts';
import { asOfDay, dayOf, formatMoment } from '../rules/moment.ts';
import {
  formatDay,
  formatHour,
  formatWeekdays,
  formatZone,
  localTime,
  missedDates,
  nextDate,
} from '../rules/schedule.ts';
import type { NewsKind } from '../rules/scope.ts';
import { newsAnswers } from './answers.ts';
import { collectNews, isQuiet, type News } from './collect-news.ts';
import { newsCounts } from './counts.ts';
import { type DigestRule, describeKinds, describePlaces, ruleOf } from './digest-rule.ts';
import { describeCheckFailures } from './source-checks.ts';

/** A channel's digest at an instant: the message in the channel, the replies in its thread, and what it covers. */
export interface Digest {
  /** Local date in the channel's zone. */
  date: string;
  quiet: boolean;
  parent: Answer | Notice;
  details: Answer[];
  footer: string;
  throughImportId: number;
}

/** The sources whose age matters to each kind of news, with a word for each. */
const AGES: [string, string, NewsKind[]][] = [
  ['ice-detainers', 'detainers', ['outcomes', 'data']],
  ['releases', 'published cases', ['releases']],
  ['agreements-287g', '287(g)', ['agreements']],
  ['policies', 'policies', ['policy']],
  ['figures', 'figures', ['data']],
];
const LATE_MINUTES = 60;

/**
 * Composes what is new for a channel since its last digest that was sent or had nothing to report. Writes nothing. Pass
 * `collect` to share collected news between many digests. Only the one that is `scheduled` can be late, and stands for
 * the digest of its day.
 */
export async function composeDigest(
  db: Db,
  row: Subscription,
  now: Date,
  { collect = collectNews, scheduled = false }: { collect?: typeof collectNews; scheduled?: boolean } = {},
): Promise<Digest> {
  const rule = ruleOf(row);
  const { date, time } = localTime(now, rule.zone);
  const covered = await findLastCovered(db, row.subscription_id);
  const through = await findNewestImportId(db);
  // A digest that was off and is on again starts over.
  const previous = covered && covered.composed_at > row.created_at ? covered : undefined;
  const span = { after: Math.max(covered?.through_import_id ?? 0, row.since_import_id), through };
  const news = await collect(db, span, { after: previous?.local_date ?? addDays(date, -1), to: date }, rule);
  const counts = newsCounts(news, date);
  const quiet = isQuiet(news);
  const details = quiet ? [] : newsAnswers(news, rule.scopes, rule.zone);
  const sinceText = formatMoment(previous?.composed_at ?? row.created_at, rule.zone, 'weekday');
  const summary = quiet ? `Nothing new since ${sinceText}.` : `New since ${sinceText}: ${counts.join(', ')}.`;
  const before = previous?.local_date ?? addDays(row.starts_on, -1);
  const partial = await findAllPartialDates(db, row.subscription_id, before);
  const banner = scheduled ? bannerOf(rule, { date, time }, previous?.local_date, partial) : undefined;
  const lastDate = scheduled ? date : (await findLastDelivery(db, row.subscription_id))?.local_date;
  const title = `Detainer digest · ${formatDay(date)} · ${shortPlaces(rule)}`;
  const citations = await ages(db, rule);
  const [first, ...rest] = citations;
  const brief = quiet && rule.quiet !== 'always';
  const content = {
    title,
    summary,
    parts: [banner, await failingChecks(db, rule), ...refusals(news, rule)]
      .filter((text) => text !== undefined)
      .map((text) => ({ kind: 'note' as const, tone: 'warning' as const, text })),
    followUps: brief ? [] : [{ label: 'Change', words: 'digest' }, ...drillDown(details)],
    words: 'digest preview',
  };
  return {
    date,
    quiet,
    parent:
      first && !brief ? { kind: 'answer', ...content, citations: [first, ...rest] } : { kind: 'notice', ...content },
    details,
    footer: `This channel: ${describePlaces(rule.scopes)} · ${describeKinds(rule.kinds)} · ${formatWeekdays(rule.days)} ${formatHour(rule.at)} ${formatZone(rule.zone)} · next ${formatDay(nextDate(rule, now, lastDate))} · to change it: /detainer digest`,
    throughImportId: through,
  };
}

/** A digest as messages to queue: the parent, and a reply for each kind of news. */
export function digestThread(
  channelId: string,
  messageId: string,
  { parent, details, footer }: Digest,
  askedBy?: string,
): NewThread {
  const asked = askedBy ? { askedBy } : {};
  const post: Post = { answer: parent, brief: true, footer, ...asked };
  const replies = details.map((answer): Post => ({ answer, ...asked }));
  return {
    parent: { messageId, channelId, post },
    replies: replies.map((reply, at) => ({ messageId: `${messageId}.${at + 1}`, channelId, post: reply })),
  };
}

/** Explains that a digest comes late, or covers more than its day. */
function bannerOf(
  rule: DigestRule,
  local: { date: string; time: string },
  lastDate: string | undefined,
  partial: string[],
): string | undefined {
  const missed = missedDates(rule, local.date, lastDate).filter((date) => !partial.includes(date));
  const late = minutes(local.time) - minutes(rule.at) > LATE_MINUTES;
  if (missed.length === 0 && partial.length === 0 && !late) return undefined;
  return [
    ...(late ? [`Late: due at ${formatHour(rule.at)}, composed at ${formatHour(local.time)}.`] : []),
    ...(missed.length > 0 ? [`No digest arrived on ${days(missed)}; this one covers them.`] : []),
    ...(partial.length > 0
      ? [`Details are missing from the thread of ${days(partial)}; this one has them again.`]
      : []),
  ].join(' ');
}

const days = (dates: string[]): string =>
  `${dates.slice(0, 3).map(formatDay).join('; ')}${dates.length > 3 ? ` and ${dates.length - 3} more days` : ''}`;

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

const shortPlaces = ({ scopes }: DigestRule): string =>
  scopes.length > 4
    ? `${scopes
        .slice(0, 3)
        .map((scope) => scope.label)
        .join('; ')} and ${scopes.length - 3} more`
    : describePlaces(scopes);

const drillDown = (details: Answer[]) => details.flatMap((each) => each.followUps).slice(0, 3);

/** Reports sources of these kinds of news whose checks fail now: their news may be missing. */
async function failingChecks(db: Db, { kinds, zone }: DigestRule): Promise<string | undefined> {
  const concerned = AGES.filter(([, , of]) => of.some((kind) => kinds.includes(kind))).map(([source]) => source);
  const failing = (await findAllSyncChecks(db)).filter(
    (check) => check.failing_since !== null && concerned.includes(check.source),
  );
  return failing.length > 0 ? describeCheckFailures(failing, zone) : undefined;
}

/** Files that were refused since the last digest; what was loaded before them stays. */
const refusals = ({ refused }: News, { zone }: DigestRule): string[] =>
  refused
    .slice(0, 3)
    .map(
      ({ source, file, finished_at, message }) =>
        `${source}: ${file} was refused on ${formatDate(dayOf(finished_at, zone))}, and nothing was changed. ${message ?? ''}`,
    );

/** The as-of dates of the sources behind these kinds of news. */
async function ages(db: Db, { kinds, zone }: DigestRule): Promise<Citation[]> {
  const imports = await findAllLatestImports(db);
  return AGES.filter(([, , of]) => of.some((kind) => kinds.includes(kind))).flatMap(([source, title]) => {
    const loaded = imports.find((each) => each.source === source && each.outcome === 'loaded');
    const failed = imports.find((each) => each.source === source && each.outcome === 'refused');
    if (!loaded) return [];
    const since =
      failed && failed.import_id > loaded.import_id
        ? ` (a later file was refused on ${formatDate(dayOf(failed.finished_at, zone))})`
        : '';
    return [{ title: `${title}${since}`, asOf: asOfDay(loaded, zone) }];
  });
}
