import pino from 'pino';
import { afterEach, beforeEach } from 'vitest';
import type { Context } from '../../src/context.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { createTicker } from '../../src/jobs/ticker.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import { bundledDesk, NOW } from './desk.ts';
import { type LocalSlack, startLocalSlack } from './slack.ts';

/** A clock that a test sets. */
export function madeClock(start: string) {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    set: (instant: string) => {
      time = Date.parse(instant);
    },
    add: (seconds: number) => {
      time += seconds * 1000;
    },
  };
}
export type Clock = ReturnType<typeof madeClock>;

/** The real ticker, outbox and Web API client over a desk, with a test's clock. Waiting advances the clock. */
export function postingDesk(desk: Context, slack: LocalSlack, clock: Clock, worker = 'w1') {
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const context: Context = { ...desk, now: clock.now, log };
  const outbox = createOutbox({
    context,
    poster: createPoster({ botToken: 'xoxb-1', apiUrl: slack.apiUrl }, log),
    worker,
    // A real moment too: what a test has put off, such as the end of an import, gets its turn.
    wait: async (milliseconds) => {
      clock.add(milliseconds / 1000);
      await new Promise((resolve) => setTimeout(resolve, 2));
    },
  });
  const ticker = createTicker(context, () => outbox.drain());
  return { context, outbox, ticker, logged };
}

interface PostingDesk {
  desk: Context;
  slack: LocalSlack;
  clock: Clock;
  posting: ReturnType<typeof postingDesk>;
}

/** A fresh desk with its own Slack and clock for each test of a file. */
export function eachPostingDesk(): PostingDesk {
  const it = {} as PostingDesk;
  beforeEach(async () => {
    const [desk, slack, clock] = [await bundledDesk(), await startLocalSlack(), madeClock(NOW)];
    Object.assign(it, { desk, slack, clock, posting: postingDesk(desk, slack, clock) });
  });
  afterEach(async () => {
    await it.desk.close();
    await it.slack.close();
  });
  return it;
}
