import { describe, expect, test } from 'vitest';
import type { Fault } from '../../_util/slack.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody } from '../../_util/slack-payloads.ts';

const it = eachSlackDesk();
const ASKED = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U2', ts: '6.6', text: 'help' };
const MENTION = { type: 'app_mention', channel: 'C1', user: 'U2', ts: '5.5', text: '<@U1> help' };
/** One fault of chat.postMessage, then none. */
const failOnce = (fault: Fault) => {
  let left = 1;
  it.slack.fault = (name) => (name === 'chat.postMessage' && left-- > 0 ? fault : undefined);
};

describe.each([
  ['a direct message', ASKED],
  ['a mention', MENTION],
])('the reply to %s', (_, event) => {
  test.each<[string, Fault]>([
    ['HTTP 500', { kind: 'status', status: 500 }],
    ['service_unavailable', { kind: 'error', error: 'service_unavailable' }],
    ['a cut', { kind: 'cut' }],
    ['a proxy page', { kind: 'page' }],
    ['taken, then 500', { kind: 'taken, then 500' }],
    ['taken, then a cut', { kind: 'taken, then cut' }],
  ])('%s: arrives exactly once', async (_name, fault) => {
    failOnce(fault);
    await it.event(event);
    await it.stop();
    expect(it.slack.messages).toHaveLength(1);
  });

  test('when Slack cannot be read after a cut, it is not sent again: once too few is better than twice', async () => {
    failOnce({ kind: 'taken, then cut' });
    for (const method of ['conversations.history', 'conversations.replies'])
      it.slack.replies[method] = { ok: false, error: 'missing_scope' };
    await it.event(event);
    await it.stop();
    expect(it.slack.messages.filter(({ channel }) => channel === event.channel)).toHaveLength(1);
    expect(it.logged.join()).toContain('Slack refused a reply');
  });
});

test.each(['file_share', 'thread_broadcast'])('a direct message of the kind %s is answered', async (subtype) => {
  await it.event({ ...ASKED, subtype, files: [{ id: 'F1' }] });
  await it.stop();
  expect(it.slack.messages).toHaveLength(1);
});

test('a form whose response_url has expired is answered by direct message', async () => {
  it.slack.fault = (name) => (name.startsWith('/response') ? { kind: 'status', status: 404 } : undefined);
  await it.interact({
    type: 'view_submission',
    view: {
      callback_id: 'search',
      private_metadata: JSON.stringify({ responseUrl: it.slack.responseUrl, channelId: 'C1' }),
      state: { values: { words: { words: { value: 'policy "Cook County, IL"' } } } },
    },
    response_urls: [],
  });
  await it.stop();
  expect(it.slack.messages.map(({ channel }) => channel)).toEqual(['U2']);
});

describe('"Post to channel"', () => {
  const press = (ts: string) =>
    it.interact({
      ...actionBody('post', 'policy "Cook County, IL"', it.slack.responseUrl),
      container: { type: 'message', message_ts: ts, is_ephemeral: true },
    });

  test('pressed twice, posts once; under another answer it posts again', async () => {
    await Promise.all([press('1.1'), press('1.1')]);
    await press('1.1');
    await press('2.2');
    await it.stop();
    expect(it.slack.responses).toHaveLength(2);
  });

  test('does not stand under an answer in a direct message of the desk, where it would repeat it', async () => {
    const show = { ...actionBody('words:f:0', 'policy "Cook County, IL"', it.slack.responseUrl), channel: undefined };
    await it.interact({ ...show, response_url: undefined, container: { type: 'view' } });
    await it.interact({
      ...show,
      channel: { id: 'D1', name: 'directmessage' },
      container: { type: 'message', message_ts: '1.1', is_ephemeral: false },
    });
    await it.stop();
    expect(JSON.stringify([it.slack.messages, it.slack.responses])).not.toContain('Post to channel');
    expect(JSON.stringify([it.slack.messages, it.slack.responses])).toContain('Cook County');
  });
});

test.each([
  ['the global shortcut', { type: 'shortcut', callback_id: 'ask-desk' }],
  [
    'the button of the home tab',
    {
      type: 'block_actions',
      container: { type: 'view' },
      actions: [{ type: 'button', action_id: 'open-search', block_id: 'b', value: 'search', action_ts: '1' }],
    },
  ],
])('when Slack does not open the search, %s says by direct message what to type', async (_, payload) => {
  it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
  await it.interact({ trigger_id: '9.9', ...payload });
  await it.stop();
  expect(it.slack.messages.map(({ channel, text }) => [channel, text])).toEqual([
    ['U2', expect.stringContaining('/detainer policy')],
  ]);
});
