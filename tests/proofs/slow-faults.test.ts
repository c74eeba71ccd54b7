import { describe, expect, test } from 'vitest';
import { until } from '../_util/operator.ts';
import type { Fault } from '../_util/slack.ts';
import { CHARLOTTE, type Row, refused, startRow, status, stop } from './rows.ts';

/** These wait for clocks of Slack and of its libraries, up to a minute; side by side, and only with LONG=1. */
const slow = describe.runIf(process.env['LONG']).concurrent;

const cutAll = ({ slack }: Row) => slack.links.forEach((link) => void link.cut());

/** It is itself again: that many connections in all, two of them open, and a command is answered. */
async function isBack(row: Row, connections: number): Promise<void> {
  await row.connected(connections);
  await until(() => row.slack.links.length === 2);
  expect((await row.type(CHARLOTTE))?.['text']).toContain('must hold a person on an ICE detainer');
  expect(await stop(row)).toBe(0);
  expect(row.desk.lines().filter((each) => Number(each['level']) >= 60)).toEqual([]);
}

slow('both connections are gone, and on the way back apps.connections.open gives', () => {
  test.each<[string, Fault[]]>([
    ['HTTP 500 three times', [status(500), status(500), status(500)]],
    ['429 with and without Retry-After', [status(429, '2'), status(429)]],
    ['internal_error twice', [refused('internal_error'), refused('internal_error')]],
    ['no answer', [{ kind: 'silent' }]],
    ['a page of the company network', [{ kind: 'page' }]],
    ['an answer that is cut off', [{ kind: 'taken, then cut' }, { kind: 'cut' }]],
  ])(
    '%s: the desk comes back by itself',
    async (_, faults) => {
      const row = await startRow();
      row.fail('connections.open', faults);
      cutAll(row);
      await isBack(row, 4);
    },
    0,
  );
});

slow('Slack is away', () => {
  test.each([1, 15])(
    '%d s: the desk comes back by itself',
    async (seconds) => {
      const row = await startRow();
      row.slack.fault = () => ({ kind: 'cut' });
      row.slack.handshake = () => 'refused';
      cutAll(row);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      row.slack.fault = () => undefined;
      row.slack.handshake = () => 'through';
      await isBack(row, 4);
    },
    0,
  );

  test('longer than half a minute: the desk says so and ends with 1, for the supervisor', async () => {
    const row = await startRow();
    row.slack.fault = () => ({ kind: 'cut' });
    cutAll(row);
    expect(await row.desk.ended).toBe(1);
    expect(row.desk.said).toContain('No connection to Slack for 30 seconds');
  }, 0);
});

slow('a connection that stands still', () => {
  test('is given up; meanwhile the other answers', async () => {
    const row = await startRow();
    row.slack.links[0]?.freeze();
    expect((await row.type(CHARLOTTE, 1))?.['text']).toContain('must hold a person on an ICE detainer');
    await row.connected(3);
    expect((await row.type(CHARLOTTE))?.['text']).toContain('must hold a person on an ICE detainer');
    expect(await stop(row)).toBe(0);
  }, 0);

  test('both: given up, and commands are answered again', async () => {
    const row = await startRow();
    for (const link of row.slack.links) link.freeze();
    await row.connected(4);
    expect((await row.type(CHARLOTTE))?.['text']).toContain('must hold a person on an ICE detainer');
    expect(await stop(row)).toBe(0);
  }, 0);

  test('in its handshake: given up and made anew; meanwhile the other answers', async () => {
    const row = await startRow();
    row.slack.handshake = () => (row.slack.stalled === 0 ? 'frozen' : 'through');
    row.slack.links[0]?.cut();
    await until(() => row.slack.stalled === 1);
    expect((await row.type(CHARLOTTE, 1))?.['text']).toContain('must hold a person on an ICE detainer');
    await isBack(row, 3);
  }, 0);

  test('in its handshake at the start: given up and made anew', async () => {
    const row = await startRow((slack) => {
      slack.handshake = () => (slack.stalled < 2 ? 'frozen' : 'through');
    });
    await until(() => row.desk.said.includes('"msg":"ready"'));
    await isBack(row, 2);
  }, 0);

  test('every handshake: the desk says so and ends with 1, for the supervisor', async () => {
    const row = await startRow((slack) => {
      slack.handshake = () => 'frozen';
    });
    expect(await row.desk.ended).toBe(1);
    expect(row.desk.said).toContain('No connection to Slack for 30 seconds');
  }, 0);
});

slow('Slack takes a message and answers after the desk has hung up', () => {
  test('an answer by response_url is seen once', async () => {
    const row = await startRow();
    row.fail('/response', [{ kind: 'taken, answered too late' }]);
    row.press(CHARLOTTE);
    await until(() => row.desk.said.includes('the answer was not sent'));
    expect(await stop(row)).toBe(0);
    expect(row.said()).toEqual([expect.stringContaining('must hold a person on an ICE detainer')]);
  }, 0);

  test('an answer to a mention is seen once', async () => {
    const row = await startRow();
    row.fail('chat.postMessage', [{ kind: 'taken, answered too late' }]);
    await row.mention(CHARLOTTE, 'Ev1');
    await until(() => row.desk.said.includes('Slack refused a reply'));
    expect(await stop(row)).toBe(0);
    expect(row.posted()).toEqual([expect.stringContaining('must hold a person on an ICE detainer')]);
  }, 0);
});

slow('at the start', () => {
  test('Slack gives no answer: one sentence, exit 1', async () => {
    const row = await startRow((slack) => {
      slack.fault = () => ({ kind: 'silent' });
    });
    expect(await row.desk.ended).toBe(1);
    expect(row.desk.said.trim().split('\n').at(-1)).toMatch(/^Slack cannot be reached to check the bot token/);
  }, 0);
});
