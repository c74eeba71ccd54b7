import { expect, test } from 'vitest';
import { eachSlackDesk } from '../../_util/slack-desk.ts';
import { actionBody } from '../../_util/slack-payloads.ts';

const it = eachSlackDesk();
async function click(actionId: string, value: string): Promise<string> {
  await it.interact(actionBody(actionId, value, it.slack.responseUrl));
  await it.stop();
  expect(it.slack.responses).toHaveLength(1);
  return String(it.slack.responses[0]?.['text']);
}

test('explains a button that the desk no longer knows', async () => {
  expect(await click('vote:3', 'x')).toMatch(/button is from an older version of the desk.*\/detainer policy/);
});

test('explains a button whose command no longer exists', async () => {
  expect(await click('words:f:0', 'casefile "Cook County, IL"')).toMatch(
    /This button is from an older version of the desk.*There is no command/,
  );
});

test('answers privately when a removed command is posted to the channel', async () => {
  await click('post', 'casefile x');
  expect(it.slack.responses[0]?.['response_type']).toBe('ephemeral');
  expect(JSON.stringify(it.slack.responses[0])).not.toContain('Asked by');
});

test('answers a button without words', async () => {
  expect(await click('words:f:0', '')).toContain('Type a county');
});
