import type { Home, HomeLine } from '../answer.ts';
import type { Context } from '../context.ts';
import { findAllAnswersOf } from '../db/answers.ts';
import { findAllLatestImports } from '../db/imports.ts';
import { findAllActiveSubscriptionsBy, findLastDelivery } from '../db/subscriptions.ts';
import { findAllSyncChecks } from '../db/sync-checks.ts';
import { findAllWatchesBy } from '../db/watches.ts';
import { describeDelivery } from '../news/delivery.ts';
import { describeKinds, describeNext, describeRule, ruleOf } from '../news/digest-rule.ts';
import { describeCheckFailures } from '../news/source-checks.ts';
import { formatDate } from '../rules/dates.ts';
import { asOfDay, dayOf, formatMoment } from '../rules/moment.ts';
import { keptSince } from '../rules/reference.ts';
import type { NewsKind } from '../rules/scope.ts';
import { sourceList } from '../sources/index.ts';

const MOST = { digests: 8, watches: 20, answers: 8 };

/**
 * Lists the digests and watches that the person set up, since the desk does not know who is in a channel. Times are in
 * the person's time zone, if Slack gives it.
 */
export async function homeOf(
  { db, now, zone: deskZone }: Pick<Context, 'db' | 'now' | 'zone'>,
  userId: string,
  zone = deskZone,
): Promise<Home> {
  const subscriptions = await findAllActiveSubscriptionsBy(db, userId);
  const watches = await findAllWatchesBy(db, userId);
  const digests: HomeLine[] = [];
  for (const row of subscriptions.slice(0, MOST.digests)) {
    const rule = ruleOf(row);
    const last = await findLastDelivery(db, row.subscription_id);
    const result = last
      ? `last ${formatDate(last.local_date)}: ${describeDelivery(last, rule.zone)}`
      : 'none was due yet';
    digests.push({
      channelId: row.channel_id,
      text: `${describeRule(rule)}. Next: ${describeNext(rule, now(), last?.local_date)}; ${result}${slackError(row)}`,
    });
  }
  return {
    digests,
    watches: watches.slice(0, MOST.watches).map((row) => ({
      channelId: row.channel_id,
      text: `${row.label}: ${describeKinds(row.kinds.split(',') as NewsKind[])}${slackError(row)}`,
    })),
    ...(await freshness(db, zone, deskZone)),
    answers: await latestAnswers(db, { userId, since: keptSince(now()), zone }),
    more: {
      watches: Math.max(0, watches.length - MOST.watches),
      digests: Math.max(0, subscriptions.length - MOST.digests),
    },
  };
}

const slackError = ({ failure }: { failure: string | null }): string => (failure ? ` Slack's error: ${failure}.` : '');

/** A question that was asked several times is listed once, with its newest answer. */
async function latestAnswers(
  db: Context['db'],
  { userId, since, zone }: { userId: string; since: string; zone: string },
): Promise<Home['answers']> {
  const rows = await findAllAnswersOf(db, userId, since, MOST.answers * 5);
  const once = rows.filter((row, at) => rows.findIndex((other) => other.line === row.line) === at);
  return once.slice(0, MOST.answers).map((row) => ({
    id: row.answer_id,
    line: row.line,
    text: `${row.line} (${formatMoment(row.answered_at, zone)})`,
  }));
}

/** The age of each source, with warnings for refused files and failing checks. */
async function freshness(
  db: Context['db'],
  zone: string,
  deskZone: string,
): Promise<Pick<Home, 'sources' | 'warnings'>> {
  const imports = await findAllLatestImports(db);
  const failing = (await findAllSyncChecks(db)).filter((check) => check.failing_since !== null);
  const warnings = failing.length > 0 ? [describeCheckFailures(failing, zone)] : [];
  const lines = sourceList.map(({ id }): HomeLine => {
    const loaded = imports.find((each) => each.source === id && each.outcome === 'loaded');
    const refused = imports.find((each) => each.source === id && each.outcome === 'refused');
    if (refused && refused.import_id > (loaded?.import_id ?? 0))
      warnings.push(
        `${id}: ${refused.file} was refused on ${formatDate(dayOf(refused.finished_at, zone))}: ${refused.message ?? ''}`,
      );
    if (!loaded) return { text: `${id}: not loaded` };
    return {
      text: `${id}: as of ${formatDate(asOfDay(loaded, deskZone))}, loaded ${formatMoment(loaded.finished_at, zone)}`,
    };
  });
  return { sources: lines, warnings };
}
