import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer, Notice } from '../../src/answer.ts';
import type { Asker } from '../../src/command-line/subcommand.ts';
import { todayOf } from '../../src/command-line/today.ts';
import { homeOf } from '../../src/commands/home.ts';
import { answerCommand, findFullTable } from '../../src/commands/index.ts';
import { parseConfig } from '../../src/config.ts';
import { type Context, zoneOf } from '../../src/context.ts';
import { insertAuditRow } from '../../src/db/audit.ts';
import { makeExport } from '../../src/jobs/exports.ts';
import { bundledDesk } from '../_util/desk.ts';
import { loadRows } from '../_util/detainers.ts';
import { madeImport } from '../_util/news.ts';

/** Half past six in the evening of New Year's Eve in Denver; by UTC it is New Year. */
const EVENING = '2026-01-01T01:30:00Z';
const ASKER: Asker = { channelId: 'C1', userId: 'U2', role: 'admin' };

const MINNESOTA = {
  facility_state: 'MINNESOTA',
  detention_facility: 'HENNEPIN COUNTY JAIL',
  facility_city: 'MINNEAPOLIS',
};

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

  test('DESK_TIME_ZONE is read in any spelling of case; without it the machine says the zone', () => {
    expect(parseConfig({ DESK_TIME_ZONE: 'america/los_angeles' }).timeZone).toBe('America/Los_Angeles');
    expect(zoneOf(parseConfig({ DESK_TIME_ZONE: 'Asia/Tokyo' }))).toBe('Asia/Tokyo');
    expect(zoneOf(parseConfig({}))).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });
});

describe("from late afternoon in the West, today is the asker's day", () => {
  test('policy answers for it, and says which day it took', async () => {
    expect((await ask('policy "Denver, CO"')).summary).toContain('Dec 31, 2025');
    expect(await text('policy "Denver, CO"')).toContain('Today is taken as Dec 31, 2025, the day in America/Denver.');
    const inBerlin = { ...ASKER, zone: 'Europe/Berlin' };
    expect((await ask('policy "Denver, CO"', inBerlin)).summary).toContain('Jan 1, 2026');
    expect(await text('policy "Denver, CO"', inBerlin)).not.toContain('Today is taken as');
  });

  test('relative days count from it', async () => {
    expect((await ask('releases since:today')).words).toContain('today');
    const evening = await text('releases since:today until:today');
    expect(evening).toContain('Dec 31, 2025');
    expect(evening).not.toContain('Jan 1, 2026');
    expect((await ask('policy "Denver, CO" on:yesterday')).summary).toContain('Dec 30, 2025');
  });

  test.each(['lookup', 'stats'])('a record of that day is in `%s Minnesota since:today`', async (command) => {
    await loadRows(desk, [{ ...MINNESOTA, detainer_prepare_date: '2025-12-31' }]);
    const inBerlin = { ...ASKER, zone: 'Europe/Berlin' };
    expect((await ask(`${command} Minnesota since:today`)).summary).toMatch(/^1 detainer/);
    const later = (await ask(`${command} Minnesota since:today`, inBerlin)).summary;
    expect(later).toMatch(/No detainer records are loaded for Minnesota (?:\(since today\)|in those days)\./);
  });

  test('compare counts from that day', async () => {
    await loadRows(desk, [{ ...MINNESOTA, detainer_prepare_date: '2025-12-31' }]);
    const line = 'compare Minnesota with Texas since:today';
    expect((await ask(line)).summary).toContain('Minnesota 1; Texas none');
    expect((await ask(line, { ...ASKER, zone: 'Europe/Berlin' })).summary).toContain('No detainer records are loaded');
  });

  test.each([
    'policy "Denver, CO"',
    'policy "Denver, CO" on:yesterday',
    'releases since:"last 20 years"',
    'releases since:2m',
    'cite policy "Cook County, IL" on:2024-05-01',
    'audit',
    'audit since:3d',
  ])('%s says which day it took', async (line) => {
    expect(await text(line)).toContain('Today is taken as Dec 31, 2025, the day in America/Denver.');
  });

  test.each([
    'policy "Denver, CO" on:2024-05-01',
    'policy "Orange County"',
    'releases since:2020',
    'releases since:FY2023',
    'releases in:"Cook County, IL"',
    'sources',
    'help policy',
    'audit since:2025-12-01 until:2025-12-15',
  ])('%s does not speak of today', async (line) => {
    expect(await text(line)).not.toContain('Today is taken as');
  });

  test('an export of today says so among its caveats', async () => {
    const found = await findFullTable(desk, 'policy "Denver, CO"', ASKER);
    expect(JSON.stringify(found)).toContain('Today is taken as Dec 31, 2025, the day in America/Denver.');
    const dated = await findFullTable(desk, 'policy "Denver, CO" on:2024-05-01', ASKER);
    expect(dated.kind).toBe('rows');
    expect(JSON.stringify(dated)).not.toContain('Today is taken as');
    const file = await makeExport(desk, 'policy "Denver, CO"', ASKER, mkdtempSync(join(tmpdir(), 'today-')));
    if (file.kind !== 'file') throw new Error(JSON.stringify(file));
    expect(file.name).toMatch(/-20251231-183000\.csv$/);
    expect(readFileSync(file.path, 'utf8')).toContain('made 2025-12-31 18:30 America/Denver');
  });

  test('a citation was accessed on it', async () => {
    expect(await text('cite policy "Cook County, IL" on:2024-05-01')).toContain('accessed Dec 31, 2025');
  });

  test('the audit of today has what was asked a moment ago, and nothing of the evening before', async () => {
    const row = { way: 'mention', user_id: 'U2', outcome: 'answered' } as const;
    await insertAuditRow(desk.db, [
      { ...row, asked_at: '2025-12-31T06:59:00.000Z', line: 'sources' },
      { ...row, asked_at: '2025-12-31T07:00:00.000Z', line: 'help' },
      { ...row, asked_at: '2026-01-01T01:29:00.000Z', line: 'watches' },
    ]);
    const audit = await ask('audit since:today');
    expect(audit.summary).toBe('All 2 of what was asked in Slack from 2025-12-31 to 2025-12-31, newest first.');
    expect(JSON.stringify(audit)).toMatch(
      /2025-12-31 18:29 America\/Denver · watches.*2025-12-31 00:00 America\/Denver · help/,
    );
  });

  test('what is set up, loaded and shown is dated in the zone of whoever reads it', async () => {
    await ask('watch "Cook County, IL"');
    expect(await text('watches')).toContain('since Dec 31, 2025');
    const inTokyo = { ...ASKER, zone: 'Asia/Tokyo' };
    expect(await text('watches', inTokyo)).toContain('since Jan 1, 2026');
    await madeImport(desk.db, [], { at: EVENING, message: 'It has no header.' });
    expect(await text('sources releases')).toContain('on Dec 31, 2025 was refused');
    expect(await text('sources releases', inTokyo)).toContain('on Jan 1, 2026 was refused');
    expect(JSON.stringify(await homeOf(desk, 'U2'))).toContain('was refused on Dec 31, 2025');
    expect(JSON.stringify(await homeOf(desk, 'U2', 'Asia/Tokyo'))).toContain('was refused on Jan 1, 2026');
  });

  test('an answer that was kept reads the same when it is shown on the next day by UTC', async () => {
    let counter = 0;
    desk = { ...desk, randomBytes: (count) => Uint8Array.from({ length: count }, () => (counter += 1)) };
    const kept = (await ask('policy "Cook County, IL" on:2024-05-01')) as Answer;
    expect(await text(`show ${kept.kept?.id}`)).toContain('It reads the same today.');
  });
});
