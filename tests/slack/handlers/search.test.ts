import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { commandBody } from '../../_util/slack-payloads.ts';

const it = eachSlackDesk();
const bare = () =>
  it.slack.send({
    type: 'slash_commands',
    envelope_id: 'bare',
    accepts_response_payload: true,
    payload: commandBody('  ', it.slack.responseUrl),
  });
const option = (value: string) => ({ selected_option: { value } });
const submit = (
  values: Record<string, unknown>,
  { metadata = {}, responseUrls = [] as unknown[] }: { metadata?: object | null; responseUrls?: unknown[] } = {},
) =>
  it.interact({
    type: 'view_submission',
    view: {
      callback_id: 'search',
      private_metadata: JSON.stringify(metadata),
      state: { values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }])) },
    },
    response_urls: responseUrls,
  });

describe('/detainer alone', () => {
  test('opens the search with its first call, and says nothing else', async () => {
    const before = it.slack.calls.length;
    expect(await bare()).toEqual({});
    expect(it.slack.calls[before]?.method).toBe('views.open');
    const [opened] = it.sent('views.open');
    expect(opened?.['trigger_id']).toBe('1.2');
    expect(opened?.view['callback_id']).toBe('search');
    expect(JSON.parse(opened?.view.private_metadata ?? '')).toEqual({
      responseUrl: it.slack.responseUrl,
      channelId: 'C1',
    });
    expect(opened?.view.blocks.map((block) => block.block_id)).toEqual(['words', 'place', 'kind', 'since', 'until']);
  });

  test('answers with help if Slack does not open the search', async () => {
    it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
    expect((await bare())?.['text']).toContain('Type a county');
  });

  test('with words, answers them', async () => {
    await it.slack.send({
      type: 'slash_commands',
      envelope_id: 'words',
      accepts_response_payload: true,
      payload: commandBody('help', it.slack.responseUrl),
    });
    expect(it.sent('views.open')).toEqual([]);
  });
});

describe('typing in the place field', () => {
  const typed = (value: string) =>
    it.interact({ type: 'block_suggestion', action_id: 'place', block_id: 'place', value });
  const options = async (value: string) =>
    ((await typed(value))?.['options'] ?? []) as { text: { text: string }; value: string }[];

  test('offers places and agencies, with values that commands understand', async () => {
    expect((await options('cook co')).map((each) => each.value)).toContain('Cook County, IL');
    expect((await options('lasd')).length).toBeGreaterThan(0);
  });

  test.each(['<!channel>', '%', '"; drop table places; --', 'x'.repeat(5000), ' ', 'ﷺ'])(
    '%s: no fault',
    async (value) => {
      for (const each of await options(value)) {
        expect(each.text.text.length).toBeLessThanOrEqual(75);
        expect(each.value.length).toBeLessThanOrEqual(150);
      }
      expect(it.logged.join()).not.toContain('"level":50');
    },
  );
});

describe('the form', () => {
  const place = option('Mecklenburg County, NC');

  test('is answered privately where the command was typed', async () => {
    await submit(
      { place, kind: option('policy'), since: { selected_date: '2025-10-01' }, until: { selected_date: null } },
      { metadata: { responseUrl: it.slack.responseUrl, channelId: 'C1' } },
    );
    await it.stop();
    expect(it.slack.responses[0]?.['response_type']).toBe('ephemeral');
    expect(it.slack.responses[0]?.['text']).toContain('must hold a person on an ICE detainer');
    expect(JSON.stringify(it.slack.responses[0])).toContain('policy \\"Mecklenburg County, NC\\" on:2025-10-01');
  });

  test('passes both days on to releases and records', async () => {
    const days = { since: { selected_date: '2020-08-01' }, until: { selected_date: '2020-09-30' } };
    const metadata = { responseUrl: it.slack.responseUrl };
    await submit({ place: option('Los Angeles County, CA'), kind: option('releases'), ...days }, { metadata });
    await submit({ place: option('Los Angeles County, CA'), kind: option('lookup'), ...days }, { metadata });
    await it.stop();
    expect(it.slack.responses.map((each) => each['text']).join()).toMatch(
      /8 published cases[\s\S]*No detainer records/,
    );
  });

  test('from the shortcut: answered in the chosen conversation, otherwise by direct message', async () => {
    await submit(
      { place, kind: option('policy') },
      { responseUrls: [{ response_url: it.slack.responseUrl, channel_id: 'C3' }] },
    );
    await submit({ place, kind: option('policy') });
    await it.stop();
    expect(it.slack.responses).toHaveLength(1);
    expect(it.sent('chat.postMessage').map((each) => each['channel'])).toEqual(['U2']);
  });

  test('nothing is sent to an address that is not of Slack, whatever a form says: answered by direct message', async () => {
    let asked = 0;
    const foreign = createServer((_, response) => {
      asked += 1;
      response.end('ok');
    });
    await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
    const { port } = foreign.address() as AddressInfo;
    const addresses = [
      `http://127.0.0.1:${port}/response`,
      `http://localhost:${port}/hooks.slack.com`,
      `http://hooks.slack.com@127.0.0.1:${port}/`,
      'no address',
    ];
    for (const responseUrl of addresses) {
      await submit({ place, kind: option('policy') }, { metadata: { responseUrl, channelId: 'C1' } });
      await submit(
        { place, kind: option('policy') },
        { responseUrls: [{ response_url: responseUrl, channel_id: 'C1' }] },
      );
    }
    await it.stop();
    foreign.close();
    expect(asked).toBe(0);
    expect(it.sent('chat.postMessage').map((each) => each['channel'])).toEqual(Array(8).fill('U2'));
  });

  test('from an older version of the desk: answered by direct message', async () => {
    for (const metadata of [null, [1], { responseUrl: 7 }])
      await submit({ place, kind: option('policy') }, { metadata });
    await it.stop();
    expect(it.sent('chat.postMessage').map((each) => each['channel'])).toEqual(['U2', 'U2', 'U2']);
    expect(it.logged.join('')).not.toContain('bolt fault');
  });

  test('plain words are answered as they are read, with the place that was chosen', async () => {
    const metadata = { responseUrl: it.slack.responseUrl };
    const words = { value: 'read what were the rules in 2019?' };
    await submit({ words, place, kind: option('lookup') }, { metadata });
    await it.stop();
    expect(JSON.stringify(it.slack.responses[0])).toContain('policy \\"Mecklenburg County, NC\\" on:2019');
  });

  test('shows a missing place and reversed days in the form', async () => {
    const nothing = await submit({ place: { selected_option: null }, kind: option('policy') });
    expect(nothing).toEqual({
      response_action: 'errors',
      errors: { place: 'Choose a place, an agency or a facility, or ask in your own words.' },
    });
    const reversed = await submit({
      place,
      kind: option('lookup'),
      since: { selected_date: '2025-02-01' },
      until: { selected_date: '2025-01-01' },
    });
    expect(reversed).toMatchObject({ response_action: 'errors', errors: { until: expect.stringContaining('Swap') } });
    await it.stop();
    expect(it.slack.responses).toEqual([]);
  });
});

describe('shortcuts', () => {
  const open = async (payload: object) => {
    await it.interact({ trigger_id: '9.9', ...payload });
    await it.stop();
  };

  test('the global shortcut opens the search and asks where to answer', async () => {
    await open({ type: 'shortcut', callback_id: 'ask-desk' });
    const [opened] = it.sent('views.open');
    const to = opened?.view.blocks.find((block) => block.block_id === 'to');
    expect(to?.element).toMatchObject({ type: 'conversations_select', response_url_enabled: true });
  });

  const messageOf = (text: string) => ({
    type: 'message_action',
    callback_id: 'ask-desk-about',
    response_url: it.slack.responseUrl,
    channel: { id: 'C1', name: 'desk' },
    message: { type: 'message', text, ts: '1.1' },
  });
  const about = (text: string) => open(messageOf(text));
  test.each([
    ['ICE says <@U9> that Cook County, IL released two people', 'Cook County, IL'],
    ['What about Denver?', 'Denver, CO'],
  ])('%s: the place is guessed', async (text, guess) => {
    await about(text);
    const field = it.sent('views.open')[0]?.view.blocks.find((block) => block.block_id === 'place');
    expect(field?.element?.['initial_option']).toMatchObject({ value: guess });
  });
  test.each([
    ['The Mayor of New York said; Chicago too', 'Chicago, IL'],
    ['Detainers lodged with Mecklenburg County in August', 'Mecklenburg County, NC'],
    ['Jackson County sheriff said no', 'Jackson County, MI'],
    ['St. Louis County', 'St. Louis County, MO'],
    ['Kansas City police', 'Kansas City, MO'],
    ['Montgomery County', 'Montgomery County, MD'],
    ['Portland', 'Portland, OR'],
  ])('%s: several may be meant, so they are listed and none is chosen', async (text, among) => {
    await it.interact({ trigger_id: '9.9', ...messageOf(text) });
    await expect.poll(() => it.sent('views.open').length).toBe(1);
    const view = it.sent('views.open')[0]?.view;
    const field = view?.blocks.find((block) => block.block_id === 'place');
    expect(field?.element).not.toHaveProperty('initial_option');
    const shown = await it.interact({
      type: 'block_suggestion',
      action_id: 'place',
      block_id: 'place',
      value: '',
      view,
    });
    await it.stop();
    const listed = (shown?.['options'] ?? []) as { value: string }[];
    expect(listed.map(({ value }) => value)).toContain(among);
    expect(listed.length).toBeGreaterThan(1);
  });
  test.each([
    ['Sheriff of Harris County, Texas spoke', 'Harris County, TX'],
    ['In Los Angeles on Monday, ICE lodged a detainer', 'Los Angeles County, CA'],
    ['San Francisco Sheriff', 'San Francisco, CA'],
  ])('%s: the only place named is filled in', async (text, only) => {
    await about(text);
    const field = it.sent('views.open')[0]?.view.blocks.find((block) => block.block_id === 'place');
    expect(field?.element?.['initial_option']).toMatchObject({ value: only });
  });
  test.each(['<!channel> hello', '', 'nothing at all in here', '&amp;&lt;'])(
    '%s: no guess, the search opens',
    async (text) => {
      await about(text);
      const field = it.sent('views.open')[0]?.view.blocks.find((block) => block.block_id === 'place');
      expect(field?.element).not.toHaveProperty('initial_option');
    },
  );

  test('if Slack does not open it, tells the person what to type', async () => {
    it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
    await about('Cook County, IL');
    await it.stop();
    expect(it.slack.responses[0]?.['text']).toContain('/detainer policy');
  });
});

test.each([
  [
    {
      text: '',
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'ICE lodged a detainer in Cook County, IL' } }],
    },
  ],
  [{ text: '', attachments: [{ fallback: 'Cook County, IL: two released', color: '#fff' }] }],
])('the words of a feed bot stand in blocks or attachments: %j', async (message) => {
  await it.interact({
    type: 'message_action',
    callback_id: 'ask-desk-about',
    trigger_id: '9.9',
    response_url: it.slack.responseUrl,
    channel: { id: 'C1', name: 'desk' },
    message: { type: 'message', ts: '1.1', ...message },
  });
  await it.stop();
  const field = it.sent('views.open')[0]?.view.blocks.find((block) => block.block_id === 'place');
  expect(field?.element?.['initial_option']).toMatchObject({ value: 'Cook County, IL' });
});

test('an alone /detainer is acknowledged in time although opening the search is slow', async () => {
  it.slack.fault = (name) => (name === 'views.open' ? { kind: 'delay', ms: 1900 } : undefined);
  const before = performance.now();
  expect(await bare()).toEqual({});
  expect(performance.now() - before).toBeLessThan(1900);
  await it.stop();
});

test('a slash command that the desk does not know is told so, not called an old button', async () => {
  const reply = await it.slack.send({
    type: 'slash_commands',
    envelope_id: 'other',
    accepts_response_payload: true,
    payload: { ...commandBody('Cook', it.slack.responseUrl), command: '/immigration' },
  });
  expect(reply?.['text']).toMatch(/answers \/detainer alone/);
  expect(reply?.['text']).not.toContain('button');
});
