import type { Answer, Post } from '../answer.ts';
import type { Context } from '../context.ts';
import { findNewestImportId } from '../db/imports.ts';
import { countThreadsNamed, findLastThreadOfWatch, type Thread } from '../db/outbox/threads.ts';
import { findSubscription } from '../db/subscriptions.ts';
import { advanceWatch, findAllWatchesBehind, insertWatchNews, type Watch } from '../db/watches.ts';
import { newsAnswers } from '../news/answers.ts';
import { collectNews, isQuiet } from '../news/collect-news.ts';
import { newsCounts } from '../news/counts.ts';
import { watchedImports } from '../news/watched-imports.ts';
import { formatDay, localTime } from '../rules/schedule.ts';
import type { NewsKind, Scope } from '../rules/scope.ts';
import { forEachRow } from './for-each-row.ts';

const RETRY_MS = 86_400_000;

/** Queues what new imports brought for each watch: one thread a subject and day, a reply for each kind of news. */
export async function queueWatchNews(context: Pick<Context, 'db' | 'now' | 'zone'>): Promise<void> {
  const through = await findNewestImportId(context.db);
  await forEachRow(await findAllWatchesBehind(context.db, through), (watch) => queueWatch(context, watch, through));
}

async function queueWatch(
  { db, now, zone: deskZone }: Pick<Context, 'db' | 'now' | 'zone'>,
  watch: Watch,
  through: number,
): Promise<void> {
  const at = now();
  const last = await findLastThreadOfWatch(db, watch.watch_id);
  if (last && isHeld(watch, last, through, at)) return;
  const scope = JSON.parse(watch.scope) as Scope;
  const span = { after: watch.since_import_id, through };
  const news = await collectNews(db, span, undefined, { kinds: watch.kinds.split(',') as NewsKind[], scopes: [scope] });
  // The channel's own day, where it has said one.
  const zone = (await findSubscription(db, watch.channel_id))?.zone ?? deskZone;
  const details = [...newsAnswers(news, [scope], zone), ...(await watchedImports(db, span, scope, zone))];
  const nothing = details.length === 0 || (isQuiet(news) && scope.kind !== 'source') || watch.channel_id === 'local';
  if (nothing) {
    await advanceWatch(db, watch, through);
    return;
  }
  const { date } = localTime(at, zone);
  const ofDay = `watch-${watch.watch_id}-${date}`;
  const extend = last?.state === 'sent' && last.thread_id.startsWith(ofDay);
  const threadId = extend ? last.thread_id : numbered(ofDay, await countThreadsNamed(db, ofDay));
  const counts = newsCounts(news, date);
  const message = (messageId: string, post: Post) => ({ messageId, channelId: watch.channel_id, post });
  const thread = {
    parent: message(threadId, parentPost(watch, date, counts, details as [Answer, ...Answer[]])),
    replies: details.map((answer, index) => message(`${threadId}.${through}.${index + 1}`, { answer })),
  };
  await insertWatchNews(db, watch, thread, { through, extend, now: at });
}

/**
 * News that are on their way are waited for. Those that failed are tried again with the next import, a day later, or
 * when the watch was set again.
 */
const isHeld = (watch: Watch, last: Thread, through: number, now: Date): boolean =>
  last.state === 'open' ||
  (last.state === 'failed' &&
    watch.failure !== null &&
    through <= (last.through_import_id ?? 0) &&
    now.getTime() < Date.parse(last.queued_at) + RETRY_MS);

/** The first thread of a day has no number; one after a thread that failed has the next. */
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
