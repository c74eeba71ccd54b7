import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

type Row = Record<string, string>;
let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-contract-'));
});
afterEach(() => desk.close());

const STATES = ['ILLINOIS', 'TEXAS', 'FLORIDA', 'OHIO'];
/** A release of 240 rows: four states, two sexes, some declined. */
const release = (change: (row: Row, at: number) => Row | undefined = (row) => row): Row[] =>
  Array.from({ length: 240 }, (_, at) => ({
    birth_year: String(1940 + (at % 60)),
    detainer_prepare_date: `2025-03-${String((at % 28) + 1).padStart(2, '0')}`,
    facility_state: STATES[at % 4] as string,
    detention_facility_code: `CODE${at % 4}`,
    gender: at % 6 === 0 ? 'Female' : 'Male',
    detainer_lift_reason: at % 5 === 0 ? 'Detainer Declined by LEA' : 'Booked into Detention',
    unique_identifier: `id-${at}`,
  })).flatMap((row, at) => {
    const changed = change(row, at);
    return changed ? [changed] : [];
  });
const load = async (
  some: Row[],
  {
    name = 'later.csv',
    columns = HEADER,
    ...how
  }: { name?: string; columns?: string[]; accept?: boolean; dry?: boolean } = {},
) => {
  writeFileSync(join(folder, name), iceCsv(some, columns));
  return await importFile(desk.db, findSource('ice-detainers'), join(folder, name), { now: desk.now, ...how });
};
const counted = async () => (await rows(desk.db, 'select 1 from detainers where not_counted is null')).length;

describe('a file that lost something is told before it replaces anything', () => {
  test.each<[string, (row: Row, at: number) => Row | undefined, RegExp]>([
    [
      'a state',
      (row) => (row['facility_state'] === 'OHIO' ? undefined : row),
      /No row of OH, which has loaded rows on these days/,
    ],
    ['half of the states', (row, at) => (at % 4 < 2 ? row : undefined), /No row of FL, OH, which have loaded rows/],
    ['a sex', (row) => ({ ...row, gender: 'Male' }), /No row with the sex Female/],
    [
      'an outcome',
      (row) =>
        row['detainer_lift_reason'] === 'Detainer Declined by LEA' ? { ...row, detainer_lift_reason: 'NA' } : row,
      /No row with the outcome "Recorded by ICE as declined by the agency"/,
    ],
    [
      'more than one row in twenty',
      (row, at) => (at % 15 === 0 ? undefined : row),
      /16 of the 240 rows loaded .* \(6\.7 %\) would be gone/,
    ],
    [
      'what a column says',
      (row) => ({ ...row, gender: 'NA' }),
      /In 100 % of the rows, gender is empty \(usual: 5\.0 % at most\)/,
    ],
    ['the words of a column', (row) => ({ ...row, gender: 'M' }), /gender is none of Male, Female, Unknown/],
    [
      'the days of birth',
      (row) => ({ ...row, birth_year: '2031' }),
      /birth_year is before 1900, or after the detainer/,
    ],
    [
      'the lift reasons',
      (row) => ({ ...row, detainer_lift_reason: 'Verschoben' }),
      /detainer_lift_reason is a word that the desk does not know/,
    ],
  ])('%s', async (_, change, words) => {
    await load(release(), { name: 'first.csv' });
    await expect(load(release(change))).rejects.toThrow(words);
    await expect(load(release(change))).rejects.toThrow(/Nothing was loaded.*--yes/);
    expect(await counted()).toBe(240);
    expect((await load(release(change), { dry: true })).message).toMatch(words);
    expect(await load(release(change), { accept: true })).toMatchObject({ rejected: 0 });
    expect(
      (await rows<{ outcome: string }>(desk.db, 'select outcome from imports order by import_id desc limit 1'))[0]
        ?.outcome,
    ).toBe('loaded');
  });

  test('a whole column, in a first file too', async () => {
    const columns = HEADER.filter((name) => name !== 'citizenship_country');
    await expect(load(release(), { columns })).rejects.toThrow(/In 100 % of the rows, citizenship_country is empty/);
    expect(await counted()).toBe(0);
  });

  test('a share that is unusual, but no sign of a broken file, is told with the import', async () => {
    const result = await load(release((row, at) => (at % 10 === 0 ? { ...row, gender: 'NA' } : row)));
    expect(result).toMatchObject({ inserted: 240 });
    expect(result.message).toContain('In 10 % of the rows, gender is empty');
  });
});

describe('what is no loss', () => {
  test('the same rows again, with another outcome here and there', async () => {
    await load(release(), { name: 'first.csv' });
    const next = release((row, at) => (at % 40 === 0 ? { ...row, detainer_lift_reason: 'Early Release' } : row));
    expect((await load(next)).message).toBeUndefined();
  });

  test('a column in whose place another stands; but a file without it does not replace rows that have it', async () => {
    const columns = [...HEADER.filter((name) => name !== 'facility_state'), 'facility_aor'];
    const raw = release((row) => ({ ...row, facility_aor: 'Chicago Area of Responsibility' }));
    expect(await load(raw, { name: 'raw.csv', columns: [...new Set(columns)] })).toMatchObject({ inserted: 240 });
    await load(release(), { name: 'first.csv' });
    const later = raw.map((row) => ({ ...row, detainer_lift_reason: 'Early Release' }));
    await expect(load(later, { columns: [...new Set(columns)] })).rejects.toThrow(
      /No row of FL, IL, OH, TX, which have loaded rows on these days/,
    );
  });

  test('an extract of one state, or one that is named so', async () => {
    await load(release(), { name: 'first.csv' });
    const ohio = release((row) => (row['facility_state'] === 'OHIO' ? row : undefined)).slice(0, 50);
    expect(await load(ohio, { name: 'ohio.csv' })).toMatchObject({ inserted: 0 });
    const most = release((row) => (row['facility_state'] === 'OHIO' ? undefined : row));
    expect(await load(most, { name: 'detainers_filtered_20260501_101112.csv' })).toMatchObject({ removed: 0 });
  });
});
