import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { iceCsv } from '../_util/ice.ts';
import { rows, subscribe } from '../_util/news.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-changes-'));
let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
});

async function load(source: string, text: string) {
  const file = join(folder, `${source}.csv`);
  writeFileSync(file, text);
  return await importFile(desk.db, findSource(source), file, { now: desk.now });
}
const preview = async () =>
  answerCommand({ ...desk, now: () => new Date('2026-11-25T08:00:00Z') }, 'digest preview', {
    channelId: 'C1',
    userId: 'U7',
    role: 'editor',
  });
const bundled = (name: string) => readFileSync(join(import.meta.dirname, '../../data', name), 'utf8');

test('an edited policies file: what was added, changed and taken away, with what it was', async () => {
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC', desk.now().toISOString());
  const lines = bundled('policies.csv').split('\n');
  const at = lines.findIndex((line) => line.includes('HB 318 (2025),statute'));
  const edited = lines.map((line, index) =>
    index === at ? line.replace('for a longer list of felonies', 'for a shorter list of felonies') : line,
  );
  edited.splice(at + 1, 1);
  const result = await load('policies', edited.join('\n'));
  expect(result).toMatchObject({ updated: 1, removed: 1, inserted: 0 });
  const kept = await rows<{ change: string; was: string; now: string | null }>(
    desk.db,
    `select change, was, now from changes where import_id = (select max(import_id) from imports) order by change`,
  );
  expect(kept.map((row) => row.change)).toEqual(['changed', 'removed']);
  expect(JSON.parse(kept[0]?.was ?? '')).toMatchObject({ information_terms: expect.stringContaining('a longer list') });
  const said = JSON.stringify(await preview());
  expect(said).toContain('1 correction, 1 rule taken back');
  expect(said).toMatch(/information terms: was \\"for a longer list.*now \\"for a shorter list/);
});

test('a later detainer file: rows counted as one release, outcomes was and now, nobody listed', async () => {
  const people = Array.from({ length: 40 }, (_, at) => ({ birth_year: String(1950 + at) }));
  await load('ice-detainers', iceCsv(people));
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC in:Illinois', desk.now().toISOString());
  const later = people.map((row, at) =>
    at < 7 ? { ...row, detainer_lift_reason: 'Detainer Declined by LEA', detainer_lift_reason_code: 'D' } : row,
  );
  await load(
    'ice-detainers',
    iceCsv([...later, ...people.map((row) => ({ ...row, detainer_prepare_date: '2025-05-05' }))]),
  );
  const said = JSON.stringify(await preview());
  expect(said).toContain('7 detainer records with another recorded outcome');
  expect(said).toContain(
    'No outcome recorded → Recorded by ICE as declined by the agency (\\"Detainer Declined by LEA\\")',
  );
  expect(said).toContain('40 detainer rows in one data release (7 rows changed)');
  expect(said).toContain('40 rows of one facility share one date: Cook County Jail, IL, May 5, 2025.');
  expect(said).not.toMatch(/D-[A-Z0-9]{4}/);
  await subscribe(desk, 'C2', 'at:08:00 tz:UTC in:Texas', desk.now().toISOString());
  const elsewhere = await answerCommand(desk, 'digest preview', {
    channelId: 'C2',
    userId: 'U7',
    role: 'editor' as const,
  });
  expect(elsewhere.summary).toContain('Nothing new');
});

test('the same file again is no news; a dry run leaves none', async () => {
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC', desk.now().toISOString());
  const before = await rows(desk.db, 'select count(*) as n from changes');
  await load('releases', bundled('releases.csv'));
  const file = join(folder, 'dry.csv');
  writeFileSync(file, iceCsv([{}]));
  await importFile(desk.db, findSource('ice-detainers'), file, { now: desk.now, dry: true });
  expect(await rows(desk.db, 'select count(*) as n from changes')).toEqual(before);
  expect((await preview()).summary).toContain('Nothing new');
});
