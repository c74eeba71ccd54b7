import Sqlite from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { setBusyTimeout } from '../../src/db/connect.ts';
import { ON_SQLITE } from '../_util/databases.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { eachPostingDesk } from '../_util/posting.ts';
import type { Fault } from '../_util/slack.ts';

const it = eachPostingDesk();
beforeEach(async () => {
  for (const channel of ['C1', 'C2'])
    await subscribe(it.desk, channel, 'at:13:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
  await madeImport(it.desk.db, [{}]);
  it.clock.set('2026-11-24T13:00:05Z');
});

/** Fails the first calls of a method in a channel; later ones go through. */
const failing = (channel: string, times: number, fault: Fault, method = 'chat.postMessage') => {
  let left = times;
  it.slack.fault = (called, body) => {
    if (called !== method || body['channel'] !== channel || left === 0) return undefined;
    left -= 1;
    return fault;
  };
};
const tickFor = async (minutes: number) => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await it.posting.ticker.tick();
    it.clock.add(60);
  }
};
const posts = (channel: string) =>
  it.slack.calls.filter((each) => each.method === 'chat.postMessage' && each.body['channel'] === channel);
const status = async (channelId: string) =>
  JSON.stringify(
    await answerCommand({ ...it.desk, now: it.clock.now }, 'digest', {
      channelId,
      userId: 'U7',
      role: 'editor' as const,
    }),
  );

/** One parent with one reply in each channel: nothing lost, nothing twice. */
function expectOnce(channel: string) {
  expect(it.slack.parents(channel), channel).toHaveLength(1);
  expect(it.slack.threadOf(it.slack.parents(channel)[0] as never), channel).toHaveLength(1);
}

describe('when Slack fails, a message is posted once, and other channels are not delayed', () => {
  test.each<[string, Fault]>([
    ['500 before', { kind: 'status', status: 500 }],
    ['500 after taking it', { kind: 'taken, then 500' }],
    ['cut after taking it', { kind: 'taken, then cut' }],
    ['cut before taking it', { kind: 'cut' }],
    ['503', { kind: 'status', status: 503 }],
    ['internal_error', { kind: 'error', error: 'internal_error' }],
  ])('%s', async (_name, fault) => {
    failing('C1', 3, fault);
    await it.posting.ticker.tick();
    expectOnce('C2');
    await tickFor(15);
    expectOnce('C1');
    expectOnce('C2');
    expect(await status('C1')).toMatch(/posted at 1:0\d PM/);
  });

  test('429: waits as long as Slack says, in that channel only', async () => {
    failing('C1', 1, { kind: 'status', status: 429, headers: { 'retry-after': '120' } });
    await it.posting.ticker.tick();
    expectOnce('C2');
    expect(posts('C1')).toHaveLength(1);
    it.clock.add(110);
    await it.posting.ticker.tick();
    expect(posts('C1')).toHaveLength(1);
    it.clock.add(11);
    await it.posting.ticker.tick();
    expectOnce('C1');
    expect(it.slack.calls.filter((each) => each.method === 'conversations.history')).toEqual([]);
  });

  test('a thread is sent at one message per second', async () => {
    const times: number[] = [];
    it.slack.onTaken = (message) => void (message.channel === 'C1' && times.push(it.clock.now().getTime()));
    await it.posting.ticker.tick();
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(1000);
  });

  test.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'])('%s: the same as plain text', async (error) => {
    failing('C1', 1, { kind: 'error', error });
    await it.posting.ticker.tick();
    expectOnce('C1');
    expect(it.slack.parents('C1')[0]?.blocks[0]).toMatchObject({ type: 'section', block_id: 'digest-1-2026-11-24' });
    expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
  });

  test('finds a message without metadata by the block that carries our id', async () => {
    failing('C1', 1, { kind: 'taken, then 500' });
    const through = it.slack.fault;
    it.slack.fault = (method, body) => {
      if (method === 'conversations.history') body['include_all_metadata'] = 'false';
      return through(method, body);
    };
    await tickFor(5);
    expectOnce('C1');
  });

  test('if the channel cannot be read, a message that may have arrived is not sent again', async () => {
    failing('C1', 1, { kind: 'taken, then 500' });
    const through = it.slack.fault;
    it.slack.fault = (method, body) =>
      method === 'conversations.history' ? { kind: 'error', error: 'missing_scope' } : through(method, body);
    await tickFor(5);
    expect(it.slack.parents('C1')).toHaveLength(1);
    expect(await status('C1')).toContain('Slack may or may not have it: missing_scope');
  });
});

describe('a channel that cannot be posted to', () => {
  test.each(['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action'])(
    '%s: recorded, told once, tried on the next day with what was missed',
    async (error) => {
      failing('C1', 2, { kind: 'error', error });
      await tickFor(10);
      expectOnce('C2');
      expect(it.slack.parents('C1')).toEqual([]);
      expect(it.slack.parents('U7')).toHaveLength(1);
      expect(it.slack.parents('U7')[0]?.text).toContain(error);
      expect(await status('C1')).toContain(`not posted: ${error}`);
      it.clock.set('2026-11-25T13:00:05Z');
      await tickFor(10);
      expect(it.slack.parents('U7')).toHaveLength(1);
      it.clock.set('2026-11-26T13:00:05Z');
      await tickFor(3);
      expectOnce('C1');
      expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
      expect(JSON.stringify(it.slack.parents('C1')[0]?.blocks)).toContain('No digest arrived on Tue, Nov 24, 2026');
      expect(await status('C1')).not.toContain(error);
    },
  );

  test('after a revoked token, messages are kept and retried, and `digest` says so', async () => {
    it.slack.fault = (method) =>
      method === 'chat.postMessage' ? { kind: 'error', error: 'token_revoked' } : undefined;
    await tickFor(3);
    expect(await status('C1')).toContain('on its way (token_revoked)');
    it.slack.fault = () => undefined;
    await tickFor(6);
    expectOnce('C1');
    expectOnce('C2');
  });

  test('a digest that could not be sent for twenty hours fails, and the next one brings its news', async () => {
    it.slack.fault = (method) => (method === 'chat.postMessage' ? { kind: 'cut' } : undefined);
    await it.posting.ticker.tick();
    it.clock.set('2026-11-25T13:00:05Z');
    it.slack.fault = () => undefined;
    await tickFor(3);
    expectOnce('C1');
    expect(it.slack.parents('C1')[0]?.metadata?.event_payload.id).toBe('digest-1-2026-11-25');
    expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
  });
});

test.skipIf(!ON_SQLITE)(
  'while an import holds the database, nothing is posted or lost and commands say so; afterwards it is posted once',
  async () => {
    const file = (await rows<{ file: string }>(it.desk.db, 'pragma database_list'))[0]?.file ?? '';
    await setBusyTimeout(it.desk.db, 20);
    const importing = new Sqlite(file);
    importing.exec('begin immediate');
    await it.posting.ticker.tick();
    expect(it.slack.messages).toEqual([]);
    expect((await answerCommand(it.desk, 'policy "Charlotte, NC" on:2025-11-01')).summary).toContain(
      'must hold a person on an ICE detainer',
    );
    const asker = { channelId: 'C3', userId: 'U7', role: 'editor' as const };
    await expect(answerCommand(it.desk, 'digest on at:08:00 tz:UTC', asker)).rejects.toThrow('Facts are being loaded');
    importing.exec('commit');
    await tickFor(2);
    expectOnce('C1');
    // Locked between Slack's answer and our mark: the mark waits, and nothing is sent again.
    await madeImport(it.desk.db, [{}], { at: '2026-11-25T12:00:00Z' });
    it.clock.set('2026-11-25T13:00:05Z');
    it.slack.onTaken = () => {
      it.slack.onTaken = () => {};
      importing.exec('begin immediate');
      setTimeout(() => importing.exec('commit'), 500);
    };
    await tickFor(2);
    importing.close();
    expect(it.slack.parents('C1')).toHaveLength(2);
    const ids = it.slack.messages.map((each) => each.metadata?.event_payload.id);
    expect(new Set(ids).size).toBe(ids.length);
  },
);

test('a channel whose rule cannot be read is logged and does not affect others', async () => {
  await it.desk.db.updateTable('subscriptions').set({ places: 'broken' }).where('channel_id', '=', 'C1').execute();
  await it.posting.ticker.tick();
  expectOnce('C2');
  expect(it.slack.parents('C1')).toEqual([]);
  expect(it.posting.logged.map((line) => line['msg'])).toContain('job failed');
});

test('nothing is posted without a row, and every posted message is marked with its ts', async () => {
  await it.posting.ticker.tick();
  const kept = await rows<{ message_id: string; ts: string; state: string }>(it.desk.db, 'select * from outbox');
  expect(kept.every((row) => row.state === 'sent')).toBe(true);
  expect(kept.map((row) => `${row.message_id} ${row.ts}`).sort()).toEqual(
    it.slack.messages.map((each) => `${each.metadata?.event_payload.id} ${each.ts}`).sort(),
  );
});
