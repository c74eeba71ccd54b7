import type { Answer, Post } from '../answer.ts';
import type { Context } from '../context.ts';
import { findNewestImportId } from '../db/imports.ts';
import { findSubscription } from '../db/subscriptions.ts';
import { advanceWatch, findAllWatchesBehind, type Watch } from '../db/watches.ts';
import { newsAnswers } from '../news/answers.ts';
import { collectNews, isQuiet } from '../news/collect-news.ts';
import { newsCounts } from '../news/counts.ts';
import { watchedImports } from '../news/watched-imports.ts';
import { formatDay, localTime } from '../rules/schedule.ts';
import type { NewsKind, Scope } from '../rules/scope.ts';
import { forEachRow } from './for-each-row.ts';

/** Queues what new imports brought for each watch: one thread a subject and day, a reply for each kind of news. */
export async function queueWatchNews(context: Pick<Context, 'db' | 'now'>): Promise<void> {
  const through = await findNewestImportId(context.db);
  await forEachRow(await findAllWatchesBehind(context.db, through), (watch) => queueWatch(context, watch, through));
}

async function queueWatch({ db, now }: Pick<Context, 'db' | 'now'>, watch: Watch, through: number): Promise<void> {
  const at = now();
  const scope = JSON.parse(watch.scope) as Scope;
  const span = { after: watch.since_import_id, through };
  const news = await collectNews(db, span, undefined, { kinds: watch.kinds.split(',') as NewsKind[], scopes: [scope] });
  const details = [...newsAnswers(news, [scope]), ...(await watchedImports(db, span, scope))];
  const nothing = details.length === 0 || (isQuiet(news) && scope.kind !== 'source') || watch.channel_id === 'local';
  if (nothing) {
    await advanceWatch(db, watch, through, undefined, at);
    return;
  }
  // The channel's own day, where it has said one.
  const zone = (await findSubscription(db, watch.channel_id))?.zone ?? 'UTC';
  const { date } = localTime(at, zone);
  const counts = newsCounts(news, date);
  const [first] = details as [Answer, ...Answer[]];
  const parent: Post = {
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
  const messageId = `watch-${watch.watch_id}-${date}`;
  const message = (id: string, post: Post) => ({ messageId: id, channelId: watch.channel_id, post });
  const thread = {
    parent: message(messageId, parent),
    replies: details.map((answer, index) => message(`${messageId}.${through}.${index + 1}`, { answer })),
  };
  await advanceWatch(db, watch, through, thread, at);
}
