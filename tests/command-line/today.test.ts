import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Notice } from '../../src/answer.ts';
import type { Asker } from '../../src/command-line/subcommand.ts';
import { todayOf } from '../../src/command-line/today.ts';
import { answerCommand } from '../../src/commands/index.ts';
import { parseConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { bundledDesk } from '../_util/desk.ts';

/** Half past six in the evening of New Year's Eve in Denver; by UTC it is New Year. */
const EVENING = '2026-01-01T01:30:00Z';
const ASKER: Asker = { channelId: 'C1', userId: 'U2', role: 'admin' };

let desk: Context;
beforeEach(async () => {
  desk = { ...(await bundledDesk(EVENING)), zone: 'America/Denver' };
});
afterEach(() => desk.close());
const ask = (words: string, asker = ASKER): Promise<Answer | Notice> => answerCommand(desk, words, asker);
const text = async (words: string, asker = ASKER) => JSON.stringify(await ask(words, asker));

describe('the zone of an asker', () => {
  test("is that of the channel's digest, else their own, else the desk's", async () => {
    expect(await todayOf(desk, ASKER)).toEqual({ day: '2025-12-31', zone: 'America/Denver' });
    const berlin = { ...ASKER, zone: 'Europe/Berlin' };
    expect(await todayOf(desk, berlin)).toEqual({ day: '2026-01-01', zone: 'Europe/Berlin' });
    await ask('digest on at:08:00 tz:Pacific/Honolulu');
    expect(await todayOf(desk, berlin)).toEqual({ day: '2025-12-31', zone: 'Pacific/Honolulu' });
    expect((await todayOf(desk, { ...berlin, channelId: 'C2' })).zone).toBe('Europe/Berlin');
    await ask('digest off');
    expect((await todayOf(desk, berlin)).zone).toBe('Europe/Berlin');
  });

  test.each(['Mountain Time', 'EST', 'Nowhere/Nothing', '7'])(
    'DESK_TIME_ZONE=%s is refused with an example',
    (zone) => {
      expect(() => parseConfig({ DESK_TIME_ZONE: zone })).toThrow(
        /DESK_TIME_ZONE must be the name of a time zone, for example [A-Z]\w+\/\w+/,
      );
    },
  );

  test('DESK_TIME_ZONE is read in any spelling of case', () => {
    expect(parseConfig({ DESK_TIME_ZONE: 'america/los_angeles' }).timeZone).toBe('America/Los_Angeles');
    expect(parseConfig({}).timeZone).toBeUndefined();
  });
});

describe("from late afternoon in the West, today is the asker's day", () => {
  test('policy answers for it, and says which day it took', async () => {
    expect((await ask('policy "Denver, CO"')).summary).toContain('31 Dec 2025');
    expect(await text('policy "Denver, CO"')).toContain('Today is taken as 31 Dec 2025, the day in America/Denver.');
    const inBerlin = { ...ASKER, zone: 'Europe/Berlin' };
    expect((await ask('policy "Denver, CO"', inBerlin)).summary).toContain('1 Jan 2026');
    expect(await text('policy "Denver, CO"', inBerlin)).not.toContain('Today is taken as');
  });

  test('relative days count from it', async () => {
    expect((await ask('releases since:today')).words).toContain('today');
    const evening = await text('releases since:today until:today');
    expect(evening).toContain('31 Dec 2025');
    expect(evening).not.toContain('1 Jan 2026');
    expect((await ask('policy "Denver, CO" on:yesterday')).summary).toContain('30 Dec 2025');
  });

  test('a citation was accessed on it', async () => {
    expect(await text('cite policy "Cook County, IL" on:2024-05-01')).toContain('accessed 31 Dec 2025');
  });

  test('the audit of today is that of the day', async () => {
    expect((await ask('audit since:today')).summary).toContain('from 2025-12-31 to 2025-12-31');
  });

  test('an answer that was kept reads the same when it is shown on the next day by UTC', async () => {
    let counter = 0;
    desk = { ...desk, randomBytes: (count) => Uint8Array.from({ length: count }, () => (counter += 1)) };
    const kept = (await ask('policy "Cook County, IL" on:2024-05-01')) as Answer;
    expect(await text(`show ${kept.kept?.id}`)).toContain('It reads the same today.');
  });
});
