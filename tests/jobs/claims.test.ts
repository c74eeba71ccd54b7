import { describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { queueMessage } from '../../src/db/outbox/threads.ts';
import type { Poster } from '../../src/jobs/outbox/poster.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { ON_SQLITE } from '../_util/databases.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { eachPostingDesk } from '../_util/posting.ts';

const it = eachPostingDesk();
const answer = { kind: 'notice', title: 'News', summary: 'News.', parts: [], followUps: [], words: 'sources' };
const queue = (messageId: string) =>
  queueMessage(it.desk.db, { messageId, channelId: 'C1', post: { answer } }, it.clock.now());
const poster = (slackNow?: () => number) =>
  createPoster({ botToken: 'xoxb-1', apiUrl: it.slack.apiUrl }, it.posting.context.log, slackNow ? { slackNow } : {});
const outbox = (worker: string, own: Poster) => createOutbox({ context: it.posting.context, poster: own, worker });

test('a process that stood still between claim and send posts nothing that another has taken over', async () => {
  await queue('m1');
  await it.desk.db.updateTable('outbox').set({ unsure: 1 }).execute();
  const other = outbox('b', poster());
  const real = poster();
  const stopped: Poster = {
    post: real.post,
    edit: real.edit,
    async find(...asked) {
      const look = await real.find(...asked);
      it.clock.add(180); // the process stands still here, as by SIGSTOP or on a machine that sleeps
      await other.drain();
      return look;
    },
  };
  await outbox('a', stopped).drain();
  expect(it.slack.messages.map((each) => each.metadata?.event_payload.id)).toEqual(['m1']);
  expect(await rows(it.desk.db, 'select state from outbox')).toEqual([{ state: 'sent' }]);
});

test('a claim that is nearly over is not used: the message is claimed again and looked for', async () => {
  await queue('m1');
  await it.desk.db.updateTable('outbox').set({ unsure: 1 }).execute();
  const real = poster();
  const slow: Poster = {
    post: real.post,
    edit: real.edit,
    async find(...asked) {
      it.clock.add(100);
      return real.find(...asked);
    },
  };
  await outbox('a', slow).drain();
  expect(it.slack.messages).toEqual([]);
  it.clock.add(30);
  await outbox('b', real).drain();
  expect(it.slack.messages).toHaveLength(1);
});

test('a message whose answer was cut is found by the time of Slack, whatever the clock showed when it was queued', async () => {
  const slackTime = Date.parse('2026-11-24T12:00:00Z');
  it.clock.set('2026-11-25T12:00:00Z'); // a day ahead
  await queue('m1');
  it.slack.fault = (method) => (method === 'chat.postMessage' ? { kind: 'taken, then cut' } : undefined);
  await outbox(
    'a',
    poster(() => slackTime),
  ).drain();
  it.slack.fault = () => undefined;
  const asked: Record<string, string>[] = [];
  it.slack.fault = (method, body) => {
    if (method === 'conversations.history') asked.push(body);
    return undefined;
  };
  it.clock.add(600);
  await outbox(
    'a',
    poster(() => slackTime),
  ).drain();
  expect(it.slack.messages).toHaveLength(1);
  expect(Number(asked[0]?.['oldest'])).toBeLessThan(slackTime / 1000 - 23 * 3600);
});

describe('what is turned off', () => {
  test('a digest that waits for Slack is not posted after digest off', async () => {
    await subscribe(it.desk, 'C1', 'at:12:00 tz:UTC kinds:releases quiet:line', '2026-11-24T11:00:00Z');
    await madeImport(it.desk.db, [{}]);
    it.slack.fault = (method) =>
      method === 'chat.postMessage' ? { kind: 'status', status: 429, headers: { 'retry-after': '600' } } : undefined;
    await it.posting.ticker.tick();
    const asker = { channelId: 'C1', userId: 'U1', role: 'editor' as const };
    await answerCommand({ ...it.desk, now: it.clock.now }, 'digest off', asker);
    it.slack.fault = () => undefined;
    it.clock.add(3600);
    await it.posting.ticker.tick();
    expect(it.slack.messages).toEqual([]);
    expect(await rows(it.desk.db, "select 1 from outbox where state in ('waiting', 'sending')")).toEqual([]);
  });

  test('news of a watch that wait are not posted after unwatch', async () => {
    const asker = { channelId: 'C1', userId: 'U1', role: 'editor' as const };
    await answerCommand({ ...it.desk, now: it.clock.now }, 'watch releases', asker);
    await madeImport(it.desk.db, [{}]);
    it.slack.fault = (method) => (method === 'chat.postMessage' ? { kind: 'status', status: 500 } : undefined);
    await it.posting.ticker.tick();
    await answerCommand({ ...it.desk, now: it.clock.now }, 'unwatch releases', asker);
    it.slack.fault = () => undefined;
    it.clock.add(3600);
    await it.posting.ticker.tick();
    expect(it.slack.messages).toEqual([]);
    expect(await rows(it.desk.db, "select 1 from outbox where state in ('waiting', 'sending')")).toEqual([]);
  });
});

test.skipIf(!ON_SQLITE)(
  'commits are flushed to disk, but for the audit and answer ids; the log does not stay large',
  async () => {
    const value = async (name: string) => Object.values((await rows<object>(it.desk.db, `pragma ${name}`))[0] ?? {})[0];
    expect(await value('synchronous')).toBe(2);
    const { insertAuditRow } = await import('../../src/db/audit.ts');
    await insertAuditRow(it.desk.db, [{ asked_at: '2026', user_id: 'U1', way: 'mention', outcome: 'answered' }]);
    expect(await value('synchronous')).toBe(2);
    expect(await value('journal_size_limit')).toBe(8 * 2 ** 20);
  },
);
