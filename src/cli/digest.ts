import type { Post } from '../answer.ts';
import { renderPost } from '../blocks/message.ts';
import { renderText } from '../blocks/text.ts';
import { readConfig } from '../config.ts';
import type { Context } from '../context.ts';
import { findLastDelivery, findSubscription, type Subscription } from '../db/subscriptions.ts';
import { UserError } from '../errors.ts';
import { createInstallations } from '../installations/installations.ts';
import { queueDigest } from '../jobs/digests.ts';
import { ofRow } from '../jobs/for-each-row.ts';
import { createOutbox } from '../jobs/outbox.ts';
import { composeDigest, type Digest, digestThread } from '../news/compose-digest.ts';
import { previewAnswer } from '../news/preview-digest.ts';
import { parseOptions, readNow, USAGE, withContext, writeLine } from './with-context.ts';

/** Prints one channel's digest at an instant. Posts it too when it is due, a token is set and `--dry` is not given. */
export async function digestTask(argv: string[]): Promise<number> {
  const { values, positionals } = parseOptions(argv, {
    channel: { type: 'string' },
    now: { type: 'string' },
    dry: { type: 'boolean' },
    json: { type: 'boolean' },
  });
  const channelId = values['channel'];
  if (typeof channelId !== 'string' || positionals.length > 0) throw new UserError(USAGE);
  const json = values['json'] === true;
  const dry = values['dry'] === true;
  return await withContext(readNow(values['now']), async (context) => {
    const row = await findSubscription(context.db, channelId);
    if (!row || row.ended_at !== null)
      throw new UserError(
        `The channel ${channelId.slice(0, 40)} has no digest. In it, type: /detainer digest on at:08:00 tz:America/New_York`,
      );
    return ofRow(row, () => deliver(context, row, { json, dry }));
  });
}

async function deliver(
  context: Context,
  row: Subscription,
  { json, dry }: { json: boolean; dry: boolean },
): Promise<number> {
  const { channel_id: channelId } = row;
  const digest = await composeDigest(context.db, row, context.now());
  writeLine(
    process.stdout,
    json ? JSON.stringify(renderThread(channelId, digest), null, 2) : renderText(previewAnswer(digest, row)),
  );
  const { slack } = readConfig();
  if (dry || !slack) {
    writeLine(
      process.stderr,
      dry
        ? 'Dry run: nothing was posted.'
        : 'Nothing was posted: SLACK_BOT_TOKEN is not set, and no workspace has installed the desk.',
    );
    return 0;
  }
  const { createDeskPoster } = await import('../slack/posting/workspace-poster.ts'); // asking does not need Slack
  const installations = slack.install && createInstallations(context, slack.install);
  const outbox = createOutbox({ context, poster: createDeskPoster(slack, context.log, { installations }) });
  await outbox.drain(channelId);
  const last = await findLastDelivery(context.db, row.subscription_id);
  const outcome = await queueDigest(context, row, last?.local_date);
  await outbox.drain(channelId);
  const now = await findLastDelivery(context.db, row.subscription_id);
  writeLine(
    process.stderr,
    `${channelId}: ${outcome}; last delivery ${now?.local_date ?? 'none'}: ${now?.state ?? (now ? 'nothing new' : '-')}${now?.error ? ` (${now.error})` : ''}`,
  );
  return now?.state === 'failed' ? 1 : 0;
}

/** The messages of a digest as Slack would get them. */
function renderThread(channelId: string, digest: Digest) {
  const { parent, replies } = digestThread(channelId, 'preview', digest);
  const render = ({ post }: { post: object }) => {
    const { text, blocks } = renderPost(post as Post).message;
    return { text, blocks };
  };
  return { parent: render(parent), replies: replies.map(render) };
}
