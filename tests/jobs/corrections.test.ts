import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { rows, subscribe } from '../_util/news.ts';
import { eachPostingDesk } from '../_util/posting.ts';
import type { Posted } from '../_util/slack.ts';

const it = eachPostingDesk();
const ask = (words: string) =>
  answerCommand({ ...it.desk, now: it.clock.now }, words, { channelId: 'C1', userId: 'U7', role: 'editor' as const });
const tickAt = async (instant: string, times = 3) => {
  it.clock.set(instant);
  for (let tick = 0; tick < times; tick += 1) await it.posting.ticker.tick();
};

/** Loads the bundled cases with one more, so that it is news. */
async function importOneMore(): Promise<void> {
  const text = readFileSync('data/releases.csv', 'utf8').trimEnd();
  const line = text.split('\n').find((each) => each.startsWith('LA-2,')) ?? '';
  const path = join(mkdtempSync(join(tmpdir(), 'desk-corrections-')), 'releases.csv');
  writeFileSync(path, `${text}\n${line.replace('LA-2,', 'LA-901,')}\n`);
  await importFile(it.desk.db, findSource('releases'), path, { now: it.clock.now });
}

const SOURCE = 'url:https://www.example.gov/statement';
const CORRECTION = `dispute LA-901 kind:correction by:ICE on:2026-11-23 ${SOURCE} field:age now:22`;
const edits = () => it.slack.calls.filter(({ method }) => method === 'chat.update').map(({ body }) => body);
const textOf = (messages: Posted[]) => JSON.stringify(messages.map(({ text, blocks }) => ({ text, blocks })));

/** A digest that has posted the case in its thread. */
async function postCase(): Promise<Posted> {
  await subscribe(it.desk, 'C1', 'at:08:00 tz:UTC', '2026-11-24T12:00:00Z');
  await importOneMore();
  await tickAt('2026-11-25T08:00:20Z');
  const [parent] = it.slack.parents('C1');
  if (!parent) throw new Error('no digest');
  return parent;
}

test('a correction changes the message that has the case, says so in its thread, and is in the next digest', async () => {
  const parent = await postCase();
  const posted = it.slack.threadOf(parent).find((each) => JSON.stringify(each.blocks).includes('LA-901'));
  const before = it.slack.threadOf(parent).length;
  expect((await ask(CORRECTION)).parts[0]).toMatchObject({ text: expect.stringContaining('The message in which') });
  await tickAt('2026-11-25T09:00:00Z');
  const [edit, ...others] = edits();
  expect(others).toEqual([]);
  expect(edit).toMatchObject({ channel: 'C1', ts: posted?.ts });
  expect(edit?.['blocks']).toContain('age: 21 -> 22');
  expect(JSON.parse(edit?.['metadata'] ?? '{}').event_payload).toEqual(posted?.metadata?.event_payload);
  const told = it.slack.threadOf(parent).slice(before);
  expect(told).toHaveLength(1);
  expect(textOf(told)).toContain('Correction: LA-901');
  await tickAt('2026-11-26T08:00:20Z');
  const next = it.slack.parents('C1').at(-1) as Posted;
  expect(next.ts).not.toBe(parent.ts);
  expect(next.text).toContain('1 correction');
  expect(textOf(it.slack.threadOf(next))).toContain('age: 21 -');
});

test('a second correction keeps the first in the message', async () => {
  await postCase();
  await ask(CORRECTION);
  await ask(CORRECTION.replace('now:22', 'now:23').replace('11-23', '11-24'));
  await tickAt('2026-11-25T09:00:00Z');
  const last = edits().at(-1)?.['blocks'] ?? '';
  expect(last).toContain('age: 21 -');
  expect(last).toContain('age: 22 -');
});

test('an answer of the other side changes no message: it comes with the next digest', async () => {
  const parent = await postCase();
  await ask(`dispute LA-901 kind:response by:LASD on:2026-11-23 ${SOURCE} says:"no request came"`);
  await tickAt('2026-11-25T09:00:00Z');
  expect(edits()).toEqual([]);
  await tickAt('2026-11-26T08:00:20Z');
  expect((it.slack.parents('C1').at(-1) as Posted).text).toContain('1 response to what was published');
  expect(parent.text).not.toContain('response');
});

test('a message that Slack does not let be changed leaves the digest as it is', async () => {
  await postCase();
  await ask(CORRECTION);
  it.slack.fault = (method) => (method === 'chat.update' ? { kind: 'error', error: 'cant_update_message' } : undefined);
  await tickAt('2026-11-25T09:00:00Z');
  const states = await rows<{ state: string }>(
    it.desk.db,
    "select distinct state from threads where thread_id like 'digest-%'",
  );
  expect(states).toEqual([{ state: 'sent' }]);
  const failed = await rows<{ error: string }>(it.desk.db, "select error from outbox where state = 'failed'");
  expect(failed).toEqual([{ error: 'cant_update_message' }]);
});

test('an edit that was cut off is sent again', async () => {
  await postCase();
  await ask(CORRECTION);
  let cut = true;
  it.slack.fault = (method) => {
    if (method !== 'chat.update' || !cut) return undefined;
    cut = false;
    return { kind: 'taken, then cut' };
  };
  await tickAt('2026-11-25T09:00:00Z');
  await tickAt('2026-11-25T09:10:00Z');
  expect(edits()).toHaveLength(2);
  expect(
    await rows(it.desk.db, "select message_id from outbox where state in ('waiting', 'sending', 'failed')"),
  ).toEqual([]);
});
