import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDrawer, type Drawer } from '../../../src/charts/draw.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { createBlockMemory } from '../../../src/slack/posting/block-memory.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, randomRows } from '../../_util/detainers.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, typed } from '../../_util/slack-payloads.ts';

let drawer: Drawer;
let desk: Context;
let letter = 0;
beforeAll(async () => {
  drawer = createDrawer();
  desk = {
    ...(await bundledDesk()),
    randomBytes(count) {
      letter += 1;
      return new Uint8Array(count).fill(letter);
    },
  };
  await loadRows(desk, randomRows(300, 3));
});
afterAll(async () => {
  await drawer.close();
  await desk.close();
});
const it = eachSlackDesk(
  async () => desk,
  // In a workspace that draws no charts itself.
  () => ({ drawer, drawn: createBlockMemory(true, ['data_visualization']) }),
);
const CHART = 'chart stats Minnesota';
const EXPORT = 'export releases since:2020-08 until:2020-09';
const uploads = () =>
  it.slack.calls.filter((call) => call.method === 'files.completeUploadExternal').map(({ body }) => body);
const methods = () => it.slack.calls.map((call) => call.method).filter((name) => /^(conversations|files)/.test(name));
const click = (value: string, more: object) =>
  it.interact({ ...actionBody('words:f:0', value, it.slack.responseUrl), ...more });
const keptId = async (line: string) => {
  const answer = await answerCommand(desk, line, { channelId: 'C9', userId: 'U9', role: 'reader' });
  return answer.kind === 'answer' ? (answer.kept?.id ?? '') : '';
};

test('the bot joins a public channel before a chart, as before an export, and says who asked', async () => {
  await typed(it.slack, CHART);
  await it.stop();
  expect(methods()[0]).toBe('conversations.join');
  expect(uploads()[0]?.['initial_comment']).toMatch(/Asked by <@U2>\. Asked with \/detainer chart stats Minnesota$/);
});

test('before the upload the answer promises the chart and does not say that it is posted', async () => {
  it.slack.replies['files.completeUploadExternal'] = { ok: false, error: 'not_in_channel' };
  const reply = JSON.stringify(await typed(it.slack, CHART));
  expect(reply).toContain('follows in this channel');
  expect(reply).not.toMatch(/chart is posted/);
  await it.stop();
  expect(it.slack.responses.at(-1)?.['text']).toContain('/invite');
});

test('a chart that is shown again posts nothing: it gives the numbers, and a button that asks first', async () => {
  const id = await keptId(CHART);
  const reply = JSON.stringify(await typed(it.slack, `show ${id}`));
  await it.stop();
  expect(uploads()).toEqual([]);
  expect(reply).not.toContain('follows in this channel');
  expect(reply).toMatch(/"value":"chart stats Minnesota","confirm"/);
});

describe.each([
  ['a chart', CHART],
  ['an export', EXPORT],
])('%s', (_, words) => {
  test('asked for in a thread lands in the thread', async () => {
    const event = {
      type: 'app_mention',
      channel: 'C1',
      user: 'U2',
      ts: '5.5',
      thread_ts: '4.4',
      text: `<@U1> ${words}`,
    };
    await it.event(event);
    await it.stop();
    expect(uploads()).toMatchObject([{ channel_id: 'C1', thread_ts: '4.4' }]);
  });

  test('asked for by a button in a thread lands in the thread', async () => {
    await click(words, { container: { type: 'message', thread_ts: '4.4', message_ts: '4.5' } });
    await it.stop();
    expect(uploads()).toMatchObject([{ channel_id: 'C1', thread_ts: '4.4' }]);
  });

  test('asked for on the home tab goes to the channel that Slack answers with, never to a user id', async () => {
    it.slack.replies['chat.postMessage'] = { ok: true, ts: '1.1', channel: 'D7' };
    await click(words, { channel: undefined, response_url: undefined, container: { type: 'view' } });
    await it.stop();
    expect(uploads()).toMatchObject([{ channel_id: 'D7' }]);
  });
});
