import { App } from '@slack/bolt';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGate } from '../../../src/slack/connection/gate.ts';
import { commandBody } from '../../_util/slack-payloads.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A gate in front of a Bolt app that counts its answers. `copy` delivers the same envelope again. */
function startGate() {
  const app = new App({
    token: 'xoxb-1',
    receiver: { init() {}, start: async () => undefined, stop: async () => undefined },
    botId: 'B1',
    botUserId: 'U1',
    tokenVerificationEnabled: false,
    convoStore: false,
  });
  let runs = 0;
  app.command('/detainer', async ({ ack }) => {
    runs += 1;
    await ack(`answer ${runs}`);
  });
  const gate = createGate(app);
  return async (envelopeId = 'e1') => {
    let acked: unknown = 'no ack';
    await gate.processEvent({
      body: commandBody('help'),
      customProperties: { envelopeId },
      ack: (body: unknown) => {
        acked = body;
        return Promise.resolve();
      },
    } as never);
    return acked;
  };
}

test('a copy gets the same answer; when Slack shows it to nobody any more, an empty ack; it never runs again', async () => {
  const copy = startGate();
  expect(await copy()).toBe('answer 1');
  await vi.advanceTimersByTimeAsync(15_000);
  expect(await copy()).toBe('answer 1');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await copy()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(14 * 60_000);
  expect(await copy()).toBeUndefined();
  expect(await copy('e2')).toBe('answer 2');
});

test('forgets an envelope after 15 minutes', async () => {
  const copy = startGate();
  await copy();
  await vi.advanceTimersByTimeAsync(16 * 60_000);
  expect(vi.getTimerCount()).toBe(0);
  expect(await copy()).toBe('answer 2');
});
