import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeImport, madeRelease, rows, subscribe } from '../_util/news.ts';
import { type Clock, madeClock, postingDesk } from '../_util/posting.ts';
import { writeSheet } from '../_util/sheets.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';

let desk: Context;
let slack: LocalSlack;
let clock: Clock;
beforeEach(async () => {
  desk = await bundledDesk();
  slack = await startLocalSlack();
  clock = madeClock('2026-11-24T12:00:00Z');
});
afterEach(async () => {
  await desk.close();
  await slack.close();
});
const ask = (words: string, channelId = 'C1', more = {}) =>
  answerCommand({ ...desk, now: clock.now }, words, { channelId, userId: 'U7', role: 'editor' as const, ...more });
const text = async (words: string) => JSON.stringify(await ask(words));

describe('`digest now` that Slack refused', () => {
  test('is told to the person, and asking again posts it', async () => {
    await ask('digest on at:20:00 tz:UTC kinds:releases');
    await madeImport(desk.db, [{}]);
    const { ticker } = postingDesk(desk, slack, clock);
    slack.fault = (name, body) =>
      name === 'chat.postMessage' && body['channel'] === 'C1' ? { kind: 'error', error: 'not_in_channel' } : undefined;
    expect((await ask('digest now')).summary).toContain('On its way');
    await ticker.tick();
    expect(slack.parents('U7').map((each) => each.text)).toEqual([expect.stringContaining('not_in_channel')]);
    expect(JSON.stringify(slack.parents('U7')[0]?.blocks)).toContain('{"type":"channel","channel_id":"C1"}');
    slack.fault = () => undefined;
    expect((await ask('digest now')).summary).toContain('On its way');
    await ticker.tick();
    expect(slack.parents('C1')).toHaveLength(1);
    expect((await ask('digest now')).summary).toContain('was posted');
    await ticker.tick();
    expect(slack.parents('C1')).toHaveLength(1);
  });

  test('is told to who asked each time, and to who set it up once', async () => {
    await subscribe(desk, 'C1', 'at:20:00 tz:UTC kinds:releases', '2026-11-24T11:00:00Z');
    await madeImport(desk.db, [{}]);
    const { ticker } = postingDesk(desk, slack, clock);
    const [{ created_by: creator = '' } = {}] = await rows<{ created_by: string }>(
      desk.db,
      'select created_by from subscriptions',
    );
    slack.fault = (name, body) =>
      name === 'chat.postMessage' && body['channel'] === 'C1' ? { kind: 'error', error: 'is_archived' } : undefined;
    for (const told of [1, 2]) {
      await ask('digest now', 'C1', { userId: 'U8' });
      await ticker.tick();
      expect(slack.parents('U8').map((each) => each.text)).toHaveLength(told);
      clock.add(60);
    }
    expect(slack.parents('U8')[0]?.text).toMatch(/which you asked for, .*is_archived/);
    expect(slack.parents(creator).map((each) => each.text)).toEqual([expect.stringContaining('which you set up')]);
  });

  test('the bot enters the channel before it, or says how to', async () => {
    await ask('digest on at:20:00 tz:UTC');
    const said = await ask('digest now', 'C1', { join: async () => 'channel_not_found' });
    expect(JSON.stringify(said)).toContain('/invite @Detainer Desk');
  });
});

describe.each(['digest preview', 'digest now'])('%s', (words) => {
  const shown = async () => {
    const { ticker } = postingDesk(desk, slack, clock);
    const said = JSON.stringify(await ask(words));
    await ticker.tick();
    return said + JSON.stringify(slack.messages.map((each) => each.blocks));
  };

  test('asked the evening before the first one: not late, and nothing was missed', async () => {
    clock.set('2026-11-27T21:06:00Z');
    await ask('digest on at:08:00 tz:UTC kinds:releases quiet:always');
    await madeImport(desk.db, [{}], { at: clock.now().toISOString() });
    expect(await shown()).not.toMatch(/Late:|No digest arrived/);
  });

  test("before the day's hour: next is today, as `digest` says", async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases quiet:always', '2026-11-26T12:00:00Z');
    await madeImport(desk.db, [{}]);
    clock.set('2026-11-28T02:25:00Z');
    expect(await text('digest')).toContain('Next: Sat, Nov 28, 2026');
    const said = await shown();
    expect(said).toContain('next Sat, Nov 28, 2026');
    expect(said).not.toContain('next Sun, Nov 29');
  });
});

test('the counts of the first line are those of the thread: a release that only changes rows brings none', async () => {
  await subscribe(desk, 'C1', 'at:20:00 tz:UTC kinds:data', '2026-11-24T11:00:00Z');
  const importId = await madeImport(desk.db, [], { source: 'ice-detainers', file: 'det2.csv' });
  await sql`insert into facilities (facility_id, name, state, kind, search_key, import_id)
    values ('IL:X', 'X', 'IL', 'county jail', ' X ', 1)`.execute(desk.db);
  await sql`insert into arrivals (import_id, facility_id, added, changed, busiest_on, busiest_rows)
    values (${importId}, 'IL:X', 0, 330, '2026-11-01', 3)`.execute(desk.db);
  const { ticker } = postingDesk(desk, slack, clock);
  clock.set('2026-11-24T20:00:10Z');
  await ticker.tick();
  const [parent] = slack.parents('C1');
  const count = 'one data release without new detainer rows (330 rows changed)';
  expect(parent?.text).toContain(`: ${count}`);
  expect(JSON.stringify(slack.threadOf(parent as never))).toContain(count);
  expect(JSON.stringify(slack.messages)).not.toMatch(/\b330 (new )?detainer rows/);
});

test('the first 287(g) sheet after a digest was set up is news', async () => {
  await subscribe(desk, 'C1', 'at:20:00 tz:UTC kinds:agreements', '2026-11-24T11:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'sheet-'));
  const file = await writeSheet(folder, 'participatingAgencies11232026am.xlsx', [
    ['ALABAMA', 'Made-up County Sheriff', 'County', 'Etowah County', 'Task Force Model', new Date('2026-11-20')],
  ]);
  const source = findSource('agreements-287g');
  if (!source) throw new Error('no source');
  await importFile(desk.db, source, file, { now: clock.now });
  const { ticker } = postingDesk(desk, slack, clock);
  clock.set('2026-11-24T20:00:10Z');
  await ticker.tick();
  expect(slack.parents('C1')[0]?.text).toMatch(/joined 287\(g\)/);
});

test('a county and its state watched in one channel: each change is told once', async () => {
  await ask('watch "Los Angeles County, CA" kinds:releases');
  await ask('watch California kinds:releases');
  const { ticker } = postingDesk(desk, slack, clock);
  await madeImport(desk.db, [{}, { ...madeRelease(1), place_id: '06059' }]);
  await ticker.tick();
  await ticker.tick();
  const [county, state, ...more] = slack.parents('C1').map((each) => each.text);
  expect(more).toEqual([]);
  expect(county).toMatch(/Los Angeles County.*1 declined release/);
  expect(state).toMatch(/California.*1 declined release/);
});

test('a second watch of a place adds its kinds: one watch, one post', async () => {
  await ask('watch "Cook County, IL" kinds:releases');
  expect((await ask('watch "Cook County, IL" kinds:policy')).summary).toContain('published releases, policy');
  expect((await ask('watches')).summary).toContain('1 watch');
});

test('`digest on` changes what is typed and keeps the rest', async () => {
  await ask('digest on at:07:00 tz:America/Chicago in:Texas kinds:policy days:mon-fri quiet:skip');
  await ask('digest on at:09:30');
  expect(await text('digest')).toContain(
    'digest on at:09:30 tz:America/Chicago in:Texas kinds:policy days:mon-fri quiet:skip',
  );
  await ask('digest on in:everywhere kinds:all');
  expect(await text('digest')).toContain('digest on at:09:30 tz:America/Chicago days:mon-fri quiet:skip');
});

test('the buttons of one digest have different names', async () => {
  await subscribe(desk, 'C1', 'at:20:00 tz:UTC', '2026-11-24T11:00:00Z');
  await madeImport(desk.db, [
    {
      kind: 'policy',
      now: JSON.stringify({ name: 'X', state: 'CA', instrument: 'Rule', as_of: '2026', citation: '' }),
    },
    {
      kind: 'outcomes',
      was: JSON.stringify({ outcome_group: 'none', lift_reason: null }),
      now: JSON.stringify({ outcome_group: 'declined', lift_reason: 'x' }),
    },
  ]);
  await madeImport(desk.db, [], { source: 'ice-detainers' });
  const { ticker } = postingDesk(desk, slack, clock);
  clock.set('2026-11-24T20:00:10Z');
  await ticker.tick();
  const labels = [...JSON.stringify(slack.parents('C1')[0]?.blocks).matchAll(/"text":"(About [^"]*)"/g)].map(
    ([, label]) => label,
  );
  expect(labels.length).toBeGreaterThan(1);
  expect(new Set(labels).size).toBe(labels.length);
});
