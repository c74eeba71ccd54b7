import { beforeEach, describe, expect, test } from 'vitest';
import { addReply } from '../../src/local/response-url.ts';
import { createTriggers } from '../../src/local/triggers.ts';
import { storeUpload } from '../../src/local/web-api/files.ts';
import { callMethod } from '../../src/local/web-api/index.ts';
import { createWorkspace, LOCAL_IDS } from '../../src/local/workspace.ts';

let now: number;
let api: Parameters<typeof callMethod>[0];
beforeEach(() => {
  now = Date.parse('2026-11-24T12:00:00Z');
  const workspace = createWorkspace(() => new Date(now));
  api = { workspace, triggers: createTriggers(workspace), origin: () => 'http://127.0.0.1:3000' };
});

/** A call with its fields as a form has them. */
const call = (method: string, fields: Record<string, unknown>) =>
  callMethod(
    api,
    method,
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    ),
  );
const { channel } = LOCAL_IDS;
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const title = (text: string) => ({ type: 'plain_text', text });
const modal = (more: object = {}) => ({ type: 'modal', title: title('A'), blocks: [section('a')], ...more });

describe('messages', () => {
  test('are posted, and read back with their metadata, page by page', () => {
    const metadata = { event_type: 'e', event_payload: { id: '1' } };
    const first = call('chat.postMessage', { channel, text: 'one', metadata });
    expect(first).toMatchObject({ ok: true, channel });
    const reply = call('chat.postMessage', { channel, text: 'under it', thread_ts: first['ts'] });
    call('chat.postMessage', { channel, text: 'two', blocks: [section('*two*')] });
    call('chat.postEphemeral', { channel, user: LOCAL_IDS.you, text: 'not in the history' });
    const all = { channel, limit: '1', include_all_metadata: 'true' };
    const history = call('conversations.history', all);
    expect(history).toMatchObject({ has_more: true, messages: [{ text: 'two', bot_id: LOCAL_IDS.bot }] });
    const { next_cursor } = history['response_metadata'] as { next_cursor: string };
    expect(call('conversations.history', { ...all, cursor: next_cursor })).toMatchObject({
      has_more: false,
      messages: [{ text: 'one', metadata }],
    });
    const thread = call('conversations.replies', { channel, ts: first['ts'] });
    expect((thread['messages'] as { ts: string }[]).map((each) => each.ts)).toEqual([first['ts'], reply['ts']]);
    expect(call('conversations.history', { channel, oldest: first['ts'] })['messages']).toHaveLength(1);
  });

  test("a person's id is their direct message", () => {
    expect(call('chat.postMessage', { channel: LOCAL_IDS.you, text: 'x' })).toMatchObject({ channel: LOCAL_IDS.dm });
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
    ['conversations.history', 'channel_not_found', { channel: 'C9' }],
    ['conversations.history', 'invalid_limit', { channel, limit: '-1' }],
    ['conversations.history', 'invalid_cursor', { channel, cursor: '!' }],
    ['conversations.history', 'invalid_ts_oldest', { channel, oldest: 'then' }],
    ['conversations.replies', 'thread_not_found', { channel, ts: '1.2' }],
    ['conversations.join', 'method_not_supported_for_channel_type', { channel: LOCAL_IDS.dm }],
    ['views.open', 'invalid_trigger_id', { trigger_id: '1', view: modal() }],
    ['views.open', 'invalid_arguments', { trigger_id: '1', view: modal({ title: title('x'.repeat(25)) }) }],
    ['views.open', 'invalid_arguments', { trigger_id: '1', view: '{' }],
    ['views.publish', 'invalid_arguments', { user_id: LOCAL_IDS.you, view: modal() }],
    ['files.getUploadURLExternal', 'invalid_arguments', { filename: 'a.png', length: '0' }],
    ['files.getUploadURLExternal', 'file_upload_size_restricted', { filename: 'a.png', length: '99999999' }],
    ['files.completeUploadExternal', 'file_not_found', { channel_id: channel, files: [{ id: 'F9' }] }],
    ['constructor', 'unknown_method', {}],
    ['admin.users.list', 'unknown_method', {}],
  ])('%s: %s', (method, error, fields) => {
    expect(call(method, fields)).toMatchObject({ ok: false, error });
    expect(api.workspace.messages).toEqual([]);
  });

  test('nothing is posted or read before the bot joins the channel', () => {
    const found = api.workspace.findChannel(channel);
    if (found) found.isMember = false;
    for (const method of ['chat.postMessage', 'conversations.history'])
      expect(call(method, { channel, text: 'x' })).toMatchObject({ error: 'not_in_channel' });
    expect(call('conversations.join', { channel })).toMatchObject({ ok: true });
    expect(call('chat.postMessage', { channel, text: 'x' })).toMatchObject({ ok: true });
  });

  test('a file is announced, uploaded whole, and posted with its comment', () => {
    const { file_id } = call('files.getUploadURLExternal', { filename: 'a.csv', length: '3' });
    expect(storeUpload(api, String(file_id), Buffer.from('ab'))).toContain('2 bytes');
    expect(storeUpload(api, String(file_id), Buffer.from('abc'))).toBeUndefined();
    expect(storeUpload(api, String(file_id), Buffer.from('abc'))).toBe('file_not_found');
    const files = [{ id: file_id, title: 'A file' }];
    call('files.completeUploadExternal', { channel_id: channel, initial_comment: 'Look', files });
    expect(api.workspace.messages).toMatchObject([
      { text: 'Look', files: [{ title: 'A file', mimetype: 'text/csv' }] },
    ]);
  });
});

test('a trigger opens one view, within three seconds', () => {
  const [first, second] = [api.triggers.newTrigger(), api.triggers.newTrigger()];
  const open = (trigger_id: string) => call('views.open', { trigger_id, view: modal() });
  expect(open(first)).toMatchObject({ ok: true, view: { type: 'modal' } });
  expect(open(first)).toMatchObject({ error: 'exchanged_trigger_id' });
  now += 3001;
  expect(open(second)).toMatchObject({ error: 'expired_trigger_id' });
});

test('a form without a submit button is refused with a sentence', () => {
  const input = { type: 'input', label: title('L'), element: { type: 'datepicker', action_id: 'a' } };
  expect(call('views.open', { trigger_id: api.triggers.newTrigger(), view: modal({ blocks: [input] }) })).toMatchObject(
    { error: 'invalid_arguments', response_metadata: { messages: [expect.stringContaining('submit')] } },
  );
});

test('response_url works five times within half an hour, and refuses what Slack refuses', () => {
  const [id, late] = [api.triggers.newResponse({ channel, threadTs: '5.5' }), api.triggers.newResponse({ channel })];
  expect(() => addReply(api.workspace, { channel }, { text: 'a', blocks: [{ type: 'nonsense' }] })).toThrow(
    'invalid_blocks',
  );
  addReply(api.workspace, { channel }, { text: 'b' });
  addReply(api.workspace, { channel, threadTs: '5.5' }, { text: 'c', response_type: 'in_channel' });
  expect(api.workspace.messages).toMatchObject([
    { text: 'b', ephemeral: true },
    { text: 'c', ephemeral: false, threadTs: '5.5' },
  ]);
  for (let use = 0; use < 5; use += 1) expect(api.triggers.useResponse(id)).toMatchObject({ channel, threadTs: '5.5' });
  expect(api.triggers.useResponse(id)).toEqual({ error: 'used_url' });
  now += 30 * 60_000 + 1;
  expect(api.triggers.useResponse(late)).toEqual({ error: 'expired_url' });
  expect(api.triggers.useResponse('none')).toEqual({ error: 'invalid_url' });
});
