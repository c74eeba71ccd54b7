import { expect, test } from 'vitest';
import { createBlockMemory } from '../../../src/slack/posting/block-memory.ts';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody, typed } from '../../_util/slack-payloads.ts';

const it = eachSlackDesk(undefined, () => ({ drawn: createBlockMemory() }));
const RULES = 'policy "Mecklenburg County, NC"';
const kindsIn = (message: unknown) =>
  new Set(((message as { blocks?: { type: string }[] } | undefined)?.blocks ?? []).map(({ type }) => type));
const replies = async (count: number) => {
  await expect.poll(() => it.slack.responses.length).toBe(count);
  return it.slack.responses;
};
/** Slack refuses tables wherever it is asked; in an ack it says nothing and shows nothing. */
const refuseTables = () => {
  it.slack.fault = (_name, body) =>
    JSON.stringify(body['blocks'] ?? '').includes('table') ? { kind: 'status', status: 400 } : undefined;
};

test('the first table in a workspace is sent where Slack reports a refusal; the next ones go with the ack', async () => {
  expect(await typed(it.slack, RULES)).toEqual({});
  expect(kindsIn((await replies(1))[0])).toContain('table');
  const next = await typed(it.slack, `${RULES} on:2025-12-01`);
  expect(kindsIn(next)).toContain('table');
  expect(it.slack.responses).toHaveLength(1);
});

test('what holds no such block goes with the ack at once', async () => {
  expect((await typed(it.slack, 'help'))?.['text']).toContain('Type a county');
});

test('where Slack refuses a table, the answer arrives without it, and the workspace is remembered', async () => {
  refuseTables();
  await typed(it.slack, RULES);
  const [first] = await replies(1);
  expect(kindsIn(first)).toEqual(new Set(['section']));
  expect(first?.['text']).toContain('must hold a person');
  const next = await typed(it.slack, `${RULES} on:2025-12-01`);
  expect(kindsIn(next)).toEqual(new Set(['section']));
  await it.slack.send({
    type: 'interactive',
    envelope_id: 'click',
    payload: actionBody('words:f:0', RULES, it.slack.responseUrl),
  });
  expect(kindsIn((await replies(2))[1])).toEqual(new Set(['section']));
  expect(it.logged.filter((line) => line.includes('was not sent'))).toHaveLength(1);
});

test('a refusal that Slack tells with status 200 counts too', async () => {
  let refusals = 0;
  it.slack.fault = (name, body) => {
    if (!name.startsWith('/response') || !JSON.stringify(body['blocks']).includes('"table"')) return undefined;
    refusals += 1;
    return { kind: 'error', error: 'invalid_blocks' };
  };
  await typed(it.slack, RULES);
  expect(kindsIn((await replies(1))[0])).toEqual(new Set(['section']));
  expect(refusals).toBe(1);
});
