import { afterEach, describe, expect, test } from 'vitest';
import { answerWords } from '../../../src/commands/answer-words.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import { setUpOf } from '../../../src/commands/subscriptions/set-up-of.ts';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { madeImport, rows } from '../../_util/news.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, typed } from '../../_util/slack-payloads.ts';

let desk: Context;
const it = eachSlackDesk(
  async () => {
    desk = await bundledDesk();
    return desk;
  },
  () => ({
    setUp: (channelId) => setUpOf(desk, channelId),
    answer: (words, asker) => answerWords(desk, words, asker),
  }),
);
afterEach(() => desk.close());

const ask = (words: string) => answerCommand(desk, words, { channelId: 'C1', userId: 'U2', role: 'editor' });
const choose = (value: string) => ({ selected_option: { value } });
const submit = (values: Record<string, object>, metadata: object | undefined = undefined, chosen: object[] = []) =>
  it.interact({
    type: 'view_submission',
    view: {
      callback_id: 'set-up',
      private_metadata: JSON.stringify(metadata ?? { responseUrl: it.slack.responseUrl, channelId: 'C1' }),
      state: { values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { [name]: value }])) },
    },
    response_urls: chosen,
  });
const said = async (count: number) => {
  await expect.poll(() => it.slack.responses.length).toBe(count);
  return it.slack.responses.map((each) => JSON.stringify(each));
};
const opened = async () => {
  await expect.poll(() => it.sent('views.open').length).toBe(1);
  return it.sent('views.open')[0]?.view;
};
const digest = {
  what: choose('digest'),
  kinds: choose('all'),
  at: { value: '7:30 am' },
  zone: choose('America/Chicago'),
  days: choose('mon-fri'),
};

describe('the form opens', () => {
  test('from `digest` alone, where none is set up', async () => {
    const reply = JSON.stringify(await typed(it.slack, 'digest'));
    const id = /"action_id":"(open-set-up[^"]*)"/.exec(reply)?.[1] ?? '';
    await it.interact(actionBody(id, 'digest', it.slack.responseUrl));
    const view = await opened();
    expect(view?.['callback_id']).toBe('set-up');
    expect(view?.blocks.map((block) => block.block_id)).not.toContain('to');
  });

  test('from "Watch this" under an answer, with the place', async () => {
    const reply = JSON.stringify(await typed(it.slack, 'policy "Cook County, IL"'));
    const [, id = '', value = ''] =
      /"action_id":"(open-set-up[^"]*)","text":\{[^}]*"Watch this"[^}]*\},"value":"([^"]*)"/.exec(reply) ?? [];
    await it.interact(actionBody(id, value, it.slack.responseUrl));
    const view = await opened();
    expect(JSON.stringify(view?.blocks.find((block) => block.block_id === 'place'))).toContain(
      '"value":"Cook County, IL"',
    );
    expect(JSON.stringify(view?.blocks.find((block) => block.block_id === 'what'))).toMatch(
      /initial_option.*"value":"watch"/,
    );
  });

  test('from the home tab, which asks for the channel', async () => {
    await it.event({ type: 'app_home_opened', user: 'U2', channel: 'D1', tab: 'home' });
    await expect.poll(() => it.sent('views.publish').length).toBe(1);
    expect(JSON.stringify(it.sent('views.publish')[0]?.view)).toContain('open-set-up');
    const body = actionBody('open-set-up:h:0', 'digest', '');
    await it.interact({ ...body, channel: undefined, response_url: undefined, container: { type: 'view' } });
    const to = (await opened())?.blocks.find((block) => block.block_id === 'to');
    expect(to?.element).toMatchObject({ type: 'conversations_select', response_url_enabled: true });
  });

  test('with what is set up now', async () => {
    await ask('digest on at:16:45 tz:America/Denver in:Texas days:mon-fri');
    await it.interact(actionBody('open-set-up:f:0', 'digest', it.slack.responseUrl));
    const view = JSON.stringify(await opened());
    expect(view).toContain('"initial_value":"4:45 PM"');
    expect(view).toContain('as now, Texas');
    expect(view).toMatch(/"initial_option":\{[^}]*\{[^}]*\},"value":"America\/Denver"/);
  });
});

test('a digest is set up, and its preview follows: of the past, and marked so, where nothing is new', async () => {
  expect(await submit({ ...digest, place: choose('North Carolina') })).toEqual({});
  const [confirmed, preview] = await said(2);
  expect(confirmed).toContain('North Carolina · all kinds of news · weekdays at 7:30 AM CT');
  expect(preview).toContain('A sample of the past, to show what a day with news looks like');
  expect(preview).toContain('In the thread: ');
});

test('the sample is the newest file that brought something, not the newest file', async () => {
  await madeImport(desk.db, [{}, {}], { file: 'brought-two.csv', at: '2026-11-20T12:00:00Z' });
  await madeImport(desk.db, [], { file: 'brought-nothing.csv', at: '2026-11-22T12:00:00Z' });
  await ask('digest on at:08:00 tz:UTC kinds:releases');
  const preview = JSON.stringify(await ask('digest preview'));
  expect(preview).toContain('what brought-two.csv brought on Nov 20, 2026');
  expect(preview).toContain('2 declined releases');
  // Nothing is sent or moved by a preview.
  expect(await rows(desk.db, 'select * from deliveries')).toEqual([]);
});

test('a change of one setting keeps the others', async () => {
  await ask('digest on at:16:45 tz:America/Denver in:Texas kinds:policy days:mon-fri quiet:skip');
  await submit({ ...digest, kinds: choose('keep'), zone: choose('America/Denver'), at: { value: '9am' } });
  await said(2);
  expect(JSON.stringify(await ask('digest'))).toContain(
    'digest on at:09:00 tz:America/Denver in:Texas kinds:policy days:mon-fri quiet:skip',
  );
});

test('a watch is set up in the channel that was chosen', async () => {
  await submit({ ...digest, what: choose('watch'), kinds: choose('releases'), place: choose('Cook County, IL') }, {}, [
    { response_url: it.slack.responseUrl, channel_id: 'C5' },
  ]);
  expect((await said(1))[0]).toContain('Watching Cook County, IL');
  expect(await rows(desk.db, 'select channel_id, kinds from watches')).toEqual([
    { channel_id: 'C5', kinds: 'releases' },
  ]);
});

test('a watch needs a place; a wrong hour is told in the command’s words', async () => {
  expect(await submit({ ...digest, what: choose('watch') })).toMatchObject({ errors: { place: expect.any(String) } });
  await submit({ ...digest, at: { value: 'whenever' } });
  expect((await said(1))[0]).toContain('is not a time of day');
});

test('when Slack does not open it, the person is told what to type', async () => {
  it.slack.replies['views.open'] = { ok: false, error: 'expired_trigger_id' };
  await it.interact(actionBody('open-set-up:f:0', 'digest', it.slack.responseUrl));
  expect((await said(1))[0]).toContain('/detainer digest on');
});
