import { expect, test } from 'vitest';
import { createReceiver } from '../../src/local/receiver.ts';

test('an app that failed to open is opened again for the next payload, and then only once', async () => {
  let opened = 0;
  const receiver = createReceiver(async () => {
    opened += 1;
    if (opened === 1) throw new Error('not yet');
    return { processEvent: async ({ ack }) => ack('heard') };
  });
  await expect(receiver.warm()).rejects.toThrow('not yet');
  expect(await receiver.deliver({})).toMatchObject({ acked: true, body: 'heard' });
  expect(await receiver.deliver({})).toMatchObject({ acked: true });
  expect(opened).toBe(2);
});

test('a payload fails if the app throws or does not acknowledge it', async () => {
  const receiver = createReceiver(async () => ({
    processEvent: async ({ body }) => {
      if (body['throws']) throw new Error('no');
    },
  }));
  expect(await receiver.deliver({ throws: true })).toMatchObject({ acked: false });
  expect(await receiver.deliver({})).toMatchObject({ acked: false });
});
