import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL_IDS } from '../../src/local/workspace.ts';
import { everyHandler, PNG, SHORTCUTS } from '../_util/every-handler.ts';
import { type LocalDesk, startLocalDesk } from '../_util/local-desk.ts';

type Any = Record<string, never> & Record<string, unknown>;
const seen: Any[] = [];
let desk: LocalDesk;
beforeAll(async () => {
  desk = await startLocalDesk(everyHandler(seen as never), SHORTCUTS);
});
afterAll(() => desk.close());

const channel = LOCAL_IDS.channel;
const last = () => desk.workspace.messages.at(-1);
const top = () => desk.workspace.modals.at(-1);
/** Waits for what the app does after its ack. */
async function until(true_: () => boolean): Promise<void> {
  while (!true_()) await new Promise((resolve) => setTimeout(resolve, 5));
}
const openForm = async () => {
  await desk.ask('shortcut', { callback: 'open_form' });
  await until(() => desk.workspace.modals.length === 1);
  return top()?.id ?? '';
};

test('a command is answered in its ack, for the asker alone; a click comes back through response_url', async () => {
  await desk.ask('command', { channel, words: 'policy orange county' });
  const answer = last();
  expect(answer).toMatchObject({ channel, ephemeral: true, from: 'desk' });
  expect(answer?.text).toContain('Which orange county?');
  const block = answer?.blocks.find((each) => each['type'] === 'actions') as { block_id: string };
  await desk.ask('act', { channel, ts: answer?.ts, block: block.block_id, action: 'words:c0:0' });
  await until(() => last() !== answer);
  expect(last()?.text).toMatch(/^Orange County, (CA|FL)/);
  const post = last()?.blocks.find((each) => JSON.stringify(each).includes('"action_id":"post"')) as {
    block_id: string;
  };
  await desk.ask('act', { channel, ts: last()?.ts, block: post.block_id, action: 'post' });
  await until(() => last()?.ephemeral === false);
  expect(JSON.stringify(last()?.blocks)).toContain('Asked with /detainer policy');
});

test('a click on what is not there, or with a value of its own making, does nothing', async () => {
  const answer = last();
  const wrong = await desk.ask('act', { channel, ts: answer?.ts, block: 'none', action: 'post', value: 'digest off' });
  expect(wrong).toMatchObject({ status: 400, error: 'element_not_found' });
  expect(last()).toBe(answer);
});

test('a shortcut opens a modal; a menu is filled by the app; the form comes with its values', async () => {
  const view = await openForm();
  expect(seen.at(-1)).toMatchObject({ kind: 'shortcut', type: 'shortcut', callback_id: 'open_form' });
  const found = await desk.ask('suggest', { view, block: 'place', action: 'pick', value: 'cook county, g' });
  expect(found['options']).toMatchObject([{ value: 'Cook County, GA' }]);
  expect(seen.at(-1)).toMatchObject({
    type: 'block_suggestion',
    value: 'cook county, g',
    block_id: 'place',
    view: { id: view },
  });
  const empty = await desk.ask('submit', { view, state: {} });
  expect(empty['errors']).toEqual({
    place: 'Please complete this required field.',
    note: 'Please complete this required field.',
  });
  const refused = await desk.ask('submit', {
    view,
    state: { place: { pick: 'Cook County, GA' }, note: { text: 'bad' } },
  });
  expect(refused['errors']).toEqual({ note: 'This is not a note.' });
  expect(top()?.id).toBe(view);
  const state = {
    place: { pick: 'Cook County, GA' },
    note: { text: 'good' },
    kind: { one: 'b' },
    many: { some: ['y'] },
    day: { on: '2026-01-02' },
  };
  expect((await desk.ask('submit', { view, state }))['errors']).toEqual({});
  const submit = seen.filter((each) => each['kind'] === 'submit').at(-1) as unknown as {
    view: { state: object; private_metadata: string };
  };
  expect(submit.view.private_metadata).toBe('kept');
  expect(submit.view.state).toEqual({
    values: {
      place: {
        pick: {
          type: 'external_select',
          selected_option: { text: { type: 'plain_text', text: 'Cook County, GA' }, value: 'Cook County, GA' },
        },
      },
      note: { text: { type: 'plain_text_input', value: 'good' } },
      kind: {
        one: { type: 'static_select', selected_option: { text: { type: 'plain_text', text: 'Bee' }, value: 'b' } },
      },
      many: {
        some: { type: 'checkboxes', selected_options: [{ text: { type: 'plain_text', text: 'y' }, value: 'y' }] },
      },
      day: { on: { type: 'datepicker', selected_date: '2026-01-02' } },
    },
  });
  expect(desk.workspace.modals).toEqual([]);
  await until(() => last()?.text === 'Sent: Cook County, GA');
});

test('a view on top of a view; closing tells the app where it asked to be told', async () => {
  const view = await openForm();
  await desk.ask('act', { view, block: 'more', action: 'another' });
  await until(() => desk.workspace.modals.length === 2);
  expect(top()?.previousId).toBe(view);
  await desk.ask('close', { view: top()?.id });
  expect(top()?.id).toBe(view);
  await desk.ask('close', { view });
  expect(seen.at(-1)).toMatchObject({ kind: 'closed', type: 'view_closed', view: { id: view }, is_cleared: false });
});

test('home is published when its tab is opened; a button there works', async () => {
  await desk.ask('home', {});
  expect(desk.workspace.home?.body['blocks']).toMatchObject([{ type: 'header' }, { type: 'actions' }]);
  expect(seen.at(-1)).toMatchObject({ type: 'event_callback', event: { type: 'app_home_opened', tab: 'home' } });
});

test('a mention is answered in its thread, a chart comes as a picture, a direct message is heard', async () => {
  await desk.ask('say', { channel, words: 'what <b> & c' });
  const [asked, reply] = desk.workspace.messages.slice(-2);
  expect(asked?.text).toBe(`<@${LOCAL_IDS.botUser}> what &lt;b&gt; &amp; c`);
  expect(reply).toMatchObject({ threadTs: asked?.ts });
  await desk.ask('say', { channel, words: 'a chart please' });
  const file = last()?.files?.[0];
  expect(last()?.text).toBe('A chart');
  expect(file).toMatchObject({ title: 'Detainers by month', mimetype: 'image/png' });
  const picture = await fetch(`${desk.address}files/${file?.id}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG);
  await desk.ask('say', { channel: LOCAL_IDS.dm, words: 'hello' });
  expect(last()).toMatchObject({ channel: LOCAL_IDS.dm, text: 'Heard: hello' });
  await desk.ask('say', { channel: LOCAL_IDS.dm, words: 'silence' });
  expect(last()).toMatchObject({ ephemeral: true, text: 'Nothing answered that. Commands do: /detainer help' });
});

test('a shortcut on a message is given the message', async () => {
  await desk.ask('say', { channel, words: 'look at me' });
  const message = last();
  await desk.ask('shortcut', { callback: 'look', channel, ts: message?.ts });
  await until(() => last() !== message);
  expect(last()?.text).toContain('Looked at: You said');
  expect(seen.at(-1)).toMatchObject({ type: 'message_action', message_ts: message?.ts, channel: { id: channel } });
});

test('a command that the app does not take is said to have failed', async () => {
  expect((await desk.ask('shortcut', { callback: 'nobody' }))['error']).toBe('the desk did not take this shortcut');
});
