import { createHash } from 'node:crypto';
import pino from 'pino';
import type { Context } from '../../../src/context.ts';
import { findNewestImportId } from '../../../src/db/newest-import.ts';
import { upsertWatch } from '../../../src/db/watches.ts';
import { createOutbox } from '../../../src/jobs/outbox.ts';
import { createTicker } from '../../../src/jobs/ticker.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { madeImport, madeRelease, rows, subscribe } from '../../_util/news.ts';
import { madeClock } from '../../_util/posting.ts';
import { Killed, type Mode, memorySlack, type SlackState } from './memory-slack.ts';
import { createSaver, type Saved } from './saved-rows.ts';

/** What may happen: news, a tick, or what Slack or the process does from the next post on. */
export const EVENTS = [
  'news',
  'tick',
  'well',
  'refused',
  'limited',
  'cut before',
  'cut after',
  'unreadable',
  'kill',
] as const;
export type Event = (typeof EVENTS)[number];

/** All that decides what comes next: the rows of the database, Slack, the clock, and how many news there were. */
export interface State extends SlackState {
  saved: Saved;
  time: string;
  news: number;
}

const CALIFORNIA = {
  kind: 'place',
  label: 'California',
  states: ['CA'],
  placeIds: [],
  governedBy: [],
  facilityIds: [],
  agencyKeys: [],
};

/**
 * A desk with a watch and a digest of one channel, and one piece of news. What its process remembers from one tick to the
 * next is no part of a state: the second of the last post to a channel, and ticks are an hour apart; and the number of its
 * claims, which only tells them apart. So each event may run in a process of its own.
 */
export async function createDeskOfHistories() {
  const desk = await bundledDesk();
  // Nobody else reads the file, and no power is cut: a third of the time without locks, journal and flushes.
  for (const pragma of ['locking_mode = exclusive', 'journal_mode = memory', 'synchronous = off'])
    await rows(desk.db, `pragma ${pragma}`);
  const first = await findNewestImportId(desk.db);
  await subscribe(desk, 'C1', 'at:13:00 tz:UTC kinds:releases quiet:skip', '2026-11-24T12:00:00Z');
  await upsertWatch(desk.db, {
    channel_id: 'C1',
    subject: 'california',
    label: 'California',
    scope: JSON.stringify(CALIFORNIA),
    kinds: 'releases',
    created_by: 'U7',
    created_at: '2026-11-24',
    since_import_id: first,
  });
  const saver = createSaver(desk.db, first);
  const silent = pino({ level: 'silent' });
  let lives = 0;
  let kills = 0;

  const bring = async (news: number, time: string) => {
    const fact = madeRelease(news, { offences: `offence-${news}-` });
    await madeImport(desk.db, [{ now: fact.now ?? '' }], { at: time });
  };

  /** Ticks once for each number of seconds, and lets them pass. A killed process is followed by another. */
  async function tick(from: State, seconds: readonly number[]): Promise<State> {
    const clock = madeClock(from.time);
    const slack = { mode: from.mode, killAt: from.killAt, posts: from.posts };
    const poster = memorySlack(slack);
    const context: Context = { ...desk, now: clock.now, log: silent };
    const wait = async (milliseconds: number) => clock.add(milliseconds / 1000);
    const start = () => {
      lives += 1;
      return createOutbox({ context, poster, wait, worker: `w${lives}` });
    };
    let outbox = start();
    const ticker = createTicker(context, async () => {
      try {
        await outbox.drain();
      } catch (cause) {
        if (!(cause instanceof Killed)) throw cause;
        kills += 1;
        outbox = start();
      }
    });
    for (const each of seconds) {
      await ticker.tick();
      clock.add(each);
    }
    return { ...slack, saved: await saver.save(), time: clock.now().toISOString(), news: from.news };
  }

  await bring(1, '2026-11-24T12:30:00.000Z');
  const start: State = {
    mode: 'well',
    killAt: 0,
    posts: [],
    saved: await saver.save(),
    time: '2026-11-24T12:30:00.000Z',
    news: 1,
  };
  return {
    desk,
    start,
    kills: () => kills,
    /** Another tick. */
    async follow(state: State, event: Event): Promise<State> {
      if (event === 'kill') return { ...state, killAt: 2 };
      if (event !== 'news' && event !== 'tick') return { ...state, mode: event satisfies Mode };
      await saver.restore(state.saved);
      if (event === 'tick') return tick(state, [3600]);
      await bring(state.news + 1, state.time);
      return { ...state, news: state.news + 1, saved: await saver.save() };
    },
    /** A day with a Slack that is well. */
    async quietDay(state: State): Promise<State> {
      await saver.restore(state.saved);
      return tick({ ...state, mode: 'well', killAt: 0 }, [200, 1000, 12 * 3600, 12 * 3600 - 1200]);
    },
    restore: (state: State) => saver.restore(state.saved),
  };
}

/** Equal keys are equal states. */
export function keyOf({ saved, time, news, mode, killAt, posts }: State): string {
  return createHash('sha1')
    .update(JSON.stringify([saved, time, news, mode, killAt, posts]))
    .digest('base64');
}
