import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findNewestImportId } from '../../src/db/newest-import.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { ON_SQLITE } from '../_util/databases.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { eachPostingDesk } from '../_util/posting.ts';
import type { Posted } from '../_util/slack.ts';

const it = eachPostingDesk();

const ask = (words: string) =>
  answerCommand({ ...it.desk, now: it.clock.now }, words, { channelId: 'C1', userId: 'U7', role: 'editor' as const });
const watch = () => ask('watch "Los Angeles County, CA" kinds:releases');

/** Refuses posts to C1 from now on: all of them, or those in a thread; undefined mends it. */
const refuse = (error: string | undefined, which: 'all' | 'replies' = 'all') => {
  it.slack.fault = (method, body) =>
    error && method === 'chat.postMessage' && body['channel'] === 'C1' && (which === 'all' || body['thread_ts'])
      ? { kind: 'error', error }
      : undefined;
};
const tickAt = async (instant: string, times = 3) => {
  it.clock.set(instant);
  for (let tick = 0; tick < times; tick += 1) await it.posting.ticker.tick();
};

/** Loads the bundled cases with `count` more, through the real import. */
async function importCases(count: number): Promise<void> {
  const text = readFileSync('data/releases.csv', 'utf8').trimEnd();
  const line = text.split('\n').find((each) => each.startsWith('LA-2,')) ?? '';
  const more = Array.from({ length: count }, (_, at) => line.replace('LA-2,', `LA-900${at + 1},`));
  const path = join(mkdtempSync(join(tmpdir(), 'desk-threads-')), `releases-${count}.csv`);
  writeFileSync(path, `${[text, ...more].join('\n')}\n`);
  const { inserted } = await importFile(it.desk.db, findSource('releases'), path, { now: it.clock.now });
  expect(inserted).toBe(1);
}

const textOf = (messages: Posted[]) => JSON.stringify(messages.map(({ text, blocks }) => ({ text, blocks })));
/** What stands in the thread of a message of C1. */
const thread = (at: number) => textOf(it.slack.threadOf(it.slack.parents('C1')[at] as Posted));
const told = () => it.slack.parents('U7');
const open = () => rows(it.desk.db, "select message_id, state from outbox where state in ('waiting', 'sending')");
const since = async () =>
  (await rows<{ since_import_id: number }>(it.desk.db, 'select since_import_id from watches'))[0]?.since_import_id;

/** Nothing waits, nothing came twice, and the only watch has nothing left to post. */
async function expectSettled(): Promise<void> {
  expect(await open()).toEqual([]);
  const ids = it.slack.messages.map((each) => each.metadata?.event_payload.id);
  expect(new Set(ids).size).toBe(ids.length);
  if ((await since()) !== undefined) expect(await since()).toBe(await findNewestImportId(it.desk.db));
}

describe('news of a watch whose post was refused', () => {
  test('is posted with the next file, once the channel accepts posts', async () => {
    await watch();
    const before = await since();
    refuse('not_in_channel');
    await importCases(1);
    await tickAt('2026-11-24T13:00:00Z');
    expect(it.slack.parents('C1')).toEqual([]);
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain('not_in_channel');
    expect(await open()).toEqual([]);
    expect(await since()).toBe(before);
    refuse(undefined);
    await importCases(2);
    await tickAt('2026-11-24T15:00:00Z');
    expect(it.slack.parents('C1')).toHaveLength(1);
    expect(it.slack.parents('C1')[0]?.text).toContain('2 declined releases');
    await tickAt('2026-11-27T15:00:00Z');
    expect(it.slack.parents('C1')).toHaveLength(1);
    expect(told()).toHaveLength(1);
    await expectSettled();
  });

  test('is posted a day later if no file follows; Slack is not called in between', async () => {
    await watch();
    await madeImport(it.desk.db, [{}]);
    refuse('not_in_channel');
    await tickAt('2026-11-24T13:00:00Z');
    const asked = it.slack.calls.length;
    await tickAt('2026-11-24T22:00:00Z');
    await tickAt('2026-11-25T12:59:00Z');
    expect(it.slack.calls).toHaveLength(asked);
    refuse(undefined);
    await tickAt('2026-11-25T13:00:00Z');
    expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
    await expectSettled();
  });

  test('is posted at once when the watch is set again', async () => {
    await watch();
    await madeImport(it.desk.db, [{}]);
    refuse('not_in_channel');
    await tickAt('2026-11-24T13:00:00Z');
    expect(JSON.stringify(await ask('watches'))).toContain('not_in_channel');
    refuse(undefined);
    await watch();
    await tickAt('2026-11-24T13:05:00Z');
    expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
    expect(JSON.stringify(await ask('watches'))).not.toContain('not_in_channel');
    await expectSettled();
  });

  test('if a later thread of the day fails, the person is notified and the news is posted in a new thread', async () => {
    await watch();
    await madeImport(it.desk.db, [{}]);
    await tickAt('2026-11-24T13:00:00Z');
    refuse('not_in_channel');
    await madeImport(it.desk.db, [{}, {}]);
    await tickAt('2026-11-24T14:00:00Z');
    expect(told()).toHaveLength(1);
    refuse(undefined);
    await madeImport(it.desk.db, [{}, {}, {}]);
    await tickAt('2026-11-24T15:00:00Z');
    expect(it.slack.parents('C1').map((each) => /(\d) declined/.exec(each.text)?.[1])).toEqual(['1', '5']);
    await madeImport(it.desk.db, [{}]);
    await tickAt('2026-11-24T16:00:00Z');
    expect(it.slack.parents('C1')).toHaveLength(2);
    expect(it.slack.threadOf(it.slack.parents('C1')[1] as Posted)).toHaveLength(2);
    await expectSettled();
  });

  test('after twenty hours without Slack it fails, the person is notified, and the news is posted afterwards', async () => {
    await watch();
    await madeImport(it.desk.db, [{}]);
    it.slack.fault = (method) =>
      method === 'chat.postMessage' ? { kind: 'error', error: 'token_revoked' } : undefined;
    await tickAt('2026-11-24T13:00:00Z');
    it.slack.fault = () => undefined;
    await tickAt('2026-11-25T13:00:00Z');
    expect(told()[0]?.text).toContain('token_revoked');
    await tickAt('2026-11-26T13:00:00Z');
    expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
    await expectSettled();
  });
});

test.each(['watch', 'digest'])(
  'the person of a %s is told once a spell of failures, and again in the next',
  async (kind) => {
    if (kind === 'watch') await watch();
    else await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
    const day = async (date: string) => {
      await madeImport(it.desk.db, [{}], { at: `${date}T12:30:00Z` });
      await tickAt(`${date}T13:00:05Z`);
    };
    refuse('is_archived');
    await day('2026-11-24');
    await day('2026-11-25');
    expect(told()).toHaveLength(1);
    refuse(undefined);
    await day('2026-11-26');
    expect(it.slack.parents('C1')[0]?.text).toContain('3 declined releases');
    refuse('not_in_channel');
    await day('2026-11-27');
    await day('2026-11-28');
    expect(told().map((each) => /is_archived|not_in_channel/.exec(each.text)?.[0])).toEqual([
      'is_archived',
      'not_in_channel',
    ]);
  },
);

describe.each(['watch', 'digest'])('a reply of a %s that was refused', (kind) => {
  test('is reported, and its whole thread is posted again', async () => {
    if (kind === 'watch') await watch();
    else await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
    await madeImport(it.desk.db, [{}]);
    refuse('not_in_channel', 'replies');
    await tickAt('2026-11-24T13:00:05Z');
    expect(it.slack.parents('C1')).toHaveLength(1);
    expect(it.slack.messages.filter((each) => each.thread_ts)).toEqual([]);
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain('not_in_channel');
    expect(await open()).toEqual([]);
    const status = JSON.stringify(await ask(kind === 'watch' ? 'watches' : 'digest'));
    expect(status).toContain('not_in_channel');
    refuse(undefined);
    await tickAt('2026-11-25T13:00:05Z');
    expect(it.slack.parents('C1')).toHaveLength(2);
    expect(it.slack.parents('C1')[1]?.text).toContain('1 declined release');
    expect(thread(1)).toContain('citizen of Honduras');
    const banner = JSON.stringify(it.slack.parents('C1')[1]?.blocks);
    expect(banner).not.toContain('No digest arrived');
    if (kind === 'digest') expect(banner).toContain('Details are missing from the thread of Tue, Nov 24, 2026');
    await expectSettled();
  });
});

test('a refused `digest now` is reported, and the next digest no longer mentions it', async () => {
  await subscribe(it.desk, 'C1', 'at:20:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
  await madeImport(it.desk.db, [{}]);
  refuse('is_archived');
  await ask('digest now');
  await tickAt('2026-11-24T13:00:00Z');
  expect(told()).toHaveLength(1);
  refuse(undefined);
  await tickAt('2026-11-24T20:00:05Z');
  expect(it.slack.parents('C1')[0]?.text).toContain('1 declined release');
  expect(JSON.stringify(await ask('digest'))).not.toContain('is_archived');
  await expectSettled();
});

test.skipIf(!ON_SQLITE)('a failure is recorded completely or not at all', async () => {
  await watch();
  await madeImport(it.desk.db, [{}]);
  refuse('not_in_channel');
  await rows(
    it.desk.db,
    `create trigger in_the_way before insert on outbox when new.channel_id = 'U7' begin select raise(abort, 'in the way'); end`,
  );
  await tickAt('2026-11-24T13:00:00Z', 1);
  expect(it.posting.logged.map((line) => line['msg'])).toContain('job failed');
  expect(await rows(it.desk.db, "select message_id from outbox where state = 'failed'")).toEqual([]);
  await rows(it.desk.db, 'drop trigger in_the_way');
  await tickAt('2026-11-24T13:03:00Z');
  expect(told()).toHaveLength(1);
  expect(await open()).toEqual([]);
  refuse(undefined);
  await tickAt('2026-11-25T13:03:00Z');
  expect(it.slack.parents('C1')).toHaveLength(1);
  await expectSettled();
});

test('an open message below a failed thread expires and is not posted', async () => {
  await watch();
  await madeImport(it.desk.db, [{}]);
  refuse('not_in_channel');
  await tickAt('2026-11-24T13:00:00Z');
  const claims = ["'waiting', null, null", "'sending', 'another', '2026-11-24T13:02:00Z'"];
  for (const [at, claim] of claims.entries())
    await rows(
      it.desk.db,
      `insert into outbox (message_id, thread_of, position, channel_id, payload, state, claimed_by, claimed_until, attempts, created_at, expires_at, try_after, unsure)
      select message_id || '.late.${at}', message_id, ${7 + at}, channel_id, payload, ${claim}, 0, created_at, expires_at, created_at, 0
      from outbox where message_id like 'watch-%' and thread_of is null`,
    );
  expect(await open()).toHaveLength(2);
  refuse(undefined);
  await tickAt('2026-11-24T13:01:00Z', 1);
  expect(await open()).toHaveLength(1); // another process has it until two minutes past
  await tickAt('2026-11-24T13:03:00Z', 1);
  expect(await open()).toEqual([]);
  expect(it.slack.parents('C1')).toEqual([]);
});

test('a watch that ended and a later one share nothing', async () => {
  await watch();
  await madeImport(it.desk.db, [{}]);
  await tickAt('2026-11-24T13:00:00Z');
  await ask('unwatch "Los Angeles County, CA"');
  await ask('watch "Texas" kinds:releases');
  await madeImport(it.desk.db, [{ state: 'TX', place_id: '48201' }]);
  await tickAt('2026-11-24T14:00:00Z');
  expect(it.slack.parents('C1').map((each) => /Los Angeles|Texas/.exec(each.text)?.[0])).toEqual([
    'Los Angeles',
    'Texas',
  ]);
  await expectSettled();
});
