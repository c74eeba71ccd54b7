import type { Db } from '../db/connect.ts';
import { findNewestImportIdAt } from '../db/newest-import.ts';
import { findLastThreadOfWatch, findLastThroughOfWatch } from '../db/outbox/threads.ts';
import { findLastCovered, findLastDelivery, findSubscription } from '../db/subscriptions.ts';
import { findAllWatchesByChannel, type Watch } from '../db/watches.ts';
import { collectNews } from '../news/collect-news.ts';
import { ruleOf } from '../news/digest-rule.ts';
import type { NewsKind, Scope } from '../rules/scope.ts';

/** Changes by id that the watches of a channel posted there on a local date, or are posting. */
export async function toldByWatches(db: Db, channelId: string, date: string): Promise<Set<number>> {
  const watches = await findAllWatchesByChannel(db, channelId);
  const told = await Promise.all(watches.map((watch) => toldByWatch(db, watch, date)));
  return new Set(told.flat());
}

async function toldByWatch(db: Db, watch: Watch, date: string): Promise<number[]> {
  const last = await findLastThreadOfWatch(db, watch.watch_id);
  const day = `watch-${watch.watch_id}-${date}`;
  if (!last?.thread_id.startsWith(day) || last.state === 'failed' || last.through_import_id === null) return [];
  const before = await findLastThroughOfWatch(db, watch.watch_id, day);
  const after = Math.max(before, await findNewestImportIdAt(db, watch.created_at));
  const kinds = watch.kinds.split(',') as NewsKind[];
  const filter = { kinds, scopes: [JSON.parse(watch.scope) as Scope] };
  const { changes } = await collectNews(db, { after, through: last.through_import_id }, undefined, filter);
  return changes.map((change) => change.change_id);
}

/** Changes by id that the digest of a channel posted there on a local date, or is posting. */
export async function toldByDigest(db: Db, channelId: string, date: string): Promise<Set<number>> {
  const row = await findSubscription(db, channelId);
  const last = row && (await findLastDelivery(db, row.subscription_id));
  if (!row || last?.local_date !== date || last.message_id === null || last.state === 'failed') return new Set();
  const covered = await findLastCovered(db, row.subscription_id, date);
  const span = {
    after: Math.max(covered?.through_import_id ?? 0, row.since_import_id),
    through: last.through_import_id,
  };
  const { changes } = await collectNews(db, span, undefined, ruleOf(row));
  return new Set(changes.map((change) => change.change_id));
}
