import type { Answer, Post } from '../answer.ts';
import type { Context } from '../context.ts';
import { findNewestImportId } from '../db/newest-import.ts';
import { countThreadsNamed, findLastThreadOfWatch, type Thread } from '../db/outbox/threads.ts';
import { findSubscription } from '../db/subscriptions.ts';
import { advanceWatch, findAllWatchesBehind, insertWatchNews, type Watch } from '../db/watches.ts';
import { newsAnswers } from '../news/answers.ts';
import { collectNews, isQuiet } from '../news/collect-news.ts';
import { newsCounts } from '../news/counts.ts';
import { watchedImports } from '../news/watched-imports.ts';
import { formatDay, localTime } from '../rules/schedule.ts';
import type { NewsKind, Scope } from '../rules/scope.ts';
import { forEachRow, ofRow } from './for-each-row.ts';

const RETRY_MS = 86_400_000;

/**
 * Queues the news of each watch: one thread per watch and day, with a reply for each kind of news. Where two watches of
 * a channel hold the same change (a county and its state), the first one tells it.
 */
export async function queueWatchNews(context: Pick<Context, 'db' | 'now' | 'zone'>): Promise<void> {
  const through = await findNewestImportId(context.db);
  const told = new Map<string, Set<number>>();
  await forEachRow(await findAllWatchesBehind(context.db, through), (watch) =>
    ofRow(watch, () => queueWatch(context, watch, through, told)),
  );
}

async function queueWatch(
  { db, now, zone: deskZone }: Pick<Context, 'db' | 'now' | 'zone'>,
  watch: Watch,
  through: number,
  told: Map<string, Set<number>>,
): Promise<void> {
  const at = now();
  const last = await findLastThreadOfWatch(db, watch.watch_id);
  if (last && mustWait(watch, last, through, at)) return;
  const scope = JSON.parse(watch.scope) as Scope;
  const span = { after: watch.since_import_id, through };
  const found = await collectNews(db, span, undefined, {
    kinds: watch.kinds.split(',') as NewsKind[],
    scopes: [scope],
  });
  const place = `${watch.workspace_id} ${watch.channel_id}`;
  const toldHere = told.get(place) ?? new Set();
  const news = { ...found, changes: found.changes.filter((change) => !toldHere.has(change.change_id)) };
  // Days are those of the channel's digest, if it has one.
  const zone = (await findSubscription(db, watch.channel_id))?.zone ?? deskZone;
  const details = [...newsAnswers(news, [scope], zone), ...(await watchedImports(db, span, scope, zone))];
  const nothing = details.length === 0 || (isQuiet(news) && scope.kind !== 'source') || watch.channel_id === 'local';
  if (nothing) {
    await advanceWatch(db, watch, through);
    return;
  }
  const { date } = localTime(at, zone);
  const dayId = `watch-${watch.watch_id}-${date}`;
  const extend = last?.state === 'sent' && last.thread_id.startsWith(dayId);
  const threadId = extend ? last.thread_id : numbered(dayId, await countThreadsNamed(db, dayId));
  const counts = newsCounts(news, date);
  const message = (messageId: string, post: Post) => ({ messageId, channelId: watch.channel_id, post });
  const thread = {
    parent: message(threadId, parentPost(watch, date, counts, details as [Answer, ...Answer[]])),
    replies: details.map((answer, index) => message(`${threadId}.${through}.${index + 1}`, { answer })),
  };
  if (!(await insertWatchNews(db, watch, thread, { through, extend, now: at }))) return;
  told.set(place, new Set([...toldHere, ...news.changes.map((change) => change.change_id)]));
}

/**
 * True while the last thread is being sent. A thread that failed is tried again with the next import, after a day, or
 * when the watch was set again.
 */
const mustWait = (watch: Watch, last: Thread, through: number, now: Date): boolean =>
  last.state === 'open' ||
  (last.state === 'failed' &&
    watch.failure !== null &&
    through <= (last.through_import_id ?? 0) &&
    now.getTime() < Date.parse(last.queued_at) + RETRY_MS);

/** The first thread of a day has no number. A thread that follows a failed one gets the next number. */
const numbered = (id: string, before: number): string => (before === 0 ? id : `${id}-${before + 1}`);

function parentPost(watch: Watch, date: string, counts: string[], details: [Answer, ...Answer[]]): Post {
  const [first] = details;
  return {
    answer: {
      kind: 'answer',
      title: `Watch · ${watch.label} · ${formatDay(date)}`,
      summary: `New: ${(counts.length > 0 ? counts : details.map((each) => each.summary)).join(', ')}. More of the day follows in the thread.`,
      parts: [],
      citations: first.citations,
      followUps: [...first.followUps, { label: 'Stop watching', words: `unwatch "${watch.label}"` }],
      words: 'watches',
    },
    brief: true,
  };
}
