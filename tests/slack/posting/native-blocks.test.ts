import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkMessage } from '../../../src/blocks/limits.ts';
import { renderNative } from '../../../src/blocks/message.ts';
import { createDrawer, type Drawer } from '../../../src/charts/draw.ts';
import { answerCommand } from '../../../src/commands/index.ts';
import type { Context } from '../../../src/context.ts';
import { createBlockMemory } from '../../../src/slack/posting/block-memory.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, randomRows } from '../../_util/detainers.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { typed } from '../../_util/slack-payloads.ts';

let desk: Context;
let drawer: Drawer;
beforeAll(async () => {
  drawer = createDrawer();
  desk = await bundledDesk();
  await loadRows(desk, randomRows(600, 3));
});
afterAll(async () => {
  await drawer.close();
  await desk.close();
});
const it = eachSlackDesk(
  async () => desk,
  () => ({ drawer, drawn: createBlockMemory() }),
);
const LONG = 'stats US more:all';
const NEXT = 'stats US since:2024 more:all';
const CHART = 'chart stats Minnesota by:outcome';
const uploads = () => it.slack.calls.filter(({ method }) => method === 'files.completeUploadExternal');
type Block = { type: string; rows?: { type: string }[][]; page_size?: number };
const blocksIn = (message: unknown) => (message as { blocks?: Block[] } | undefined)?.blocks ?? [];
const kindsIn = (message: unknown) => new Set(blocksIn(message).map(({ type }) => type));
const replies = async (count: number) => {
  await expect.poll(() => it.slack.responses.length).toBe(count);
  return it.slack.responses;
};

test('a table over a screen is a data table, with its rows to sort and page, within the limits', async () => {
  await typed(it.slack, LONG);
  const [first] = await replies(1);
  const table = blocksIn(first).find(({ type }) => type === 'data_table');
  expect(table?.rows?.length).toBeGreaterThan(11);
  expect(table?.page_size).toBe(10);
  expect(new Set(table?.rows?.map((row) => row.length)).size).toBe(1);
  expect(table?.rows?.[0]?.every(({ type }) => type === 'raw_text')).toBe(true);
  expect(kindsIn(await typed(it.slack, NEXT))).toContain('data_table');
});

test('where Slack refuses data tables, the answer comes as it did before, and the workspace is remembered', async () => {
  it.slack.fault = (_name, body) =>
    JSON.stringify(body['blocks'] ?? '').includes('data_table') ? { kind: 'status', status: 400 } : undefined;
  await typed(it.slack, LONG);
  const [first] = await replies(1);
  expect(kindsIn(first)).toContain('table');
  expect(kindsIn(first)).not.toContain('data_table');
  const next = await typed(it.slack, NEXT);
  expect(kindsIn(next)).toContain('table');
  expect(kindsIn(next)).not.toContain('data_table');
  expect(it.logged.filter((line) => line.includes('was not sent'))).toHaveLength(1);
});

test('an answer without a long table or a chart has one form', async () => {
  const answer = await answerCommand(desk, 'policy "Mecklenburg County, NC"');
  expect(renderNative(answer, { visibility: 'ephemeral' })).toBeUndefined();
  const long = renderNative(await answerCommand(desk, LONG), { visibility: 'ephemeral' });
  expect(long && checkMessage(long)).toEqual([]);
});

test('a chart that Slack draws stays in the private answer: nothing is uploaded', async () => {
  await typed(it.slack, CHART);
  const [first] = await replies(1);
  expect(kindsIn(first)).toContain('data_visualization');
  expect(JSON.stringify(first)).not.toContain('follows in this channel');
  await it.stop();
  expect(uploads()).toEqual([]);
});

test('where Slack refuses charts, the picture follows as a file, and the next answer does not try again', async () => {
  it.slack.fault = (_name, body) =>
    JSON.stringify(body['blocks'] ?? '').includes('data_visualization') ? { kind: 'status', status: 400 } : undefined;
  await typed(it.slack, CHART);
  const [first] = await replies(1);
  expect(JSON.stringify(first)).toContain('follows in this channel');
  await typed(it.slack, 'chart stats Minnesota by:kind');
  await it.stop();
  expect(uploads()).toHaveLength(2);
  expect(it.logged.filter((line) => line.includes('was not sent'))).toHaveLength(1);
});

test('a map has no form of Slack’s own, and is a picture', async () => {
  await typed(it.slack, 'chart map Minnesota');
  await it.stop();
  expect(uploads()).toHaveLength(1);
});
