import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_IDS } from '../../src/local/workspace.ts';
import { type LocalDesk, startLocalDesk } from '../_util/local-desk.ts';

let desk: LocalDesk;
let trigger = '';
beforeAll(async () => {
  desk = await startLocalDesk((app) => {
    app.shortcut('trigger', async ({ ack, body }) => {
      await ack();
      trigger = body.trigger_id;
    });
  });
});
afterAll(() => desk.close());

const channel = LOCAL_IDS.channel;
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const modal = (more: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'A' },
  blocks: [section('a')],
  ...more,
});
const newTrigger = async () => {
  await desk.ask('shortcut', { callback: 'trigger' });
  return trigger;
};

describe('messages', () => {
  test('posted, changed, read back with their metadata, page by page', async () => {
    const metadata = { event_type: 'e', event_payload: { id: '1' } };
    const first = await desk.call('chat.postMessage', { channel, text: 'one', metadata });
    expect(first).toMatchObject({ ok: true, channel });
    const reply = await desk.call('chat.postMessage', { channel, text: 'under it', thread_ts: first['ts'] });
    const second = await desk.call('chat.postMessage', { channel, text: 'two', blocks: [section('*two*')] });
    await desk.call('chat.update', { channel, ts: second['ts'], text: 'two, changed' });
    const history = await desk.call('conversations.history', { channel, limit: '1', include_all_metadata: 'true' });
    expect(history).toMatchObject({ has_more: true, messages: [{ text: 'two, changed', bot_id: LOCAL_IDS.bot }] });
    const cursor = (history['response_metadata'] as { next_cursor: string }).next_cursor;
    const next = await desk.call('conversations.history', {
      channel,
      limit: '1',
      cursor,
      include_all_metadata: 'true',
    });
    expect(next).toMatchObject({ has_more: false, messages: [{ text: 'one', metadata }] });
    const thread = await desk.call('conversations.replies', { channel, ts: first['ts'] });
    expect((thread['messages'] as { ts: string }[]).map((each) => each.ts)).toEqual([first['ts'], reply['ts']]);
    const later = await desk.call('conversations.history', { channel, oldest: first['ts'] });
    expect((later['messages'] as unknown[]).length).toBe(1);
  });

  test("a person's id is their direct message", async () => {
    expect(await desk.call('chat.postMessage', { channel: LOCAL_IDS.you, text: 'x' })).toMatchObject({
      channel: LOCAL_IDS.dm,
    });
    expect(await desk.call('conversations.open', { users: LOCAL_IDS.you })).toMatchObject({
      channel: { id: LOCAL_IDS.dm },
    });
  });

  const many = Array.from({ length: 51 }, () => section('x'));
  test.each([
    ['chat.postMessage', 'channel_not_found', { channel: 'C9', text: 'x' }],
    ['chat.postMessage', 'no_text', { channel }],
    ['chat.postMessage', 'msg_too_long', { channel, text: 'x'.repeat(40_001) }],
    ['chat.postMessage', 'invalid_blocks_format', { channel, text: 'x', blocks: '[{' }],
    ['chat.postMessage', 'invalid_blocks', { channel, text: 'x', blocks: many }],
    ['chat.postMessage', 'invalid_blocks', { channel, text: 'x', blocks: [{ type: 'nonsense' }] }],
    ['chat.postMessage', 'invalid_blocks', { channel, text: 'x', blocks: [section('x'.repeat(3001))] }],
    [
      'chat.postMessage',
      'invalid_blocks',
      { channel, text: 'x', blocks: [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }] },
    ],
    ['chat.postMessage', 'thread_not_found', { channel, text: 'x', thread_ts: '1.2' }],
    ['chat.postEphemeral', 'user_not_in_channel', { channel, user: 'U9', text: 'x' }],
    ['chat.update', 'message_not_found', { channel, ts: '1.2', text: 'x' }],
    ['conversations.history', 'channel_not_found', { channel: 'C9' }],
    ['conversations.history', 'invalid_limit', { channel, limit: '-1' }],
    ['conversations.history', 'invalid_cursor', { channel, cursor: '!' }],
    ['conversations.history', 'invalid_ts_oldest', { channel, oldest: 'then' }],
    ['conversations.replies', 'thread_not_found', { channel, ts: '1.2' }],
    ['conversations.info', 'channel_not_found', { channel: 'C9' }],
    ['conversations.join', 'method_not_supported_for_channel_type', { channel: LOCAL_IDS.dm }],
    ['views.open', 'invalid_trigger_id', { trigger_id: '1', view: modal() }],
    [
      'views.open',
      'invalid_arguments',
      { trigger_id: '1', view: modal({ title: { type: 'plain_text', text: 'x'.repeat(25) } }) },
    ],
    ['views.open', 'invalid_arguments', { trigger_id: '1', view: '{' }],
    ['views.update', 'not_found', { view_id: 'V9', view: modal() }],
    ['views.publish', 'user_not_found', { user_id: 'U9', view: { type: 'home', blocks: [] } }],
    ['files.getUploadURLExternal', 'invalid_arguments', { filename: 'a.png', length: '0' }],
    ['files.getUploadURLExternal', 'file_upload_size_restricted', { filename: 'a.png', length: '99999999' }],
    ['files.completeUploadExternal', 'file_not_found', { files: [{ id: 'F9' }] }],
    ['constructor', 'unknown_method', {}],
    ['admin.users.list', 'unknown_method', {}],
  ])('%s: %s', async (method, error, fields) => {
    const before = desk.workspace.messages.length;
    expect(await desk.call(method, fields)).toMatchObject({ ok: false, error });
    expect(desk.workspace.messages.length).toBe(before);
  });

  test('a wrong token and a missing one', async () => {
    expect(await desk.call('auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' });
    const bare = await fetch(`${desk.slack.apiUrl}auth.test`, { method: 'POST', body: new URLSearchParams({}) });
    expect(await bare.json()).toMatchObject({ ok: false, error: 'not_authed' });
    expect(await desk.call('auth.test', {})).toMatchObject({ ok: true, bot_id: LOCAL_IDS.bot });
  });

  test('outside the channel nothing is posted or read until the bot has joined', async () => {
    const place = desk.workspace.channel(channel);
    if (place) place.isMember = false;
    for (const method of ['chat.postMessage', 'conversations.history'])
      expect(await desk.call(method, { channel, text: 'x' })).toMatchObject({ error: 'not_in_channel' });
    expect(await desk.call('conversations.join', { channel })).toMatchObject({ ok: true });
    expect(await desk.call('conversations.join', { channel })).toMatchObject({ warning: 'already_in_channel' });
    expect(await desk.call('conversations.info', { channel })).toMatchObject({ channel: { is_member: true } });
  });
});

describe('views', () => {
  test('a trigger opens one view, within three seconds; three stand on each other at most', async () => {
    const used = await newTrigger();
    expect(await desk.call('views.open', { trigger_id: used, view: modal() })).toMatchObject({
      ok: true,
      view: { type: 'modal' },
    });
    expect(await desk.call('views.open', { trigger_id: used, view: modal() })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const late = await newTrigger();
    desk.clock.ahead += 3001;
    expect(await desk.call('views.open', { trigger_id: late, view: modal() })).toMatchObject({
      error: 'expired_trigger_id',
    });
    for (const ok of [true, true, false])
      expect(await desk.call('views.push', { trigger_id: await newTrigger(), view: modal() })).toMatchObject(
        ok ? { ok } : { error: 'push_limit_reached' },
      );
    const [first] = desk.workspace.modals;
    expect(await desk.call('views.update', { view_id: first?.id, hash: 'old', view: modal() })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(
      await desk.call('views.update', { view_id: first?.id, hash: first?.hash, view: modal({ callback_id: 'new' }) }),
    ).toMatchObject({ view: { id: first?.id, callback_id: 'new' } });
  });

  test('a form without a submit button is refused with a sentence', async () => {
    const input = {
      type: 'input',
      label: { type: 'plain_text', text: 'L' },
      element: { type: 'plain_text_input', action_id: 'a' },
    };
    const refused = await desk.call('views.open', { trigger_id: await newTrigger(), view: modal({ blocks: [input] }) });
    expect(refused).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining('submit')] },
    });
  });
});

test('response_url: five times, then no more; what Slack would refuse is refused', async () => {
  let url = '';
  const other = await startLocalDesk((app) => {
    app.shortcut('keep', async ({ ack, body }) => {
      await ack();
      url = (body as { response_url: string }).response_url;
    });
  });
  await other.call('chat.postMessage', { channel, text: 'x' });
  const message = other.workspace.messages.at(-1);
  await other.ask('shortcut', { callback: 'keep', channel, ts: message?.ts });
  const respond = (body: object) => fetch(url, { method: 'POST', body: JSON.stringify(body) });
  expect((await respond({ text: 'a', blocks: [{ type: 'nonsense' }] })).status).toBe(400);
  expect((await respond({ text: 'b' })).status).toBe(200);
  expect(other.workspace.messages.at(-1)).toMatchObject({ text: 'b', ephemeral: true });
  expect((await respond({ text: 'c', response_type: 'in_channel' })).status).toBe(200);
  expect(other.workspace.messages.at(-1)).toMatchObject({ text: 'c', ephemeral: false });
  expect((await respond({ text: 'd', replace_original: true })).status).toBe(200);
  expect(message?.text).toBe('d');
  expect((await respond({ delete_original: true })).status).toBe(200);
  expect(other.workspace.messages).not.toContain(message);
  const sixth = await respond({ text: 'e' });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: 'used_url' }]);
  await other.close();
});

test('chat.update: text alone takes the place of the blocks, neither leaves both', async () => {
  const post = await desk.call('chat.postMessage', { channel, text: 'first', blocks: [section('*first*')] });
  const message = () => desk.workspace.find(channel, String(post['ts']));
  await desk.call('chat.update', { channel, ts: post['ts'], metadata: { event_type: 'e', event_payload: {} } });
  expect(message()).toMatchObject({ text: 'first', blocks: [{ type: 'section' }], metadata: { event_type: 'e' } });
  await desk.call('chat.update', { channel, ts: post['ts'], text: 'second' });
  expect(message()).toMatchObject({ text: 'second', blocks: [], edited: true });
});
