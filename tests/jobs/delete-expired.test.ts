import { expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { insertAuditRow } from '../../src/db/audit.ts';
import { queueMessage } from '../../src/db/outbox/threads.ts';
import { deleteExpired } from '../../src/jobs/delete-expired.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { eachPostingDesk } from '../_util/posting.ts';

const it = eachPostingDesk();

const day = async (at: number) => {
  it.clock.set(new Date(Date.parse('2026-11-24T13:00:05Z') + at * 86_400_000).toISOString());
  for (let tick = 0; tick < 3; tick += 1) await it.posting.ticker.tick();
};
const ids = async (table: 'outbox' | 'threads') =>
  (await rows<{ id: string }>(it.desk.db, `select ${table === 'outbox' ? 'message' : 'thread'}_id as id from ${table}`))
    .map((row) => row.id)
    .sort();
const dates = async () =>
  (await rows<{ local_date: string }>(it.desk.db, 'select local_date from deliveries order by 1')).map(
    (row) => row.local_date,
  );

test('posted messages and their threads are deleted after 30 days; open ones stay', async () => {
  await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
  await answerCommand({ ...it.desk, now: it.clock.now }, 'watch releases', {
    channelId: 'C2',
    userId: 'U7',
    role: 'editor',
  });
  await madeImport(it.desk.db, [{}]);
  it.slack.fault = (method, body) =>
    method === 'chat.postMessage' && body['channel'] === 'C9' ? { kind: 'error', error: 'is_archived' } : undefined;
  await queueMessage(it.desk.db, { messageId: 'refused', channelId: 'C9', post: {} }, it.clock.now());
  await day(0);
  const first = await ids('outbox');
  expect(first).toEqual(
    expect.arrayContaining(['digest-1-2026-11-24', 'digest-1-2026-11-24.1', 'refused', 'watch-1-2026-11-24']),
  );
  await it.desk.db
    .updateTable('outbox')
    .set({ state: 'waiting', claimed_until: '2030' })
    .where('message_id', '=', 'refused')
    .execute();
  await it.desk.db.updateTable('threads').set({ state: 'open' }).where('thread_id', '=', 'refused').execute();
  await day(29);
  expect(await ids('outbox')).toEqual(expect.arrayContaining(first));
  await day(31);
  const left = await ids('outbox');
  expect(first.filter((id) => left.includes(id))).toEqual(['refused']);
  expect((await ids('threads')).filter((id) => !left.includes(id))).toEqual([]);
  expect(await dates()).toEqual(['2026-12-23', '2026-12-25']);
});

test('a digest that failed for 40 days still starts after the last one that arrived, and no date gets two', async () => {
  await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
  await madeImport(it.desk.db, [{}]);
  await day(0);
  expect(it.slack.parents('C1')).toHaveLength(1);
  await madeImport(it.desk.db, [{}, {}], { at: '2026-11-25T12:00:00Z' });
  it.slack.fault = (method, body) =>
    method === 'chat.postMessage' && body['channel'] === 'C1' ? { kind: 'error', error: 'is_archived' } : undefined;
  for (let at = 1; at <= 40; at += 1) await day(at);
  expect((await dates()).slice(0, 2)).toEqual(['2026-11-24', '2026-12-04']);
  it.slack.fault = () => undefined;
  await day(40);
  expect(it.slack.parents('C1')).toHaveLength(1); // this date had its digest
  await day(41);
  expect(it.slack.parents('C1')[1]?.text).toContain('New since Tue, Nov 24, 2026, 1:00 PM: 2 declined releases');
});

test('a clock that is years ahead for a moment deletes no delivery that a digest needs and no open message', async () => {
  await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
  await madeImport(it.desk.db, [{}]);
  await day(0);
  await queueMessage(it.desk.db, { messageId: 'open', channelId: 'C9', post: {} }, it.clock.now());
  await it.desk.db.updateTable('subscriptions').set({ ended_at: '2026' }).execute();
  await deleteExpired({ ...it.desk, now: () => new Date('2036-11-24T13:00:00Z') });
  expect(await dates()).toEqual(['2026-11-24']);
  expect(await ids('outbox')).toEqual(['digest-1-2026-11-24', 'digest-1-2026-11-24.1', 'open']);
  await it.desk.db.updateTable('subscriptions').set({ ended_at: null }).execute();
  await day(0);
  expect(it.slack.parents('C1')).toHaveLength(1);
});

test('one run deletes 5,000 rows of a kind at most, the oldest first; the next ones go on', async () => {
  const many = 12_000;
  const at = (row: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + row * 1000).toISOString();
  const asked = Array.from({ length: many }, (_, row) => ({ asked_at: at(row), user_id: 'U1', way: 'mention' }));
  for (let from = 0; from < many; from += 1000)
    await insertAuditRow(
      it.desk.db,
      asked.slice(from, from + 1000).map((row) => ({ ...row, outcome: 'answered' as const })),
    );
  await rows(
    it.desk.db,
    `insert into answers (answer_id, line, channel_id, user_id, imports, said_sha256, answered_at)
      select 'DD-' || audit_id, 'help', 'C1', 'U1', '{}', '', asked_at from audit`,
  );
  const left = async () => [
    await rows(it.desk.db, 'select count(*) n, min(asked_at) oldest from audit'),
    await rows(it.desk.db, 'select count(*) n, min(answered_at) oldest from answers'),
  ];
  for (const expected of [7000, 2000, 0]) {
    await deleteExpired({ db: it.desk.db, now: it.clock.now });
    const row = { n: expected, oldest: expected === 0 ? null : at(many - expected) };
    expect(await left()).toEqual([[row], [row]]);
  }
});
