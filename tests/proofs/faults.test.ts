import { describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { until } from '../_util/operator.ts';
import type { Fault } from '../_util/slack.ts';
import { THOROUGH } from '../_util/thorough.ts';
import { CHARLOTTE, type Row, refused, startRow, status, stop } from './rows.ts';

/*
Which test holds which fault. "long" runs with `npm run test:long` only.

The connections
  routine renewal (disconnect frame), no gap            slack/app.test.ts; the storm
  Slack killed or away for 1 s, 15 s                    slow-faults (long)
  no connection for 30 s: said, exit 1                  slow-faults (long)
  apps.connections.open: 500, 429, internal_error,
    no answer, a page, cut                              slow-faults (long); the storm
  token refused on the way back: said, exit 1           here
  token refused at the start                            slack/app.test.ts
  no answer at the start                                slow-faults (long)
  frozen link: one, both                                slow-faults (long); the storm (short freezes)
  frozen handshake: one, at the start, for ever         slow-faults (long)
  stopped during a frozen handshake                     here
  a fault that nobody caught: its cause, exit 1         process.test.ts
  connections that are up, for supervisors              operations/health.test.ts
Commands, buttons, events
  a copy, on the same and on the other connection       slack/app.test.ts, slack/talk.test.ts, slack/charts.test.ts; the storm
  connection dead before the ack, with and without copy here; slack/app.test.ts (while stopping)
  an event given again                                  here
  answer slower than Slack waits                        slack/app.test.ts
  response_url: 429, 500, cut                           here; the storm
  response_url: refused blocks                          slack/app.test.ts
  response_url, chat.postMessage: taken, answered late  slow-faults (long)
  a handler that throws                                 slack/app.test.ts
Posts and views
  429 on a post leaves views alone                      here
  views.open fails                                      slack/search.test.ts
  digests: 429, 500, cut, taken and cut, lost channels  jobs/outbox.test.ts, the crash proof
  a post under way at SIGTERM                           process.test.ts
  files: 429, refused                                   slack/charts.test.ts, slack/export.test.ts
*/

/** Ends when the desk has read all that was sent to it by a connection until now. */
const heard = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    socket.once('pong', () => resolve());
    socket.ping();
  });

describe.concurrent('the connection dies while an answer is made', () => {
  /** Asks for something that waits for Slack, cuts the connection that it came by, and lets the wait end. */
  async function cutMeanwhile(row: Row, copied: boolean) {
    let go = () => {};
    row.slack.replies['conversations.join'] = () => new Promise((resolve) => (go = () => resolve({ ok: true })));
    if (copied) row.slack.copy = () => 'other';
    const acked = row.type('digest on at:08:00 tz:UTC');
    await until(() => row.slack.calls.some((call) => call.method === 'conversations.join'));
    if (copied) await Promise.all(row.slack.sockets.map(heard));
    row.slack.links[1]?.cut();
    await until(() => row.desk.lines().some((each) => each['state'] === 'close'));
    go();
    return acked;
  }

  test('it comes by response_url, once', async () => {
    const row = await startRow();
    void cutMeanwhile(row, false);
    await until(() => row.said().length > 0);
    expect(await stop(row)).toBe(0);
    expect(row.said()).toEqual([expect.stringContaining('Digest set up')]);
  });

  test('it comes by the other connection where a copy came, and nowhere else', async () => {
    const row = await startRow();
    expect((await cutMeanwhile(row, true))?.['text']).toContain('Digest set up');
    expect(await stop(row)).toBe(0);
    expect(row.said()).toEqual([]);
  });
});

test.concurrent('a button: its answer comes once, whatever response_url does first', async () => {
  const row = await startRow();
  const rows: Fault[][] = [[status(429, '1')], [status(500), status(503)], [{ kind: 'cut' }]];
  for (const [at, faults] of rows.entries()) {
    row.fail('/response', faults);
    row.press(`policy zz${at}q county`);
    await until(() => row.said().length > at);
  }
  expect(await stop(row)).toBe(0);
  expect(row.said()).toEqual([0, 1, 2].map((at) => expect.stringContaining(`"zz${at}q County"`)));
});

test.concurrent('a mention: its answer comes once, whatever chat.postMessage does first, and a search opens meanwhile', async () => {
  const row = await startRow();
  const { slack } = row;
  slack.replies['views.open'] = { ok: true, view: { id: 'V1', hash: 'h' } };
  row.fail('chat.postMessage', [status(429, '2')]);
  await row.mention(CHARLOTTE, 'Ev1');
  await until(() => row.slack.calls.some((call) => call.method === 'chat.postMessage'));
  await row.type('');
  expect(slack.calls.map((call) => call.method)).toContain('views.open');
  expect(row.posted()).toEqual([]);
  await until(() => row.posted().length === 1);
  expect(await stop(row)).toBe(0);
  expect(row.posted()).toEqual([expect.stringContaining('must hold a person on an ICE detainer')]);
});

test.concurrent('an event that Slack gives again, since the connection died before its ack, is answered once', async () => {
  const row = await startRow();
  const [first] = row.slack.links;
  first?.freeze();
  void row.mention(CHARLOTTE, 'Ev1', 0);
  first?.cut();
  await row.mention(CHARLOTTE, 'Ev1', 1);
  await row.mention(CHARLOTTE, 'Ev1', 1);
  await until(() => row.posted().length > 0);
  expect(await stop(row)).toBe(0);
  expect(row.posted()).toEqual([expect.stringContaining('must hold a person on an ICE detainer')]);
});

test
  .skipIf(!THOROUGH)
  .concurrent(
    'a token that Slack refuses on the way back: one line that says so, exit 1 for the supervisor',
    async () => {
      const row = await startRow();
      row.fail('connections.open', [refused('invalid_auth')]);
      row.slack.links[0]?.cut();
      expect(await row.desk.ended).toBe(1);
      expect(row.desk.said.trim().split('\n').at(-1)).toContain('invalid_auth');
    },
  );

describe.concurrent('at the start', () => {
  test('stopped while Slack lets the handshakes stand still: it ends at once', async () => {
    const row = await startRow((slack) => {
      slack.handshake = () => 'frozen';
    });
    await until(() => row.slack.stalled === 2);
    expect(await stop(row)).toBe(0);
  });
});
