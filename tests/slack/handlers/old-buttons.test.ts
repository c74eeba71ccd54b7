import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { endSlackDesk, type SlackDesk, startSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody } from '../../_util/slack-payloads.ts';

let desk: Context;
let it: SlackDesk;
beforeAll(async () => {
  desk = await bundledDesk();
});
beforeEach(async () => {
  it = await startSlackDesk(desk);
});
afterEach(async () => {
  await endSlackDesk(it);
  expect(it.slack.unexpected).toEqual([]);
});
async function click(actionId: string, value: string): Promise<string> {
  await it.interact(actionBody(actionId, value, it.slack.responseUrl));
  await it.stop();
  expect(it.slack.responses).toHaveLength(1);
  return String(it.slack.responses[0]?.['text']);
}

test('a button that the desk no longer knows is answered kindly', async () => {
  expect(await click('vote:3', 'x')).toMatch(/button is from an older version of the desk.*\/detainer policy/);
});

test('a command that is gone is too, with what it may be now', async () => {
  expect(await click('words:f:0', 'casefile "Cook County, IL"')).toMatch(
    /This button is from an older version of the desk.*There is no command/,
  );
});

test('posting a command that is gone is answered to the person alone', async () => {
  await click('post', 'casefile x');
  expect(it.slack.responses[0]?.['response_type']).toBe('ephemeral');
  expect(JSON.stringify(it.slack.responses[0])).not.toContain('Asked by');
});

test('a button without words is answered too', async () => {
  expect(await click('words:f:0', '')).toContain('Sourced answers');
});
