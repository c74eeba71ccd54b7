import { afterEach, beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';
import { madeImport, madeRelease, subscribe } from '../_util/news.ts';
import { type Clock, madeClock, postingDesk } from '../_util/posting.ts';
import { type LocalSlack, startLocalSlack } from '../_util/slack.ts';

let desk: Context;
let slack: LocalSlack;
let clock: Clock;
beforeEach(async () => {
  desk = await bundledDesk();
  slack = await startLocalSlack();
  clock = madeClock('2026-11-24T07:00:00Z');
});
afterEach(async () => {
  await desk.close();
  await slack.close();
});
const watch = (channelId = 'C1') =>
  answerCommand({ ...desk, now: clock.now }, 'watch "Los Angeles County, CA"', {
    channelId,
    userId: 'U7',
    role: 'editor' as const,
  });
const texts = (channelId = 'C1') => slack.parents(channelId).map(({ text }) => text);
const case_ = (name: string) => ({ ...madeRelease(0), fact: name });

test('what a watch told a channel, its digest of the same day counts and does not tell again', async () => {
  await subscribe(desk, 'C1', 'at:16:00 tz:UTC quiet:always', '2026-11-24T06:00:00Z');
  await madeImport(desk.db, [case_('OLD-1'), case_('OLD-2')], { at: '2026-11-24T06:30:00Z' });
  await watch();
  await madeImport(desk.db, [case_('NEW-1')], { at: '2026-11-24T09:00:00Z' });
  const { ticker } = postingDesk(desk, slack, clock);
  clock.set('2026-11-24T09:01:00Z');
  await ticker.tick();
  expect(texts()).toEqual([expect.stringContaining('1 declined release ')]);
  clock.set('2026-11-24T16:00:10Z');
  await ticker.tick();
  // The two cases from before the watch was set up were told by nobody yet.
  expect(texts()[1]).toContain('2 declined releases (as published)');
  expect(texts()[1]).toContain('Watches posted 1 change here earlier today.');
  // The next digest begins after what this one covered.
  clock.set('2026-11-25T16:00:10Z');
  await ticker.tick();
  expect(texts()[2]).toContain('Nothing new since');
  expect(texts()[2]).not.toContain('Watches posted');
});

test('what a digest told a channel, a watch of it leaves out that day, and other channels hear it', async () => {
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC in:California', '2026-11-24T06:00:00Z');
  await watch();
  await watch('C2');
  await madeImport(desk.db, [case_('NEW-1')], { at: '2026-11-24T07:59:30Z' });
  const { ticker } = postingDesk(desk, slack, clock);
  clock.set('2026-11-24T08:00:10Z');
  await ticker.tick();
  await ticker.tick();
  expect(texts()).toEqual([expect.stringMatching(/^Detainer digest .*1 declined release /)]);
  expect(texts('C2')).toEqual([expect.stringMatching(/^Watch .*1 declined release /)]);
  await madeImport(desk.db, [case_('NEW-2')], { at: '2026-11-24T10:00:00Z' });
  clock.set('2026-11-24T10:01:00Z');
  await ticker.tick();
  expect(texts()).toHaveLength(2);
  expect(texts()[1]).toMatch(/^Watch .*1 declined release /);
});
