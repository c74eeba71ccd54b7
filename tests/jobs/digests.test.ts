import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { connect, setBusyTimeout } from '../../src/db/connect.ts';
import { ON_SQLITE } from '../_util/databases.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeAgreement, madeImport, madeRelease, rows, subscribe } from '../_util/news.ts';
import { type Clock, madeClock, postingDesk } from '../_util/posting.ts';
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
const ask = (words: string, channelId = 'C1') =>
  answerCommand({ ...desk, now: clock.now }, words, { channelId, userId: 'U7', role: 'editor' as const });

describe('a digest', () => {
  test('posts one parent of lines that stand alone, and the details in its thread, once', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:America/Los_Angeles in:California', '2026-11-24T12:00:00Z');
    await madeImport(desk.db, [{}, {}, { ...madeAgreement(), state: 'CA', place_id: '06037' }], {
      at: '2026-11-24T13:00:00Z',
    });
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2026-11-24T15:59:00Z');
    await ticker.tick();
    expect(slack.messages).toEqual([]);
    clock.set('2026-11-24T16:00:30Z');
    await ticker.tick();
    await ticker.tick();
    const [parent, ...others] = slack.parents('C1');
    expect(others).toEqual([]);
    expect(parent?.text).toMatch(
      /^Detainer digest · Tue, Nov 24, 2026 · California: New since Tue, Nov 24, 2026, 4:00 AM: /,
    );
    expect(parent?.text).toContain('2 declined releases (as published), 1 agency joined 287(g)');
    expect(JSON.stringify(parent?.blocks)).toContain('As of: ');
    expect(JSON.stringify(parent?.blocks)).toContain('next Wed, Nov 25, 2026 ');
    expect(parent?.metadata?.event_payload.id).toBe('digest-1-2026-11-24');
    const replies = slack.threadOf(parent as never);
    expect(replies.map((each) => each.text.split(':')[0])).toEqual([
      'Published declined-detainer releases',
      '287(g) agreements',
    ]);
    for (const message of slack.messages) {
      expect(message.sent['unfurl_links']).toBe('false');
      expect(message.sent['reply_broadcast'] ?? 'false').toBe('false');
      expect(JSON.stringify(message.blocks)).not.toMatch(/<[!@#]|"type":"user"|broadcast/);
    }
  });

  test('says what is new since the last one that arrived, and repeats nothing', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
    const { ticker } = postingDesk(desk, slack, clock);
    await madeImport(desk.db, [{}], { at: '2026-11-24T20:00:00Z' });
    clock.set('2026-11-25T08:00:10Z');
    await ticker.tick();
    await madeImport(desk.db, [{}, {}], { at: '2026-11-25T20:00:00Z' });
    clock.set('2026-11-26T08:00:10Z');
    await ticker.tick();
    expect(slack.parents('C1').map((each) => /(\d) declined/.exec(each.text)?.[1])).toEqual(['1', '2']);
  });

  test.each([
    ['skip', 0, 0],
    ['line', 1, 0],
    ['always', 1, 1],
  ])('quiet:%s on a day without news', async (quiet, messages, ages) => {
    await subscribe(desk, 'C1', `at:08:00 tz:UTC kinds:releases quiet:${quiet}`, '2026-11-24T12:00:00Z');
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2026-11-25T08:00:10Z');
    await ticker.tick();
    expect(slack.messages).toHaveLength(messages);
    expect(JSON.stringify(slack.messages.map((each) => each.blocks)).split('As of: ').length - 1).toBe(ages);
    expect(await rows(desk.db, 'select * from deliveries')).toHaveLength(1);
    const said = JSON.stringify(await ask('digest'));
    expect(said).toContain(quiet === 'skip' ? 'nothing was new, so nothing was posted' : 'posted at 8:00 AM.');
  });

  test('after a downtime, posts one late digest with a banner that covers the missed days', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:America/New_York', '2026-11-24T12:00:00Z');
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2026-11-24T13:00:10Z');
    await ticker.tick();
    await madeImport(desk.db, [{}, {}, {}], { at: '2026-11-25T20:00:00Z' });
    clock.set('2026-11-28T19:10:00Z');
    await ticker.tick();
    await ticker.tick();
    const late = slack.parents('C1').slice(1);
    expect(late).toHaveLength(1);
    expect(late[0]?.text).toContain('3 declined releases');
    const shown = JSON.stringify(late[0]?.blocks);
    expect(shown).toContain('Late: due at 8:00 AM, composed at 2:10 PM.');
    expect(shown).toContain('No digest arrived on Wed, Nov 25, 2026; Thu, Nov 26, 2026; Fri, Nov 27, 2026');
  });

  test('describes a large import as an import, not as a surge of cases', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
    await madeImport(
      desk.db,
      Array.from({ length: 400 }, () => ({})),
      { file: 'whole-list.csv' },
    );
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2026-11-25T08:00:10Z');
    await ticker.tick();
    const [reply] = slack.threadOf(slack.parents('C1')[0] as never);
    const shown = JSON.stringify(reply?.blocks);
    expect(shown).toContain('400 published rows arrived in one file (whole-list.csv): a load, not a surge');
    expect(shown.match(/citizen of Honduras/g)).toHaveLength(5);
  });

  test('a rule that takes effect on the day, one that ends, and a refused file', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC in:"North Carolina"', '2025-09-30T12:00:00Z');
    await madeImport(desk.db, [], { source: 'policies', message: 'No row can be used.', at: '2025-09-30T13:00:00Z' });
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2025-10-01T08:00:10Z');
    await ticker.tick();
    const [parent] = slack.parents('C1');
    expect(parent?.text).toContain('2 rules take effect today, 2 rules end today');
    expect(parent?.text).not.toContain('failed');
    expect(JSON.stringify(parent?.blocks)).toMatch(/policies: .* was refused on Sep 30, 2025.* No row can be used\./);
    const threads = JSON.stringify(slack.threadOf(parent as never));
    expect(threads).toContain('HB 318');
    expect(threads).not.toContain('No row can be used.');
  });

  test('corrections show the old and the new value', async () => {
    await subscribe(desk, 'C1', 'at:08:00 tz:UTC kinds:releases', '2026-11-24T12:00:00Z');
    await madeImport(desk.db, [
      { change: 'changed', was: JSON.stringify({ release_date: '2026-10-01' }), now: madeRelease(1).now ?? '' },
    ]);
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2026-11-25T08:00:10Z');
    await ticker.tick();
    expect(slack.parents('C1')[0]?.text).toContain('1 correction');
    expect(JSON.stringify(slack.messages)).toContain('release date: was \\"2026-10-01\\" → now \\"2026-11-01\\"');
  });
});

describe('its commands', () => {
  test('digest on confirms the rule and the next run; the bot joins, or says what to do', async () => {
    const join = (error: string | undefined) => ({
      channelId: 'C1',
      userId: 'U7',
      role: 'editor' as const,
      join: async () => error,
    });
    const context = { ...desk, now: clock.now };
    const line = 'digest on at:8am tz:America/New_York in:NV,CA kinds:policy days:mon-fri quiet:skip';
    const said = await answerCommand(context, line, join(undefined));
    expect(said.summary).toBe(
      'This channel gets: Nevada; California · policy · weekdays at 8:00 AM ET · nothing is posted on a day without news. Next: Tue, Nov 24, 2026, 8:00 AM ET.',
    );
    expect(JSON.stringify(said.parts)).not.toContain('/invite');
    const bare = await answerCommand(context, 'digest on at 8am tz America/New_York in NV', {
      ...join(undefined),
      channelId: 'C9',
    });
    expect(bare.summary).toContain('Nevada · all kinds of news · every day at 8:00 AM ET');
    const kept = await answerCommand(context, line, join('method_not_supported_for_channel_type'));
    expect(JSON.stringify(kept.parts)).toContain('/invite @Detainer Desk');
    expect(JSON.stringify(await ask('digest'))).toContain(
      'digest on at:08:00 tz:America/New_York in:Nevada in:California kinds:policy days:mon-fri quiet:skip',
    );
  });

  test('a second digest on changes only what it names; off ends the digest; on starts a new one', async () => {
    await ask('digest on at:13:00 tz:UTC');
    await madeImport(desk.db, [{}]);
    await ask('digest on at:14:00 tz:UTC kinds:releases');
    expect((await ask('digest preview')).summary).toContain('1 declined release');
    await ask('digest off');
    await expect(ask('digest')).rejects.toThrow('no digest');
    const { ticker } = postingDesk(desk, slack, clock);
    clock.set('2026-11-24T14:00:10Z');
    await ticker.tick();
    expect(slack.messages).toEqual([]);
    await ask('digest on at:15:00 tz:UTC');
    expect((await ask('digest preview')).summary).toContain('Nothing new since');
  });

  test('digest now posts at once and keeps the schedule', async () => {
    await ask('digest on at:20:00 tz:UTC');
    await madeImport(desk.db, [{}]);
    const { ticker } = postingDesk(desk, slack, clock);
    expect((await ask('digest now')).summary).toContain('On its way');
    expect((await ask('digest now')).summary).toContain('asked for a moment ago');
    await ticker.tick();
    expect(slack.parents('C1')).toHaveLength(1);
    clock.set('2026-11-24T20:00:10Z');
    await ticker.tick();
    expect(slack.parents('C1')[1]?.text).toContain('1 declined release');
  });

  test.each([
    ['digest on at:08:00', 'Which time zone?'],
    ['digest on at:08:00 tz:EST', 'Did you mean `tz:America/New_York`'],
    ['digest on at:25:00 tz:UTC', 'not a time of day'],
    ['digest on tz:UTC kinds:gossip', 'not a kind of news'],
    ['digest on tz:UTC days:never', 'names no days'],
    ['digest on tz:UTC quiet:maybe', 'quiet:skip'],
    ['digest on tz:UTC in:Atlantis', "I don't know a place"],
    ['digest on tz:UTC in:policies', 'is a source, not a place'],
    ['digest at:08:00', 'begin with on'],
    ['digest of', 'Did you mean `digest off`'],
    ['digest', 'This channel has no digest'],
    ['watch', 'Watch what?'],
    ['watch LA-8', 'never about a person'],
    ['watch D-4QX7-9KTM', 'never about a person'],
    ['watch Maria Gonzalez', 'never about a person'],
    ['unwatch Denver', 'does not watch'],
    ['subscribe', '`digest` does that'],
  ])('%s', async (words, sentence) => {
    await expect(ask(words)).rejects.toThrow(sentence);
  });

  test('asks about an ambiguous place, and each choice keeps the rest of the line', async () => {
    const asked = await ask('digest on at:07:30 tz:America/Chicago in:"Orange County" kinds:policy');
    const choice = asked.parts.flatMap((part) => (part.kind === 'choices' ? part.choices : []))[0];
    expect(choice?.words).toBe('digest on at:07:30 tz:America/Chicago kinds:policy in:"Orange County, CA"');
    expect((await ask(choice?.words ?? '')).summary).toContain('Orange County, CA');
  });
});

describe('a watch', () => {
  test('posts when a fact arrives: one thread per watch and day, with replies for later imports', async () => {
    await ask('watch "Los Angeles County, CA" kinds:releases');
    const { ticker } = postingDesk(desk, slack, clock);
    await ticker.tick();
    await madeImport(desk.db, [{}]);
    await ticker.tick();
    await madeImport(desk.db, [{}, { state: 'TX', place_id: '48201' }]);
    clock.add(3600);
    await ticker.tick();
    await ticker.tick();
    expect(slack.parents('C1')).toHaveLength(1);
    expect(slack.parents('C1')[0]?.text).toContain('Watch · Los Angeles County, CA · Tue, Nov 24, 2026');
    expect(slack.threadOf(slack.parents('C1')[0] as never)).toHaveLength(2);
    await madeImport(desk.db, [{}]);
    clock.set('2026-11-25T12:00:00Z');
    await ticker.tick();
    expect(slack.parents('C1')).toHaveLength(2);
  });

  test("its day is that of the channel's digest, else that of the desk", async () => {
    desk = { ...desk, zone: 'America/Denver' };
    clock.set('2026-11-25T01:00:00Z');
    await ask('watch "Los Angeles County, CA" kinds:releases', 'C1');
    await ask('digest on at:08:00 tz:Asia/Tokyo', 'C2');
    await ask('watch "Los Angeles County, CA" kinds:releases', 'C2');
    const { ticker } = postingDesk(desk, slack, clock);
    await madeImport(desk.db, [{}]);
    await ticker.tick();
    const posted = (channel: string) => slack.parents(channel).map((each) => each.text);
    expect(posted('C1')).toEqual([expect.stringContaining('Watch · Los Angeles County, CA · Tue, Nov 24, 2026')]);
    expect(posted('C2')).toContainEqual(expect.stringContaining('Watch · Los Angeles County, CA · Wed, Nov 25, 2026'));
  });

  test('of an agency posts cases that name it; of a source, its files', async () => {
    await ask('watch LASD kinds:releases', 'C1');
    await ask('watch releases', 'C2');
    const other = madeRelease(2, { releasing_agency: 'Long Beach Police Department' });
    await madeImport(desk.db, [{ now: other.now ?? '' }]);
    const { ticker } = postingDesk(desk, slack, clock);
    await ticker.tick();
    expect(slack.parents('C1')).toEqual([]);
    expect(slack.parents('C2')[0]?.text).toContain('made-up.csv');
    await madeImport(desk.db, [{ now: madeRelease(3, { releasing_agency: 'LASD' }).now ?? '' }]);
    await ticker.tick();
    expect(slack.parents('C1')).toHaveLength(1);
  });

  test('watches and unwatch', async () => {
    await ask('watch "Cook County, IL"');
    await ask('watch ice-detainers kinds:data');
    expect(JSON.stringify(await ask('watches'))).toMatch(/Cook County, IL.*source ice-detainers/);
    await ask('unwatch cook');
    expect((await ask('watches')).summary).toContain('1 watch.');
    const again = (await ask('unwatch "source ice-detainers"')).followUps[0]?.words ?? '';
    expect((await ask(again)).title).toBe('Watching source ice-detainers');
  });
});

test.skipIf(!ON_SQLITE)('two desks on one database for a simulated week: nothing twice, nothing missing', async () => {
  const file = (await rows<{ file: string }>(desk.db, 'pragma database_list'))[0]?.file ?? '';
  const second = { ...desk, db: await connect(file) };
  await Promise.all([setBusyTimeout(desk.db, 20), setBusyTimeout(second.db, 20)]);
  for (const [index, zone] of ['America/New_York', 'Asia/Kolkata', 'UTC'].entries())
    await subscribe(desk, `C${index}`, `at:08:00 tz:${zone} quiet:always`, '2026-10-25T00:00:00Z');
  const [one, two] = [postingDesk(desk, slack, clock, 'w1'), postingDesk(second, slack, clock, 'w2')];
  clock.set('2026-10-25T00:00:00Z');
  await madeImport(desk.db, [{}, {}]);
  for (let tick = 0; tick < 7 * 48; tick += 1) {
    clock.add(1800);
    await Promise.all([one.ticker.tick(), two.ticker.tick()]);
  }
  for (const channel of ['C0', 'C1', 'C2']) {
    const ids = slack.messages
      .filter((each) => each.channel === channel)
      .map((each) => each.metadata?.event_payload.id);
    expect(new Set(ids).size, channel).toBe(ids.length);
    expect(slack.parents(channel)).toHaveLength(7);
    expect(slack.threadOf(slack.parents(channel)[0] as never)).toHaveLength(1);
  }
  await second.db.destroy();
});
