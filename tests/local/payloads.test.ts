import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTriggers } from '../../src/local/triggers.ts';
import { createUserActions } from '../../src/local/user-actions.ts';
import { createWorkspace, LOCAL_IDS } from '../../src/local/workspace.ts';
import { type LocalDesk, startLocalDesk } from '../_util/local-desk.ts';
import { until } from '../_util/operator.ts';

let desk: LocalDesk;
beforeAll(async () => {
  desk = await startLocalDesk();
});
afterAll(() => desk.close());

const { channel, dm } = LOCAL_IDS;
const last = () => desk.workspace.messages.at(-1);
const lastPayload = () => desk.payloads.at(-1);
/** The desk opens its form after the ack. */
const openForm = async () => {
  const before = desk.workspace.modal;
  await desk.ask('shortcut', { callback: 'ask-desk' });
  await until(() => desk.workspace.modal !== before);
  return desk.workspace.modal?.id ?? '';
};
const GA = 'Cook County, GA';
const form = (more: object = {}) => ({ place: { place: GA }, kind: { kind: 'policy' }, ...more });

test('a command is answered privately in its ack, a click by response_url', async () => {
  await desk.ask('command', { channel, words: 'policy orange county' });
  const answer = last();
  expect(answer).toMatchObject({ channel, ephemeral: true, from: 'desk' });
  expect(answer?.text).toContain('Which orange county?');
  const block = answer?.blocks.find((each) => each['type'] === 'actions')?.['block_id'];
  await desk.ask('click', { channel, ts: answer?.ts, block, action: 'words:c0:0' });
  await until(() => last() !== answer);
  expect(last()?.text).toMatch(/^Orange County, (CA|FL)/);
  const post = last()?.blocks.find((each) => JSON.stringify(each).includes('"action_id":"post"'))?.['block_id'];
  await desk.ask('click', { channel, ts: last()?.ts, block: post, action: 'post' });
  await until(() => last()?.ephemeral === false);
  expect(JSON.stringify(last()?.blocks)).toContain('Asked with /detainer policy');
});

test('a click on a missing button does nothing', async () => {
  const answer = last();
  const count = desk.payloads.length;
  expect(await desk.ask('click', { channel, ts: answer?.ts, block: 'none', action: 'post' })).toMatchObject({
    status: 400,
    error: 'element_not_found',
  });
  expect(desk.payloads).toHaveLength(count);
});

describe('the search', () => {
  test('a shortcut opens it, the app supplies its menu, and the form is submitted with its values', async () => {
    const view = await openForm();
    expect(lastPayload()).toMatchObject({ type: 'shortcut', callback_id: 'ask-desk' });
    const found = await desk.ask('suggest', { view, block: 'place', action: 'place', value: 'cook county, g' });
    expect(found['options']).toMatchObject([{ value: GA }]);
    expect(lastPayload()).toMatchObject({
      type: 'block_suggestion',
      value: 'cook county, g',
      block_id: 'place',
      view: { id: view },
    });
    expect((await desk.ask('submit', { view, state: {} }))['errors']).toEqual({
      kind: 'Please complete this required field.',
    });
    const reversed = form({ since: { since: '2026-02-01' }, until: { until: '2026-01-01' } });
    expect((await desk.ask('submit', { view, state: reversed }))['errors']).toEqual({
      until: 'This day is before the first. Swap them.',
    });
    expect(desk.workspace.modal?.id).toBe(view);
    const state = form({ since: { since: '2026-01-02' } });
    expect((await desk.ask('submit', { view, state }))['errors']).toEqual({});
    const submission = lastPayload() as { view?: { state: object; private_metadata: string } };
    expect(submission).toMatchObject({ type: 'view_submission', view: { private_metadata: '{}' }, response_urls: [] });
    expect(submission.view?.state).toEqual({
      values: {
        words: { words: { type: 'plain_text_input', value: null } },
        place: { place: { type: 'external_select', selected_option: expect.objectContaining({ value: GA }) } },
        kind: { kind: { type: 'radio_buttons', selected_option: expect.objectContaining({ value: 'policy' }) } },
        since: { since: { type: 'datepicker', selected_date: '2026-01-02' } },
        until: { until: { type: 'datepicker', selected_date: null } },
        to: { to: { type: 'conversations_select', selected_conversation: null } },
      },
    });
    expect(desk.workspace.modal).toBeUndefined();
    await until(() => last()?.channel === dm);
    expect(last()?.text).toContain('Cook County, GA');
  });

  test('an answer goes to the conversation chosen in the form', async () => {
    const view = await openForm();
    await desk.ask('suggest', { view, block: 'place', action: 'place', value: 'cook county, g' });
    const before = last();
    await desk.ask('submit', { view, state: form({ to: { to: channel } }) });
    await until(() => last() !== before);
    expect(last()).toMatchObject({ channel, ephemeral: true, text: expect.stringContaining('Cook County, GA') });
  });

  test('closes without sending anything', async () => {
    const view = await openForm();
    const count = desk.payloads.length;
    await desk.ask('close', { view });
    expect(desk.workspace.modal).toBeUndefined();
    expect(desk.payloads).toHaveLength(count);
    expect(await desk.ask('submit', { view, state: form() })).toMatchObject({ status: 400, error: 'view_not_found' });
  });
});

test('home is published when its tab is opened; a button there is answered in the direct message', async () => {
  await desk.ask('home', {});
  expect(lastPayload()).toMatchObject({ type: 'event_callback', event: { type: 'app_home_opened', tab: 'home' } });
  const blocks = desk.workspace.home?.body['blocks'] as Record<string, unknown>[];
  const block = blocks.find((each) => each['type'] === 'actions')?.['block_id'];
  await desk.ask('click', { view: desk.workspace.home?.id, block, action: 'words:h:1' });
  await until(() => last()?.text.startsWith('Detainer Desk') === true);
  expect(last()).toMatchObject({ channel: dm });
});

test('a mention is answered in its thread, a direct message where it was written', async () => {
  await desk.ask('say', { channel, words: 'policy <b> & c' });
  const [asked, reply] = desk.workspace.messages.slice(-2);
  expect(asked?.text).toBe(`<@${LOCAL_IDS.botUser}> policy &lt;b&gt; &amp; c`);
  expect(reply).toMatchObject({ threadTs: asked?.ts });
  await desk.ask('say', { channel: dm, words: 'sources' });
  expect(last()).toMatchObject({ channel: dm, from: 'desk', text: expect.stringContaining('ources') });
});

test('a message shortcut gets the message, and its answer appears in the same channel', async () => {
  await desk.ask('say', { channel, words: 'policy Cook County, GA' });
  const [message] = desk.workspace.messages.slice(-2);
  await desk.ask('shortcut', { callback: 'ask-desk-about', channel, ts: message?.ts });
  await until(() => desk.workspace.modal !== undefined);
  expect(lastPayload()).toMatchObject({ type: 'message_action', message_ts: message?.ts, channel: { id: channel } });
  const view = desk.workspace.modal?.id;
  const before = last();
  expect((await desk.ask('submit', { view, state: form() }))['errors']).toEqual({});
  await until(() => last() !== before);
  expect(last()).toMatchObject({ channel, ephemeral: true });
});

describe('an app that does not acknowledge', () => {
  const workspace = createWorkspace(() => new Date());
  const api = { workspace, triggers: createTriggers(workspace), origin: () => '' };
  const actions = createUserActions(api, {
    warm: async () => ({ processEvent: async () => {} }),
    deliver: async () => ({ acked: false, done: Promise.resolve() }),
  });

  test('reports that the command or click failed', async () => {
    await actions.command(channel, 'help');
    expect(workspace.messages.at(-1)?.text).toBe('/detainer failed with the error "operation_timeout".');
    await actions.writeMessage(dm, 'hello');
    expect(workspace.messages.at(-1)).toMatchObject({
      ephemeral: true,
      text: 'Nothing answered that. Commands do: /detainer help',
    });
    await expect(actions.shortcut('ask-desk')).rejects.toThrow('did not accept this shortcut');
  });
});
