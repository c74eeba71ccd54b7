import { expect, test } from 'vitest';
import { bundledDesk } from '../_util/desk.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { runTask } from '../_util/operator.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';
import { THOROUGH } from '../_util/thorough.ts';

const NO_LIMIT = 3_600_000;

/** Delivers the channel's digest in a process of its own. */
const deliver = (slack: LocalSlack, file: string, now: Date) =>
  runTask(file, ['digest', '--channel', 'C1', '--now', now.toISOString()], {
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'a-signing-secret',
    PORT: '3000',
    SLACK_API_URL: slack.apiUrl,
    LOG_LEVEL: 'silent',
  });

test.skipIf(!THOROUGH)(
  'two processes at once for a week: nothing twice, nothing missing',
  async () => {
    const [desk, slack] = [await bundledDesk(), await startLocalSlack()];
    const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases', '2026-01-01T00:00:00Z');
    for (let day = 2; day < 9; day += 1) {
      await madeImport(desk.db, [{}], { at: `2026-01-0${day}T07:00:00Z` });
      const now = new Date(`2026-01-0${day}T08:00:10Z`);
      await Promise.all([0, 1].map(() => deliver(slack, file, now)));
    }
    await deliver(slack, file, new Date('2026-01-08T09:00:00Z'));
    const ids = slack.messages.map((each) => each.metadata?.event_payload.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(slack.parents('C1')).toHaveLength(7);
    for (const parent of slack.parents('C1')) expect(slack.threadOf(parent)).toHaveLength(1);
    await desk.close();
    await slack.close();
  },
  NO_LIMIT,
);
