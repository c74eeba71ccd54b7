import Sqlite from 'better-sqlite3';
import { Kysely, type KyselyPlugin, SqliteDialect } from 'kysely';
import pino from 'pino';
import type { Context } from '../../../src/context.ts';
import type { Tables } from '../../../src/db/schema.ts';
import { createClockWatch } from '../../../src/jobs/clock-watch.ts';
import type { Poster } from '../../../src/jobs/outbox/poster.ts';
import { createOutbox } from '../../../src/jobs/outbox.ts';
import { createTicker } from '../../../src/jobs/ticker.ts';
import { never, type World } from './world.ts';

/** Slack refuses no clock that is this far off. */
const JUMPS = [-400 * 86_400_000, -86_400_000, -3_600_000, 3_600_000, 86_400_000, 3650 * 86_400_000];

/** A desk as a process: its own connection, ticker, outbox and clock. It may stop at any statement. */
export function startDesk(world: World, file: string, poster: Poster, worker: string, tickMs: () => number) {
  const state = { alive: true, off: 0, pausedUntil: 0, crashAt: Number.POSITIVE_INFINITY };
  let steps = 0;
  const crash = () => {
    if (!state.alive) return;
    state.alive = false;
    sqlite.close(); // rolls back what was open
  };
  /** Every statement and every answer of Slack's passes here: the process may be gone, stopped, or end now. */
  const step = async (): Promise<void> => {
    world.touch();
    steps += 1;
    if (steps >= state.crashAt) crash();
    if (!state.alive) return never();
    while (state.pausedUntil > world.now()) await world.sleep(state.pausedUntil - world.now());
    if (!state.alive) return never();
  };
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      await step();
      return result;
    },
  };
  const sqlite = new Sqlite(file);
  sqlite.pragma('busy_timeout = 0');
  sqlite.pragma('foreign_keys = ON');
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: sqlite }), plugins: [plugin] });
  const context: Context = {
    db,
    now: () => new Date(world.now() + state.off),
    log: pino({ level: 'silent' }),
    zone: 'UTC',
    close: async () => crash(),
  };
  const through = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    await step();
    return result;
  };
  const outbox = createOutbox({
    context,
    worker,
    slackNow: world.now,
    wait: (ms) => through(world.sleep(ms)),
    poster: {
      post: (...asked) => through(poster.post(...asked)),
      edit: (...asked) => through(poster.edit(...asked)),
      find: (...asked) => through(poster.find(...asked)),
    },
  });
  const clock = createClockWatch(context, {
    steady: world.now,
    slack: { now: world.now, age: () => 0, ask: async () => undefined },
    opsChannel: 'COPS',
    send: outbox.sendOne,
  });
  const ticker = createTicker(context, () => outbox.drain(), clock);
  void (async () => {
    await world.sleep(world.between(0, tickMs()));
    while (state.alive) {
      await ticker.tick();
      await world.sleep(tickMs());
    }
  })();
  return {
    crash,
    isAlive: () => state.alive,
    /** Ends at one of its next statements. */
    crashSoon: () => {
      state.crashAt = steps + world.between(1, 60);
    },
    /** Stands still, as by SIGSTOP, shorter than a claim has left when a message leaves. */
    pause: () => {
      state.pausedUntil = world.now() + world.between(1000, 25_000);
    },
    /** Its clock shows another time. */
    jump: () => {
      state.off = world.pick(JUMPS);
    },
    heal: () => {
      state.off = 0;
    },
  };
}
