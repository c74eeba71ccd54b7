import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { homeView } from '../../../src/blocks/home-view.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { madeImport } from '../../_util/news.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';

let desk: Context;
const it = eachSlackDesk(async () => {
  let counter = 0;
  desk = {
    ...(await bundledDesk()),
    randomBytes: (count) => {
      counter += 1;
      return new Uint8Array(count).fill(counter);
    },
  };
  return desk;
});
afterEach(() => desk.close());

const ask = (words: string, channelId = 'C1', userId = 'U2') =>
  answerCommand(desk, words, { channelId, userId, role: 'editor' });
const open = async (tab = 'home') => {
  await it.event({ type: 'app_home_opened', user: 'U2', channel: 'D1', tab });
  await it.stop();
  return it.sent('views.publish');
};

test("shows the person's digests, watches and answers, the age of the facts, and failures", async () => {
  await ask('digest on at:08:00 tz:America/Chicago in:"Cook County, IL"');
  await ask('watch "Denver, CO"', 'C7');
  await ask('watch LASD', 'D1');
  await ask('watch "Polk County, IA"', 'C8', 'U9');
  await ask('policy "Cook County, IL"');
  await madeImport(desk.db, [], {
    source: 'releases',
    message: 'the file is <!channel> empty',
    file: 'releases-3.csv',
  });
  const [published] = await open();
  expect(published?.['user_id']).toBe('U2');
  const text = JSON.stringify(published?.view);
  expect(text).toMatch(/Next: .*none was due yet/);
  expect(text).toContain('"channel_id":"C7"');
  expect(text).toContain('direct message');
  expect(text).not.toContain('Polk County');
  expect(text).toContain('DD-11111111 · policy \\"Cook County, IL\\" (Nov 24, 2026, 12:00 PM UTC)');
  expect(text).toContain('policies: as of');
  expect(text).toContain('ice-detainers: not loaded');
  expect(text).toContain('releases-3.csv was refused');
  expect(text).not.toMatch(/<[!@#]/);
});

test("a watch shows Slack's error, as a digest does: its notice may not have arrived either", async () => {
  await ask('watch "Denver, CO"', 'C7');
  await sql`update watches set failure = 'is_archived'`.execute(desk.db);
  expect(JSON.stringify((await open())[0]?.view)).toContain("Slack's error: is_archived");
});

test('shows a new person how to begin', async () => {
  const text = JSON.stringify((await open())[0]?.view);
  expect(text).toContain('/detainer digest on');
  expect(text).toContain('/detainer watch');
});

test('publishes nothing for the messages tab, and only logs an error from Slack', async () => {
  expect(await open('messages')).toEqual([]);
});

test('its buttons open the search and answer by direct message', async () => {
  await ask('policy "Cook County, IL"');
  const click = (action_id: string, value: string) =>
    it.interact({
      type: 'block_actions',
      trigger_id: '7.7',
      container: { type: 'view' },
      view: { type: 'home' },
      actions: [{ type: 'button', action_id, block_id: 'b', value, action_ts: '1' }],
    });
  await click('open-search', 'search');
  await click('words:a:0', 'show DD-11111111');
  await it.stop();
  expect(it.sent('views.open')[0]?.['trigger_id']).toBe('7.7');
  const [posted] = it.sent('chat.postMessage');
  expect(posted?.['channel']).toBe('U2');
  expect(posted?.['text']).toContain('DD-1111');
});

test('long lists stay within 100 blocks, and long texts are cut', () => {
  const line = { channelId: 'C1', text: 'x'.repeat(5000) };
  const many = Array.from({ length: 500 }, () => line);
  const view = homeView({
    digests: many,
    watches: many,
    sources: many,
    warnings: many.map((each) => each.text),
    answers: many.map((each) => ({ id: 'DD-7K3Q', line: each.text, text: each.text })),
    more: { watches: 3, digests: 0 },
  });
  const blocks = view['blocks'] as unknown[];
  expect(blocks.length).toBeLessThanOrEqual(100);
  expect(JSON.stringify(view).length).toBeLessThan(100_000);
});
