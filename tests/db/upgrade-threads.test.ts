import Sqlite from 'better-sqlite3';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { connect } from '../../src/db/connect.ts';
import { madeRelease, rows } from '../_util/news.ts';
import { databaseAt } from '../_util/old-database.ts';
import { madeClock, postingDesk } from '../_util/posting.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.close());

type State = 'waiting' | 'sending' | 'sent' | 'failed';

/** A desk of before: a watch of C1, imports 7 to 9 with a release each, and messages as id and state, at 24 Nov 13:00. */
async function upgraded(since: number, messages: [string, State][]): Promise<Context> {
  const file = await databaseAt('014-audit');
  const old = new Sqlite(file);
  const scope = {
    kind: 'place',
    label: 'California',
    states: ['CA'],
    placeIds: [],
    governedBy: [],
    facilityIds: [],
    agencyKeys: [],
  };
  old
    .prepare(
      `insert into watches (watch_id, channel_id, subject, label, scope, kinds, created_by, created_at, since_import_id)
      values (1, 'C1', 'california', 'California', ?, 'releases', 'U7', '2026-11-01', ?)`,
    )
    .run(JSON.stringify(scope), since);
  for (const id of [7, 8, 9]) {
    old
      .prepare(
        `insert into imports (import_id, source, file, sha256, publisher, published_on, started_at, finished_at, outcome, rows, inserted, updated, unchanged, removed, rejected, absent_columns)
        values (?, 'releases', 'made-up.csv', ?, 'Made up', '2026-11-20', '2026-11-24', '2026-11-24', 'loaded', 1, 1, 0, 0, 0, 0, '')`,
      )
      .run(id, String(id));
    const { fact, now, state } = madeRelease(id);
    old
      .prepare(
        `insert into changes (import_id, kind, change, fact, class, state, place_id, now) values (?, 'releases', 'added', ?, 'declined', ?, null, ?)`,
      )
      .run(id, fact, state, now);
  }
  const payload = JSON.stringify({
    answer: {
      kind: 'notice',
      title: 'Queued before',
      summary: 'As it was.',
      parts: [],
      followUps: [],
      words: 'watches',
    },
  });
  for (const [at, [id, state]] of messages.entries())
    old
      .prepare(
        `insert into outbox (message_id, thread_of, position, channel_id, payload, state, attempts, created_at, expires_at, try_after, unsure, ts, error)
        values (?, ?, ?, 'C1', ?, ?, 1, ?, '2026-11-25T13:00:00.000Z', '2026-11-24T13:00:00.000Z', 0, ?, ?)`,
      )
      .run(
        id,
        id.includes('.') ? id.split('.')[0] : null,
        at,
        payload,
        state,
        `${/\d{4}-\d\d-\d\d/.exec(id)?.[0]}T13:00:00.000Z`,
        state === 'sent' ? '1.1' : null,
        state === 'failed' ? 'not_in_channel' : null,
      );
  old.close();
  const db = await connect(file);
  return {
    db,
    now: () => new Date(),
    log: pino({ level: 'silent' }),
    zone: 'UTC',
    close: () => db.destroy(),
  };
}

/** Ticks with a healthy Slack from 24 Nov 16:00 on. */
async function deliver(desk: Context): Promise<void> {
  const clock = madeClock('2026-11-24T16:00:00Z');
  const { ticker } = postingDesk(desk, slack, clock);
  for (let tick = 0; tick < 4; tick += 1) {
    await ticker.tick();
    clock.add(60);
  }
  expect(await rows(desk.db, "select message_id from outbox where state in ('waiting', 'sending')")).toEqual([]);
  expect(await rows(desk.db, 'select since_import_id from watches')).toEqual([{ since_import_id: 9 }]);
  await desk.close();
}

describe('what an earlier desk had queued for a watch', () => {
  test('below a parent that failed: new again, and posted', async () => {
    const desk = await upgraded(9, [
      ['watch-1-2026-11-24', 'failed'],
      ['watch-1-2026-11-24.8.1', 'failed'],
      ['watch-1-2026-11-24.9.1', 'waiting'],
    ]);
    expect(await rows(desk.db, 'select since_import_id from watches')).toEqual([{ since_import_id: 7 }]);
    await deliver(desk);
    expect(slack.parents('C1').map((each) => /(\d) declined/.exec(each.text)?.[1])).toEqual(['2']);
    expect(slack.parents('C1')[0]?.metadata?.event_payload.id).toBe('watch-1-2026-11-24-2');
  });

  test('and still on its way: posted as it was, once', async () => {
    const desk = await upgraded(9, [
      ['watch-1-2026-11-24', 'waiting'],
      ['watch-1-2026-11-24.9.1', 'waiting'],
    ]);
    await deliver(desk);
    expect(slack.messages.map((each) => each.metadata?.event_payload.id)).toEqual([
      'watch-1-2026-11-24',
      'watch-1-2026-11-24.9.1',
    ]);
  });

  test('and on its way when Slack refuses it: new again', async () => {
    const desk = await upgraded(9, [
      ['watch-1-2026-11-24', 'waiting'],
      ['watch-1-2026-11-24.9.1', 'waiting'],
    ]);
    let refused = 0;
    slack.fault = (method, body) =>
      method === 'chat.postMessage' && body['channel'] === 'C1' && refused++ === 0
        ? { kind: 'error', error: 'not_in_channel' }
        : undefined;
    const clock = madeClock('2026-11-24T15:00:00Z');
    await postingDesk(desk, slack, clock).ticker.tick();
    expect(slack.parents('U7')).toHaveLength(1);
    await desk.db.updateTable('watches').set({ failure: null }).execute(); // the watch is set again
    await deliver(desk);
    expect(slack.parents('C1').map((each) => /(\d) declined/.exec(each.text)?.[1])).toEqual(['1']);
  });

  test('and posted on a day after one that failed: nothing comes again', async () => {
    const desk = await upgraded(9, [
      ['watch-1-2026-11-22', 'failed'],
      ['watch-1-2026-11-22.7.1', 'failed'],
      ['watch-1-2026-11-23', 'sent'],
      ['watch-1-2026-11-23.9.1', 'sent'],
    ]);
    await deliver(desk);
    expect(slack.messages).toEqual([]);
  });
});
