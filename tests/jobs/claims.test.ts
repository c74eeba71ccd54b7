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

test('claims are dated by Slack: a desk whose clock is an hour behind loses none to another while it sends', async () => {
  const slackTime = it.clock.now().getTime();
  const behind = { ...it.posting.context, now: () => new Date(slackTime - 3_600_000) };
  const slackNow = () => slackTime;
  await queue('m1');
  const other = createOutbox({ context: it.posting.context, poster: poster(), worker: 'b', slackNow });
  const real = poster();
  const slow: Poster = {
    ...real,
    async post(...asked) {
      await other.drain();
      return real.post(...asked);
    },
  };
  await createOutbox({ context: behind, poster: slow, worker: 'a', slackNow }).sendOne('m1');
  await other.drain();
  expect(it.slack.messages.map((each) => each.metadata?.event_payload.id)).toEqual(['m1']);
});

test('between the look at a claim and the request to Slack lies next to no time: the window in which a post may come twice', async () => {
  const windows: number[] = [];
  let looked = 0;
  const db = it.desk.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      looked = performance.now(); // the last statement before a request is the look at the claim
      return result;
    },
  });
  it.slack.fault = (method) => {
    if (method === 'chat.postMessage') windows.push(performance.now() - looked);
    return undefined;
  };
  for (let each = 0; each < 40; each += 1)
    await queueMessage(it.desk.db, { messageId: `m${each}`, channelId: `C${each}`, post: { answer } }, it.clock.now());
  const one = createOutbox({ context: { ...it.posting.context, db }, poster: poster() });
  for (let each = 0; each < 40; each += 1) await one.sendOne(`m${each}`);
  windows.sort((a, b) => a - b);
  process.stdout.write(
    `claim to request: median ${windows[20]?.toFixed(1)} ms, longest ${windows[39]?.toFixed(1)} ms\n`,
  );
  expect(windows).toHaveLength(40);
  expect(windows[39]).toBeLessThan(30_000); // what a claim still has when it is looked at
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
