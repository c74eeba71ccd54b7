import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insertAnswer } from '../../src/db/answers.ts';
import { insertAuditRow } from '../../src/db/audit.ts';
import { queueMessage } from '../../src/db/outbox/threads.ts';
import { createClockWatch } from '../../src/jobs/clock-watch.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { createTicker } from '../../src/jobs/ticker.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { madeImport, rows, subscribe } from '../_util/news.ts';
import { eachPostingDesk } from '../_util/posting.ts';

const it = eachPostingDesk();
const DAY = 86_400_000;

const answer = { kind: 'notice', title: 'News', summary: 'News.', parts: [], followUps: [], words: 'sources' };

/** The world: true time, and what this machine's clock is off by. */
let trueTime = 0;
let off = 0;
let slackAnswers = true;
beforeEach(() => {
  [trueTime, off, slackAnswers] = [Date.parse('2026-11-24T12:00:00Z'), 0, true];
  set();
});
afterEach(() => {
  off = 0;
});
const set = () => it.clock?.set(new Date(trueTime + off).toISOString());
const pass = (ms: number) => {
  trueTime += ms;
  set();
};
const jump = (ms: number) => {
  off += ms;
  set();
};

/** A desk in Slack, or a local one, whose ticks first look at the clock. */
function watched(inSlack = true) {
  let heardAt = Number.NEGATIVE_INFINITY;
  const slack = {
    now: () => (heardAt === Number.NEGATIVE_INFINITY ? undefined : trueTime),
    age: () => trueTime - heardAt,
    async ask() {
      if (slackAnswers) heardAt = trueTime;
    },
  };
  const { context } = it.posting;
  const outbox = createOutbox({
    context,
    poster: createPoster({ botToken: 'xoxb-1', apiUrl: it.slack.apiUrl }, context.log),
    ...(inSlack ? { slackNow: slack.now } : {}),
    wait: async (milliseconds) => pass(milliseconds),
  });
  const clock = createClockWatch(context, {
    steady: () => trueTime,
    ...(inSlack ? { slack } : {}),
    opsChannel: 'COPS',
    send: outbox.sendOne,
  });
  return { clock, ticker: createTicker(context, () => outbox.drain(), clock) };
}

const kept = async () => [
  (await rows<{ answer_id: string }>(it.desk.db, 'select answer_id from answers')).length,
  (await rows(it.desk.db, 'select audit_id from audit')).length,
];
async function ask(at = it.clock.now()) {
  const asked_at = at.toISOString();
  await insertAuditRow(it.desk.db, [{ asked_at, user_id: 'U1', way: 'mention', outcome: 'answered' }]);
  const row = { line: 'help', channel_id: 'C1', user_id: 'U1', imports: '{}', said_sha256: '' };
  await insertAnswer(it.desk.db, { ...row, answer_id: `DD-${asked_at}`, answered_at: asked_at });
}

describe('a desk in Slack', () => {
  test('twenty seconds with the clock ten years ahead delete nothing, post nothing, and are told', async () => {
    await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases quiet:line', '2026-11-24T12:00:00Z');
    const { ticker, clock } = watched();
    await ask();
    await ticker.tick();
    await madeImport(it.desk.db, [{}]);
    jump(3650 * DAY);
    for (let tick = 0; tick < 3; tick += 1) {
      pass(7000);
      await ticker.tick();
    }
    expect(await kept()).toEqual([1, 1]);
    expect(clock.last()).toMatchObject({ mayPost: false, mayDelete: false });
    expect(clock.last().problems[0]).toContain("This machine's clock is 10 years ahead of Slack's.");
    expect(it.slack.messages.map((each) => each.channel)).toEqual(['COPS']);
    expect(it.slack.messages[0]?.text).toContain('clock is in doubt');
    jump(-3650 * DAY);
    pass(15_000);
    await ticker.tick();
    expect(clock.last()).toEqual({ mayPost: true, mayDelete: true, problems: [] });
    expect(it.slack.messages.map((each) => each.channel)).toEqual(['COPS', 'COPS']);
    pass(3_600_000);
    await ticker.tick();
    expect(it.slack.parents('C1')).toHaveLength(1); // today's digest, at its hour
  });

  test('what a desk without this check wrote ten years ahead is mended: nothing waits or is kept for ten years', async () => {
    await subscribe(it.desk, 'C1', 'at:13:00 tz:UTC kinds:releases quiet:line', '2026-11-24T12:00:00Z');
    jump(3650 * DAY);
    pass(3_600_000);
    await ask();
    await it.posting.ticker.tick(); // delivers the digest of 2036
    it.slack.fault = () => ({ kind: 'status', status: 429, headers: { 'retry-after': '60' } });
    await queueMessage(it.desk.db, { messageId: 'waits', channelId: 'C2', post: { answer } }, it.clock.now());
    await it.posting.ticker.tick();
    it.slack.fault = () => undefined;
    jump(-3650 * DAY);
    const { ticker, clock } = watched();
    await ticker.tick();
    expect(clock.last().problems).toEqual([]);
    expect(await rows(it.desk.db, "select state from outbox where message_id = 'waits'")).toEqual([{ state: 'sent' }]);
    expect(await rows(it.desk.db, "select 1 from answers where answered_at > '2027'")).toEqual([]);
    pass(DAY);
    await ticker.tick();
    expect(it.slack.parents('C1')).toHaveLength(3); // that of 2036, and those of two days that have come
  });

  test('a machine that slept asks Slack for the time and goes on', async () => {
    const { ticker, clock } = watched();
    await ticker.tick();
    pass(9 * 3_600_000);
    await ticker.tick();
    expect(clock.last()).toEqual({ mayPost: true, mayDelete: true, problems: [] });
    expect(it.slack.messages).toEqual([]);
  });
});

describe('a local desk', () => {
  test('a clock that jumps ahead, or a desk that was off for a month, deletes nothing for a day', async () => {
    await ask();
    const first = watched(false);
    await first.ticker.tick();
    jump(100 * DAY);
    pass(15_000);
    await first.ticker.tick();
    expect(await kept()).toEqual([1, 1]);
    expect(first.clock.last().problems[0]).toContain('is deleted in 1 day');
    const restarted = watched(false);
    await restarted.ticker.tick();
    expect(await kept()).toEqual([1, 1]);
    pass(23 * 3_600_000);
    await restarted.ticker.tick();
    expect(await kept()).toEqual([1, 1]);
    pass(2 * 3_600_000);
    await restarted.ticker.tick();
    expect(await kept()).toEqual([0, 0]); // it ran on for a day: the days have passed
  });

  test('a clock that goes back to its time is trusted at once', async () => {
    const { ticker, clock } = watched(false);
    await ticker.tick();
    jump(3650 * DAY);
    pass(20_000);
    await ticker.tick();
    expect(clock.last().mayDelete).toBe(false);
    jump(-3650 * DAY);
    pass(20_000);
    await ticker.tick();
    expect(clock.last()).toEqual({ mayPost: true, mayDelete: true, problems: [] });
  });
});
