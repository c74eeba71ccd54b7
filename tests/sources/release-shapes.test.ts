import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { answerCommand } from '../../src/commands/index.ts';
import type { Context } from '../../src/context.ts';
import { RELEASES } from '../../src/sources/ice-detainers/column-names.ts';
import { findSource, importFile } from '../../src/sources/import.ts';
import { bundledDesk } from '../_util/desk.ts';
import { HEADER, iceCsv } from '../_util/ice.ts';
import { rows } from '../_util/news.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-shapes-'));
});
afterEach(() => desk.close());

const load = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return importFile(desk.db, findSource('ice-detainers'), path, { now: desk.now });
};
const published = (name: string) =>
  readFileSync(fileURLToPath(new URL(`./ice-detainers-2026-08/${name}`, import.meta.url)), 'utf8');
const stored = (columns = '*') => rows<Record<string, unknown>>(desk.db, `select ${columns} from detainers`);
const said = async (words: string) => JSON.stringify(await answerCommand(desk, words));

describe('the release of August 2026', () => {
  test('as sent and as cleaned, a row says the same', async () => {
    const what =
      'prepared_on, facility_id, facility_aor, criminality, threat_level, conviction_charge, sentence_days, program, request_type, conviction, flags, identifier, content';
    await load('raw.csv', published('aug-raw.csv'));
    const [raw] = await stored(what);
    expect(raw).toMatchObject({
      prepared_on: '2026-05-30',
      facility_id: 'MN:HENNEMN',
      facility_aor: 'St. Paul Area of Responsibility',
      threat_level: '1',
      sentence_days: 10,
      program: 'ERO Criminal Alien Program',
      request_type: 'Detainer request',
      conviction: 'Nonviolent crime',
      identifier: 'abc1',
    });
    await load('clean.csv', published('aug-clean.csv'));
    expect(await stored(what)).toEqual([raw]);
  });

  test('columns that are not read are listed by `sources`, and the others are not', async () => {
    await load('raw.csv', published('aug-raw.csv'));
    const answer = await said('sources ice-detainers');
    expect(answer).toMatch(/Columns of the file that are not read[^}]*alien_file_number/);
    expect(answer).toMatch(/Columns of the file that are not read[^}]*toa_case_category_code/);
    expect(answer).not.toMatch(/Columns of the file that are not read[^}]*detainer_prepared_date/);
  });
});

test.each(RELEASES)('$release: its names are read', async ({ columns }) => {
  const theirs = Object.fromEntries(Object.entries(columns).map(([their, our]) => [our, their]));
  const header = HEADER.map((name) => theirs[name] ?? name);
  const text = iceCsv([{ unique_identifier: 'id-1' }], HEADER).replace(/^[^\n]*/, header.join(','));
  expect(await load('release.csv', text)).toMatchObject({ rows: 1, inserted: 1, rejected: 0 });
  expect(await stored('prepared_on, facility_id, facility_aor, identifier')).toEqual([
    {
      prepared_on: '2025-03-04',
      facility_id: 'IL:COOKCIL',
      facility_aor: 'Chicago Area of Responsibility',
      identifier: 'id-1',
    },
  ]);
});

test('where a file has two columns for one thing, the one that says something counts', async () => {
  const text = iceCsv([{ facility_state: 'NA' }])
    .split('\n')
    .map((line, at) => `${line},"${at === 0 ? 'State' : 'ILLINOIS'}"`)
    .join('\n');
  await load('historical.csv', text);
  expect(await stored('facility_id')).toEqual([{ facility_id: 'IL:COOKCIL' }]);
});

test('the day on which a detainer was lifted is kept', async () => {
  await load('historical.csv', iceCsv([{ detainer_lift_date: '2025-04-01' }], [...HEADER, 'detainer_lift_date']));
  expect(await stored('lifted_on')).toEqual([{ lifted_on: '2025-04-01' }]);
});

describe('two releases are compared over the columns that both have', () => {
  const people = (count: number, more: Record<string, string> = {}) =>
    Array.from({ length: count }, (_, at) => ({
      birth_year: String(1950 + at),
      case_status: at % 3 ? 'ACTIVE' : '8-Excluded/Deported/Removed',
      detainer_lift_reason_code: 'B',
      visa_yes_no: at % 2 ? 'YES' : 'NO',
      ...more,
    }));
  const march = [...HEADER, 'visa_yes_no'];
  const august = [
    ...HEADER.filter((name) => name !== 'detainer_lift_reason_code'),
    'tod_final_program',
    'biometric_match_yes_no',
  ];
  const later = {
    tod_final_program: '287(g) Program',
    biometric_match_yes_no: 'YES',
    file_original: 'FY26_20260807.xlsx',
  };

  test('other columns change nothing; new ones are added, and those that it lacks are kept', async () => {
    await load('march.csv', iceCsv(people(30), march));
    const next = people(30, later);
    expect(await load('august.csv', iceCsv(next, august))).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 30,
      removed: 0,
    });
    const all = await stored('program, lift_reason_code, flags, birth_year');
    expect(all.every((row) => row['program'] === '287(g) Program' && row['lift_reason_code'] === 'B')).toBe(true);
    for (const row of all) expect(row['flags']).toBe(`------------Y---${Number(row['birth_year']) % 2 ? 'Y' : 'N'}--`);
  });

  test('a real change is one, and the row keeps what the later file lacks', async () => {
    await load('march.csv', iceCsv(people(30), march));
    const next = people(30, later).map((row) =>
      row.birth_year === '1955' ? { ...row, detainer_lift_reason: 'Booked into Detention' } : row,
    );
    expect(await load('august.csv', iceCsv(next, august))).toMatchObject({ inserted: 0, updated: 1, unchanged: 29 });
    const [row] = await rows(
      desk.db,
      'select lift_reason, lift_reason_code, program, flags from detainers where birth_year = 1955',
    );
    expect(row).toEqual({
      lift_reason: 'Booked into Detention',
      lift_reason_code: 'B',
      program: '287(g) Program',
      flags: '------------Y---Y--',
    });
  });

  test('the release after that is compared with what the second one had', async () => {
    await load('march.csv', iceCsv(people(30), march));
    await load('august.csv', iceCsv(people(30, later), august));
    const next = people(30, { ...later, file_original: 'FY26_20260901.xlsx' });
    expect(await load('september.csv', iceCsv(next, august))).toMatchObject({ updated: 0, unchanged: 30 });
    const third = people(30, { file_original: 'FY26_20261001.xlsx' }).map((row, at) =>
      at === 3 ? { ...row, gender: 'Female' } : row,
    );
    expect(await load('october.csv', iceCsv(third, march))).toMatchObject({ unchanged: 29 });
  });

  test('rows of two releases with different columns are compared each over its own', async () => {
    await load('march.csv', iceCsv(people(20), march));
    const texas = { facility_state: 'TEXAS', detention_facility_code: 'TXX' };
    await load('texas_filtered.csv', iceCsv(people(20, { ...later, ...texas }), august));
    const both = [...people(20, later), ...people(20, { ...later, ...texas })];
    expect(await load('both.csv', iceCsv(both, august))).toMatchObject({ inserted: 0, updated: 0, unchanged: 40 });
  });
});

describe('likely copies', () => {
  const same = { unique_identifier: 'same', birth_year: '1980' };
  const counted = async () => (await rows(desk.db, 'select 1 from detainers where not_counted is null')).length;

  test("the publisher's `duplicate_drop_row` decides", async () => {
    const columns = [...HEADER, 'duplicate_drop_row'];
    const some = ['FALSE', 'TRUE', 'True', 'NA'].map((mark) => ({
      ...same,
      duplicate_likely: 'TRUE',
      duplicate_drop_row: mark,
    }));
    await load('clean.csv', iceCsv(some, columns));
    expect(await counted()).toBe(2);
  });

  test.each([
    ['the next day', [['2025-03-04'], ['2025-03-05']], 1],
    ['day after day', [['2025-03-04'], ['2025-03-05'], ['2025-03-06']], 1],
    ['two days later', [['2025-03-04'], ['2025-03-06']], 2],
    ['another facility', [['2025-03-04'], ['2025-03-04', 'OTHER']], 2],
    ['back at the first facility', [['2025-03-04'], ['2025-03-04', 'OTHER'], ['2025-03-05']], 2],
    ['in no order', [['2025-03-06'], ['2025-03-04'], ['2025-03-05']], 1],
  ])("in a file without marks, the publisher's rule: %s", async (_, list, expected) => {
    const some = list.map(([day = '', code = 'COOKCIL']) => ({
      ...same,
      detainer_prepare_date: day,
      detention_facility_code: code,
    }));
    await load(
      'raw.csv',
      iceCsv(
        some,
        HEADER.filter((name) => name !== 'duplicate_likely'),
      ),
    );
    expect(await stored()).toHaveLength(list.length);
    expect(await counted()).toBe(expected);
  });

  test('identifiers that lost their digits make no copies, which is said', async () => {
    const some = [1980, 1981].map((year) => ({
      birth_year: String(year),
      unique_identifier: '1.9143100000101e+18',
      duplicate_likely: 'TRUE',
    }));
    await load('excel.csv', iceCsv(some));
    expect(await counted()).toBe(2);
    expect(await said('sources ice-detainers')).toContain('2 identifiers were stored as numbers and lost digits');
  });

  test('rows alike in every column, without an identifier, are counted, which is said', async () => {
    await load('alike.csv', iceCsv(Array.from({ length: 13 }, () => ({ unique_identifier: 'NA' }))));
    expect(await counted()).toBe(13);
    expect(await said('sources ice-detainers')).toContain(
      '13 rows without an identifier are like another row in every column',
    );
  });
});
