import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { subscribe } from '../_util/news.ts';

const desk = await bundledDesk();
afterAll(() => desk.close());
const said = async (words: string) => JSON.stringify(await answerCommand(desk, words));

test('the list at its dates: Nevada on it in August 2025, off it in October, unknown before', async () => {
  expect(await said('policy Nevada on:2025-08-20')).toContain('Nevada: on it at that date; removed September 2025');
  expect(await said('policy Nevada on:2025-10-01')).toContain('Nevada: no longer on it, removed September 2025');
  expect(await said('policy Nevada on:2025-07-01')).not.toContain('Executive Order 14287');
});

test('city, county and state are each said, with the publisher cited and no label of our own', async () => {
  const portland = await said('policy "Portland, OR"');
  expect(portland).toContain('Portland: on it · Multnomah County: not on it · Oregon: on it');
  expect(portland).toContain('U.S. Department of Justice');
  expect(await said('policy "Baltimore County, MD"')).toContain('Baltimore County called its entry an error');
});

test('an edited list comes with its differences, and a row that does not cite is rejected', async () => {
  await subscribe(desk, 'C1', 'at:08:00 tz:UTC in:Nevada', desk.now().toISOString());
  const text = readFileSync(join(import.meta.dirname, '../../data/lists.csv'), 'utf8');
  const lines = text.trimEnd().split('\n');
  const edited = lines.map((line) =>
    line.includes(',Nevada,') ? line.replace(',2025-09,2025-09,', ',,2025-09,') : line,
  );
  const uncited = 'Some list,Somebody,Reno,city,NV,2025-01-01,,2025-01-01,,,';
  const file = join(mkdtempSync(join(tmpdir(), 'desk-lists-')), 'lists.csv');
  writeFileSync(file, [...edited, uncited].join('\n'));
  const result = await importFile(desk.db, findSource('lists'), file, { now: desk.now });
  expect(result).toMatchObject({ rows: 36, updated: 1, unchanged: 34, rejected: 1 });
  const later = { ...desk, now: () => new Date('2026-11-25T08:00:00Z') };
  const digest = JSON.stringify(
    await answerCommand(later, 'digest preview', { channelId: 'C1', userId: 'U7', role: 'editor' as const }),
  );
  expect(digest).toContain('removed on: was \\"2025-09\\" → now blank');
});
