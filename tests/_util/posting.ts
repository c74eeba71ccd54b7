import pino from 'pino';
import type { Context } from '../../src/context.ts';
import { createOutbox } from '../../src/jobs/outbox.ts';
import { createTicker } from '../../src/jobs/ticker.ts';
import { createPoster } from '../../src/slack/posting/poster.ts';
import type { LocalSlack } from './slack.ts';

/** A clock that a test turns. */
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

/** The real ticker, outbox and Web API client over a desk, with a test's clock; waiting turns the clock. */
export function postingDesk(desk: Context, slack: LocalSlack, clock: Clock, worker = 'w1') {
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const context: Context = { ...desk, now: clock.now, log };
  const outbox = createOutbox({
    context,
    poster: createPoster({ botToken: 'xoxb-1', apiUrl: slack.apiUrl }, log),
    worker,
    wait: async (milliseconds) => clock.add(milliseconds / 1000),
  });
  const ticker = createTicker(context, () => outbox.drain());
  return { context, outbox, ticker, logged };
}
