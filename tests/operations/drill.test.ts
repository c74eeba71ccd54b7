import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Answer } from '../../src/answer.ts';
import { renderText } from '../../src/blocks/text.ts';
import { answerCommand } from '../../src/commands/index.ts';
import { connect } from '../../src/db/connect.ts';
import { queueMessage } from '../../src/db/outbox/threads.ts';
import { makeBackup } from '../../src/operations/backup.ts';
import { madeImport, madeRelease, rows, subscribe } from '../_util/news.ts';
import { runTask } from '../_util/operator.ts';
import { eachPostingDesk, postingDesk } from '../_util/posting.ts';

const it = eachPostingDesk();
const asker = { channelId: 'C1', userId: 'U1', role: 'editor' as const };
const answer = { kind: 'notice', title: 'News', summary: 'News.', parts: [], followUps: [], words: 'sources' };
const LINES = [
  'policy Denver on:2025-06-01',
  'releases in:"Los Angeles County, CA" since:2020-08',
  'agreements in:Texas on:2025-06-01',
  'places hold:prohibited on:2025-06-01',
  'sources',
];

test('restored elsewhere: every kept answer shows the same, every digest is due at its hour, nothing is posted twice', async () => {
  const desk = { ...it.desk, now: it.clock.now, randomBytes };
  await subscribe(desk, 'C1', 'at:13:00 tz:UTC kinds:releases quiet:skip', '2026-11-24T12:00:00Z');
  await subscribe(desk, 'C2', 'at:15:00 tz:UTC kinds:releases quiet:skip', '2026-11-24T12:00:00Z');
  await subscribe(desk, 'C4', 'at:13:05 tz:UTC kinds:releases quiet:always', '2026-11-24T12:00:00Z');
  await answerCommand(desk, 'watch California kinds:releases', { ...asker, channelId: 'C5' });
  await madeImport(desk.db, [{ now: madeRelease(1).now ?? '' }]);
  const ids: string[] = [];
  for (const line of LINES) ids.push(((await answerCommand(desk, line, asker)) as Answer).kept?.id ?? '');
  it.clock.set('2026-11-24T13:00:10Z');
  // Slack takes this digest's first message, and its answer is lost: it is open in the backup.
  it.slack.fault = (method) => (method === 'chat.postMessage' ? { kind: 'taken, then cut' } : undefined);
  await it.posting.ticker.tick();
  it.slack.fault = () => undefined;
  // News that the old desk posts only after the backup.
  await madeImport(desk.db, [{ now: madeRelease(3).now ?? '' }], { at: '2026-11-24T13:00:20Z' });
  await queueMessage(desk.db, { messageId: 'waits', channelId: 'C3', post: { answer } }, it.clock.now());

  // Backed up while others write.
  const [file] = await rows<{ file: string }>(desk.db, 'pragma database_list');
  const folder = mkdtempSync(join(tmpdir(), 'desk-drill-'));
  let over = false;
  const load = (async () => {
    for (let each = 0; !over; each += 1) {
      await answerCommand(desk, 'policy Boston', { ...asker, userId: `U${each}` });
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const made = await makeBackup({ database: file?.file ?? '', folder, keep: 3, now: it.clock.now });
  over = true;
  await load;
  // The old desk goes on for a while: the rest of the digest, the waiting message, and what the backup knows nothing of.
  it.clock.set('2026-11-24T13:10:00Z');
  await it.posting.ticker.tick();
  const before = it.slack.messages.length;
  expect(before).toBeGreaterThan(2);
  for (const channel of ['C1', 'C3', 'C4', 'C5']) expect(it.slack.parents(channel).length, channel).toBeGreaterThan(0);
  const shown = async (context: typeof desk) => {
    const texts: string[] = [];
    for (const id of ids) texts.push(renderText((await answerCommand(context, `show ${id}`, asker)) as Answer));
    return texts;
  };
  const was = await shown(desk);

  const elsewhere = join(folder, 'elsewhere.sqlite');
  expect((await runTask(elsewhere, ['restore', made.file])).code).toBe(0);
  const db = await connect(elsewhere);
  const restored = { ...desk, db };
  expect(ids.every((id) => /^DD-\w{8}$/.test(id))).toBe(true);
  expect(await shown(restored)).toEqual(was);
  const posting = postingDesk(restored, it.slack, it.clock, 'restored');
  it.clock.set('2026-11-24T13:30:00Z');
  await posting.ticker.tick();
  expect(it.slack.messages).toHaveLength(before);
  expect(it.slack.parents('C2')).toEqual([]); // its hour has not come
  it.clock.set('2026-11-24T15:00:10Z');
  await posting.ticker.tick();
  await posting.ticker.tick();
  const posted = it.slack.messages.map((each) => each.metadata?.event_payload.id);
  expect(new Set(posted).size).toBe(posted.length);
  expect(it.slack.parents('C1')).toHaveLength(1);
  expect(it.slack.parents('C2')).toHaveLength(1);
  expect(it.slack.parents('C3')).toHaveLength(1);
  it.clock.set('2026-11-25T13:00:10Z');
  await madeImport(db, [{ now: madeRelease(2).now ?? '' }], { at: '2026-11-25T12:00:00Z' });
  await posting.ticker.tick();
  expect(it.slack.parents('C1')).toHaveLength(2);
  expect(it.slack.parents('C5').length).toBeGreaterThan(1);
  expect(await rows(db, "select 1 from outbox where state in ('waiting', 'sending')")).toEqual([]);
  await db.destroy();
});
