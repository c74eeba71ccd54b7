import { describe, expect, test } from 'vitest';
import type { Sending } from '../../../src/rules/sendings.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { EVERYBODY, type Fault } from '../../_util/slack.ts';
import { eachSlackDesk, startSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, typed } from '../../_util/slack-payloads.ts';
import { THOROUGH } from '../../_util/thorough.ts';

let heard: Sending[] = [];
const it = eachSlackDesk(undefined, () => {
  heard = [];
  return { onResult: (sending) => void heard.push(sending) };
});
const MENTION = { type: 'app_mention', channel: 'C1', user: 'U2', ts: '5.5', text: '<@U1> policy "Cook County, IL"' };
const DIRECT = { type: 'message', channel_type: 'im', channel: 'D1', user: 'U2', ts: '6.6', text: 'help' };
const EXPIRED: Fault = { kind: 'error', error: 'expired_url' };
const error = (code: string): Fault => ({ kind: 'error', error: code });
/** A fault of every request of one kind. */
const failAlways = (isMeant: (name: string, body: Record<string, string>) => boolean, fault: Fault) => {
  it.slack.fault = (name, body) => (isMeant(name, body) ? fault : undefined);
};
const to = (channel: string) => (name: string, body: Record<string, string>) =>
  name === 'chat.postMessage' && body['channel'] === channel;
const direct = () => it.slack.messages.filter(({ channel }) => channel === 'U2');
const reasons = () => heard.flatMap(({ way, failure }) => (failure ? [`${way} ${failure.error}`] : []));
const homeTab = async () => {
  await it.event({ type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'home' });
  await expect.poll(() => it.sent('views.publish').length).toBeGreaterThan(0);
  return JSON.stringify(it.sent('views.publish').at(-1)?.view);
};

describe('a mention whose channel refuses the reply', () => {
  test.each([
    'is_archived',
    'restricted_action',
    'not_in_channel',
    'channel_not_found',
    'msg_too_long',
    'invalid_blocks',
  ])('%s: the person is told by direct message, with a button that asks again, and it is counted', async (code) => {
    failAlways(to('C1'), error(code));
    await it.event(MENTION);
    await it.stop();
    const [told, ...more] = direct();
    expect(more).toEqual([]);
    expect(told?.text).toContain(code);
    expect(JSON.stringify(told?.blocks)).toContain('policy \\"Cook County, IL\\"');
    expect(reasons()).toContain(`reply ${code}`);
  });

  test('a wait that is too long is told too', async () => {
    failAlways(to('C1'), { kind: 'status', status: 429, headers: { 'retry-after': '600' } });
    await it.event(MENTION);
    await it.stop();
    expect(direct().map(({ text }) => text)).toEqual([expect.stringContaining('Ask again in a few minutes')]);
  });

  test('where Slack may have it, the direct message says that it is not known', async () => {
    failAlways(to('C1'), { kind: 'taken, then cut' });
    it.slack.replies['conversations.replies'] = { ok: false, error: 'missing_scope' };
    await it.event(MENTION);
    await it.stop();
    expect(it.slack.messages.filter(({ channel }) => channel === 'C1')).toHaveLength(1);
    expect(direct().map(({ text }) => text)).toEqual([expect.stringContaining('did not say whether')]);
  });
});

test.each(['cannot_dm_bot', 'messages_tab_disabled', 'channel_not_found'])(
  'a direct message refused with %s is told on the home tab, once',
  async (code) => {
    failAlways((name) => name === 'chat.postMessage', error(code));
    await it.event(DIRECT);
    await expect.poll(reasons).toEqual([`reply ${code}`]);
    const home = await homeTab();
    expect(home).toContain(code);
    expect(home).toContain('/detainer help');
    const before = it.sent('views.publish').length;
    await homeTab();
    await expect.poll(() => it.sent('views.publish').length).toBe(before + 1);
    expect(JSON.stringify(it.sent('views.publish').at(-1)?.view)).not.toContain(code);
  },
);

test('a home tab that Slack did not answer for is published once more, and still tells it', async () => {
  failAlways((name) => name === 'chat.postMessage', error('cannot_dm_bot'));
  await it.event(DIRECT);
  await expect.poll(reasons).toHaveLength(1);
  let left = 1;
  it.slack.fault = (name) => (name === 'views.publish' && left-- > 0 ? { kind: 'status', status: 500 } : undefined);
  await homeTab();
  await expect.poll(() => it.sent('views.publish').length).toBe(2);
  expect(JSON.stringify(it.sent('views.publish').at(-1)?.view)).toContain('cannot_dm_bot');
});

describe('an address that takes no more answers', () => {
  const expire = () => failAlways((name) => name.startsWith('/response'), EXPIRED);

  test('is asked once, not with every form, and the answer to a click comes by direct message', async () => {
    expire();
    await it.interact(actionBody('words:f:0', 'policy "Cook County, IL"', it.slack.responseUrl));
    await it.stop();
    expect(direct()).toHaveLength(1);
    expect(direct()[0]?.text).toContain('Cook County');
    expect(reasons()).toEqual(['response expired_url']);
  });

  const click = (action_id: string, value: string) => actionBody(action_id, value, it.slack.responseUrl);
  const about = (callback_id: string) => ({
    type: 'message_action',
    callback_id,
    trigger_id: '1.2',
    response_url: it.slack.responseUrl,
    channel: { id: 'C1', name: 'desk' },
    message: { type: 'message', text: 'x', ts: '1.0' },
  });
  test.each<[string, () => Record<string, unknown>]>([
    ['the button of a correction', () => click('correct', 'DD-1')],
    ['the button of a digest', () => click('open-set-up:digest', 'digest')],
    ['the search of a message', () => about('ask-desk-about')],
    ['the release of a message', () => about('read-release')],
  ])('that a form does not open is said by direct message: %s', async (_, payload) => {
    expire();
    it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
    await it.interact(payload());
    await it.stop();
    expect(direct()).toHaveLength(1);
    expect(reasons()).toEqual(['view expired_trigger_id', 'response expired_url']);
  });
});

describe('"Post to channel" that does not arrive', () => {
  const press = () =>
    it.interact({
      ...actionBody('post', 'policy "Cook County, IL"', it.slack.responseUrl),
      container: { type: 'message', message_ts: '1.1', is_ephemeral: true },
    });

  test('is told to who pressed it, and may be pressed again at once', async () => {
    failAlways((name) => name.startsWith('/response'), EXPIRED);
    await press();
    await expect.poll(() => direct().map(({ text }) => text)).toEqual([expect.stringContaining('expired_url')]);
    it.slack.fault = () => undefined;
    await press();
    await it.stop();
    expect(it.slack.responses).toHaveLength(1);
  });

  test.each<Fault>([{ kind: 'taken, then 500' }, { kind: 'taken, then cut' }])(
    'after %j it is not posted twice, and who pressed it is told that it is not known',
    async (fault) => {
      failAlways((name) => name.startsWith('/response'), fault);
      await press();
      await it.stop();
      expect(it.slack.responses).toHaveLength(1);
      expect(direct().map(({ text }) => text)).toEqual([expect.stringContaining('did not say whether')]);
    },
  );
});

// Seven tries take twenty seconds.
test.runIf(THOROUGH)('a private answer that Slack failed over again and again is told by direct message', async () => {
  failAlways((name) => name.startsWith('/response'), { kind: 'cut' });
  await it.interact(actionBody('words:f:0', 'help', it.slack.responseUrl));
  while (direct().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(direct()[0]?.text).toContain('did not say whether');
});

test('a file of which Slack said nothing is not said to be refused', async () => {
  failAlways((name) => name === 'files.completeUploadExternal', { kind: 'taken, then cut' });
  await typed(it.slack, 'export releases in:"Los Angeles County, CA" since:2020-08 until:2020-09');
  await it.stop();
  expect(it.slack.responses.map((each) => each['text'])).toEqual([expect.stringContaining('did not say whether')]);
  expect(reasons()).toEqual([expect.stringContaining('file ')]);
});

test('who may not ask, in a channel that refuses the note, is told by direct message', async () => {
  const access = { ...EVERYBODY.access, workspaces: ['T9'] };
  const desk = await bundledDesk();
  const closed = await startSlackDesk(desk, { access });
  closed.slack.fault = (name) => (name === 'chat.postEphemeral' ? error('user_not_in_channel') : undefined);
  await closed.event(MENTION);
  await closed.stop();
  expect(closed.slack.messages.map(({ channel }) => channel)).toEqual(['U2']);
  await closed.slack.close();
  await desk.close();
});
