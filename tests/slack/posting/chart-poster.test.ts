import { readFileSync } from 'node:fs';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Chart } from '../../../src/answer.ts';
import { createDrawer, type Drawer } from '../../../src/charts/draw.ts';
import type { Context } from '../../../src/context.ts';
import { createBlockMemory } from '../../../src/slack/posting/block-memory.ts';
import { createChartPoster } from '../../../src/slack/posting/chart-poster.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, randomRows } from '../../_util/detainers.ts';
import { pictures } from '../../_util/pictures.ts';
import { type LocalSlack, startLocalSlack } from '../../_util/slack.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, commandBody } from '../../_util/slack-payloads.ts';

const log = pino({ level: 'silent' });
const chart: Chart = {
  kind: 'chart',
  title: 'By month',
  alt: 'Bars: <!channel> & more',
  columns: ['Month'],
  rows: [['March 2026']],
  name: 'detainers-in-minnesota',
  picture: pictures.bars,
};
const WORDS = 'chart stats <!channel> Minnesota';
let drawer: Drawer;
beforeAll(() => {
  drawer = createDrawer();
});
afterAll(() => drawer.close());

describe('uploading', () => {
  let api: LocalSlack;
  let waited: number[];
  beforeEach(async () => {
    api = await startLocalSlack();
    waited = [];
  });
  afterEach(() => api.close());
  const post = () =>
    createChartPoster({ botToken: 'xoxb-1', apiUrl: api.apiUrl }, drawer, log, (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    })(chart, { channel: 'C1' }, { words: WORDS, userId: 'U2' });
  const called = (method: string) => api.calls.filter((call) => call.method === method);

  test('uploads the file to the channel with alt text and the escaped command', async () => {
    expect(await post()).toBeUndefined();
    const [asked] = called('files.getUploadURLExternal');
    expect(asked?.body['filename']).toBe('detainers-in-minnesota.png');
    expect(asked?.body['alt_text'] ?? asked?.body['alt_txt']).toBe('Bars: <!channel> & more');
    expect(Number(asked?.body['length'])).toBeGreaterThan(5000);
    expect(api.uploads).toHaveLength(1);
    const [done] = called('files.completeUploadExternal');
    expect(done?.body['channel_id']).toBe('C1');
    expect(done?.body['initial_comment']).toContain('&lt;!channel&gt;');
    expect(done?.body['initial_comment']).not.toContain('<!channel>');
  });

  test.each([
    ['files.getUploadURLExternal', 'missing_scope', /files:write/],
    ['files.completeUploadExternal', 'not_in_channel', /\/invite/],
    ['files.completeUploadExternal', 'channel_not_found', /\/invite/],
    ['files.getUploadURLExternal', 'invalid_auth', /Slack said invalid_auth/],
    ['files.completeUploadExternal', 'is_archived', /Slack said is_archived/],
  ])('%s fails with %s: one sentence says why, and nothing is retried', async (method, error, said) => {
    api.fault = (asked) => (asked === method ? { kind: 'error', error } : undefined);
    const sentence = await post();
    expect(sentence).toMatch(said);
    expect(sentence).toContain('numbers in the answer are the same');
    expect(called(method)).toHaveLength(1);
  });

  test('waits out one 429; a second one is reported', async () => {
    let left = 1;
    api.fault = (method) =>
      method === 'files.getUploadURLExternal' && left-- > 0
        ? { kind: 'status', status: 429, headers: { 'retry-after': '7' } }
        : undefined;
    expect(await post()).toBeUndefined();
    expect(waited).toEqual([7000]);
    left = 5;
    expect(await post()).toMatch(/accepting no more files/);
    api.fault = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '600' } });
    waited = [];
    expect(await post()).toMatch(/accepting no more files/);
    expect(waited).toEqual([]);
  });

  test.each(['cut', 'taken, then 500', 'taken, then cut'] as const)(
    '%s at the last step: told, never uploaded again',
    async (kind) => {
      api.fault = (method) => (method === 'files.completeUploadExternal' ? { kind } : undefined);
      expect(await post()).toMatch(/Slack did not say whether it took the chart/);
      expect(called('files.completeUploadExternal')).toHaveLength(1);
    },
  );

  test('reports a chart that cannot be drawn, and uploads nothing', async () => {
    const broken: Drawer = { draw: () => Promise.reject(new Error('no font')), close: async () => {} };
    const said = await createChartPoster({ botToken: 'xoxb-1', apiUrl: api.apiUrl }, broken, log)(
      chart,
      { channel: 'C1' },
      { words: WORDS, userId: 'U2' },
    );
    expect(said).toMatch(/could not be drawn.*numbers in the answer/);
    expect(api.calls).toEqual([]);
  });
});

describe('in the app', () => {
  let desk: Context;
  beforeAll(async () => {
    desk = await bundledDesk();
    await loadRows(desk, randomRows(300, 3));
  });
  const it = eachSlackDesk(
    async () => desk,
    // In a workspace that draws no charts itself.
    () => ({ drawer, drawn: createBlockMemory(true, ['data_visualization']) }),
  );
  const command = (id: string, text: string) =>
    it.slack.send({
      type: 'slash_commands',
      envelope_id: id,
      accepts_response_payload: true,
      payload: commandBody(text, it.slack.responseUrl),
    });
  const uploads = () => it.slack.calls.filter((call) => call.method === 'files.completeUploadExternal');

  test('the private answer comes first, then the chart in the channel', async () => {
    const reply = await command('c1', 'chart stats Minnesota');
    expect(reply?.['response_type']).toBe('ephemeral');
    expect(JSON.stringify(reply)).toContain('The chart follows in this channel');
    await it.app.stop(); // waits for what is under way
    expect(uploads().map((call) => call.body['channel_id'])).toEqual(['C1']);
    expect(it.slack.responses).toEqual([]);
  });

  test('an answer without a chart uploads nothing until its chart button is clicked', async () => {
    const reply = await command('c2', 'stats Minnesota by:outcome');
    const found = JSON.stringify(reply).match(/"value":"(chart stats [^"]*)"/);
    expect(uploads()).toEqual([]);
    const body = actionBody('words:f:0', found?.[1] ?? '', it.slack.responseUrl);
    await it.slack.send({ type: 'interactive', envelope_id: 'c3', payload: body });
    await it.app.stop();
    expect(uploads()).toHaveLength(1);
    expect(it.slack.responses[0]?.['response_type']).toBe('ephemeral');
  });

  test('posting the answer to the channel does not upload the chart again', async () => {
    await it.slack.send({
      type: 'interactive',
      envelope_id: 'c4',
      payload: actionBody('post', 'chart stats Minnesota', it.slack.responseUrl),
    });
    await it.app.stop();
    expect(uploads()).toEqual([]);
    expect(it.slack.responses[0]?.['response_type']).toBe('in_channel');
    expect(JSON.stringify(it.slack.responses[0])).not.toContain('The chart follows');
  });

  test('if Slack refuses the file, the answer stays and one sentence says why', async () => {
    it.slack.replies['files.getUploadURLExternal'] = { ok: false, error: 'missing_scope' };
    const reply = await command('c5', 'chart compare Minnesota with Illinois');
    expect(JSON.stringify(reply)).toContain('Side by side');
    await it.app.stop();
    expect(it.slack.responses).toHaveLength(1);
    expect(it.slack.responses[0]).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(it.slack.responses[0]?.['text']).toContain('files:write');
  });

  test('a repeated command uploads once', async () => {
    const payload = {
      type: 'slash_commands',
      envelope_id: 'c6',
      accepts_response_payload: true,
      payload: commandBody('chart stats Minnesota', it.slack.responseUrl),
    };
    await Promise.all([it.slack.send(payload, 0), it.slack.send(payload, 1)]);
    await it.app.stop();
    expect(uploads()).toHaveLength(1);
  });
});

test('the manifest asks for the scope', () => {
  const manifest = parse(readFileSync(new URL('../../../manifest.yml', import.meta.url), 'utf8'));
  expect(manifest.oauth_config.scopes.bot).toContain('files:write');
});
