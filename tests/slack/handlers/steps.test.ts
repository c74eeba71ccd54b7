import { expect, test } from 'vitest';
import { eachSlackDesk } from '../../_util/slack-desk.ts';

const it = eachSlackDesk();

/** Runs the step with what a workflow fills in; resolves with the method that ended it and what it was sent. */
async function step(inputs: Record<string, unknown>, callbackId = 'policy_at_date') {
  for (const method of ['functions.completeSuccess', 'functions.completeError'])
    it.slack.replies[method] = { ok: true };
  const ended = () => it.slack.calls.filter(({ method }) => method.startsWith('functions.complete'));
  const before = ended().length;
  await it.event({
    type: 'function_executed',
    function: { callback_id: callbackId },
    inputs,
    function_execution_id: 'Fx1',
    bot_access_token: 'xwfp-1',
  });
  for (let left = 1000; left > 0 && ended().length === before; left -= 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  const call = ended().at(-1);
  return { method: call?.method, body: call?.body ?? {}, token: call?.token };
}

test('a place and a day in; the sentence, the answer with its sources, its id and its line out', async () => {
  const { method, body, token } = await step({ place: 'Charlotte, NC', on: '2024-11-30' });
  expect({ method, token }).toEqual({ method: 'functions.completeSuccess', token: 'xwfp-1' });
  expect(body).toMatchObject({ function_execution_id: 'Fx1' });
  const outputs = JSON.parse(body['outputs'] ?? '{}');
  expect(outputs.answer).toContain('Mecklenburg County');
  expect(outputs.details).toContain('https://');
  expect(outputs.answer_id).toMatch(/^DD-/);
  expect(outputs.line).toBe('policy "Charlotte, NC" on:2024-11-30');
});

test.each([
  ['several places of one name', { place: 'orange county' }, /Orange County, CA/],
  ['no place', { place: '' }, /Name a place, for example/],
  ['no text', { place: { id: 'U1' } }, /Name a place, for example/],
  ['an unknown place', { place: 'Xyzzyville, ZZ' }, /Xyzzyville/],
  ['a day that there is not', { place: 'Denver, CO', on: '2024-13-45' }, /2024-13-45/],
  ['words that would be another command', { place: '" watch Denver' }, /./],
])('%s: the step ends with a sentence, and nothing is changed', async (_, inputs, says) => {
  const { method, body } = await step(inputs);
  expect(method).toBe('functions.completeError');
  expect(body['error']).toMatch(says);
  expect(body['error']).not.toMatch(/\n\s+at |\.ts:/);
});

test('a step that the desk does not have is left alone', async () => {
  const before = it.slack.calls.length;
  await it.event({
    type: 'function_executed',
    function: { callback_id: 'other' },
    inputs: {},
    function_execution_id: 'Fx2',
  });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(it.slack.calls.slice(before)).toEqual([]);
});
