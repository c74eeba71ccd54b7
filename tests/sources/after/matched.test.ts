import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, test } from 'vitest';
import { parquetOf } from '../../../bench/generate-parquet.ts';
import type { Context } from '../../../src/context.ts';
import { findSource, type ImportResult, importFile } from '../../../src/sources/import.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { loadRows, type Row } from '../../_util/detainers.ts';
import { rows } from '../../_util/news.ts';

const RELEASE = '2026-ICLI-00005_Detainers_FY25_20260311_Redacted.xlsx';
const ARRESTS_FILE = '2026-ICLI-00005_Arrests_FY25_20260311_Redacted.xlsx';
const id = (number: number) => `a${String(number).padStart(15, '0')}`;

/** A detainer of a person, on a day of 2025. */
const detainer = (person: number, day: string, more: Row = {}): Row => ({
  unique_identifier: id(person),
  detainer_prepare_date: `2025-${day}`,
  birth_year: String(1950 + person),
  file_original: RELEASE,
  row_original: String(100 * person + Number(day.slice(3))),
  ...more,
});
const arrest = (person: number, day: string, more: Row = {}): Row => ({
  unique_identifier: id(person),
  apprehension_date: `2025-${day}`,
  apprehension_method: 'Custodial Arrest',
  file_original: ARRESTS_FILE,
  ...more,
});
const stay = (person: number, day: string, departed = 'NA'): Row => ({
  stay_ID: `${id(person)}_2025-${day} 10:00:00`,
  unique_identifier: id(person),
  stay_book_in_date_time: `2025-${day} 10:00:00`,
  departed_date: departed,
});

const csv = (some: Row[]) => {
  const columns = [...new Set(some.flatMap((row) => Object.keys(row)))];
  return [columns, ...some.map((row) => columns.map((column) => row[column] ?? 'NA'))]
    .map((cells) => cells.map((cell) => `"${cell}"`).join(','))
    .join('\n');
};

async function load(
  desk: Context,
  source: 'ice-arrests' | 'ice-stays' | 'ice-detainers',
  content: string | Buffer,
  name = 'file.csv',
): Promise<ImportResult> {
  const file = join(mkdtempSync(join(tmpdir(), 'after-')), name);
  writeFileSync(file, content);
  return importFile(desk.db, findSource(source), file, { now: desk.now });
}

interface Days {
  prepared_on: string;
  person: string;
  arrested_after_days: number | null;
  stay_after_days: number | null;
  departed_after_days: number | null;
  arrests_import_id: number | null;
}
const daysOf = (desk: Context) =>
  rows<Days>(
    desk.db,
    `select prepared_on, identifier as person, arrested_after_days, stay_after_days, departed_after_days, arrests_import_id
     from detainers order by identifier, prepared_on`,
  );
const arrested = async (desk: Context) => (await daysOf(desk)).map((row) => row.arrested_after_days);

let desk: Context;
beforeEach(async () => {
  desk = await bundledDesk();
  return () => desk.close();
});

describe('the rule of the match', () => {
  test.each<[string, string[], string[], (number | null)[]]>([
    ['the first of several', ['03-01'], ['04-20', '03-11', '06-01'], [10]],
    ['on the day itself', ['03-01'], ['03-01'], [0]],
    ['on the day before', ['03-01'], ['02-28'], [-1]],
    ['two days before is too early', ['03-03'], ['03-01'], [null]],
    ['after 180 days', ['03-01'], ['08-28'], [180]],
    ['after 181 days is too late', ['03-01'], ['08-29'], [null]],
    ['for the last detainer only', ['03-01', '04-01'], ['04-05'], [null, 4]],
    ['for the first, before the second', ['03-01', '04-01'], ['03-30'], [29, null]],
    ['the day before the second is of the second', ['03-01', '04-01'], ['03-31'], [null, -1]],
    ['one for each', ['03-01', '04-01', '05-01'], ['03-02', '04-03', '05-04'], [1, 2, 3]],
    ['before all of them', ['03-01', '04-01'], ['01-05'], [null, null]],
  ])('%s', async (_, detainers, arrests, expected) => {
    await loadRows(desk, [...detainers.map((day) => detainer(1, day)), detainer(2, '05-05')]);
    await load(desk, 'ice-arrests', csv([...arrests.map((day) => arrest(1, day)), arrest(2, '05-06')]));
    expect((await arrested(desk)).slice(0, -1)).toEqual(expected);
  });

  test('two detainers of one day are followed by the same arrest; other people and no identifiers by none', async () => {
    await loadRows(desk, [
      detainer(1, '03-01'),
      detainer(1, '03-01', { detention_facility_code: 'OTHER', row_original: '9' }),
      detainer(2, '03-01'),
      detainer(3, '03-01', { unique_identifier: 'NA' }),
    ]);
    const { message } = await load(
      desk,
      'ice-arrests',
      csv([arrest(1, '03-08'), arrest(9, '03-02'), arrest(9, '03-02', { unique_identifier: 'NA' })]),
    );
    expect((await daysOf(desk)).map(({ person, arrested_after_days }) => [person, arrested_after_days])).toEqual([
      [null, null],
      [id(1), 7],
      [id(1), 7],
      [id(2), null],
    ]);
    expect(message).toContain('Matched by identifier with 3 detainers, 75% of the 4 counted ones');
    expect(message).toContain('of the release 2026-ICLI-00005 of 2026-03-11: 2 of them are followed');
  });

  test('a copy takes no part, and does not end the time of the row that counts', async () => {
    await loadRows(desk, [
      detainer(1, '03-01'),
      detainer(1, '03-01', { duplicate_likely: 'TRUE', gender: 'Female' }),
      detainer(1, '03-01', { duplicate_likely: 'TRUE', gender: 'Unknown' }),
    ]);
    await load(desk, 'ice-arrests', csv([arrest(1, '03-10')]));
    const counted = await rows<{ not_counted: string | null; days: number | null }>(
      desk.db,
      'select not_counted, arrested_after_days as days from detainers order by not_counted is not null, detainer_id',
    );
    expect(counted).toEqual([
      { not_counted: null, days: 9 },
      { not_counted: null, days: 9 },
      { not_counted: 'copy', days: null },
    ]);
  });

  test('stays bring the book-in and the departure, each by the same rule', async () => {
    await loadRows(desk, [detainer(1, '03-01'), detainer(2, '03-01'), detainer(3, '03-01')]);
    await load(
      desk,
      'ice-stays',
      csv([stay(1, '03-04', '2025-04-10'), stay(2, '03-09', '2026-01-01'), stay(3, '01-02', '2025-03-05')]),
    );
    expect(
      (await daysOf(desk)).map((row) => [row.stay_after_days, row.departed_after_days, row.arrests_import_id]),
    ).toEqual([
      [3, 40, null],
      [8, null, null],
      [null, 4, null],
    ]);
  });
});

describe('forms', () => {
  const some = Array.from({ length: 30 }, (_, at) => ({
    person: at + 1,
    day: `03-${String((at % 27) + 1).padStart(2, '0')}`,
  }));
  const COLUMNS = [
    'unique_identifier',
    'apprehension_date',
    'apprehension_method',
    'apprehension_aor',
    'file_original',
  ];
  const expected = some.map(() => 5);
  const later = (day: string) => new Date(Date.parse(`2025-${day}`) + 5 * 86_400_000).toISOString().slice(5, 10);
  const arrests = some.map(({ person, day }) => arrest(person, later(day)));

  async function workbook(): Promise<Buffer> {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('FY2025');
    sheet.addRows(Array.from({ length: 6 }, (_, at) => [`Title ${at}`]));
    sheet.addRow(['AOR', 'Apprehension Criminality', 'Apprehension Date', 'Anonymized Unique Identifier']);
    for (const row of arrests)
      sheet.addRow([
        'Chicago',
        '1 Convicted Criminal',
        new Date(`${row['apprehension_date']}T13:20:00Z`),
        row['unique_identifier'],
      ]);
    return Buffer.from(await book.xlsx.writeBuffer());
  }

  test.each<[string, () => string | Buffer | Promise<Buffer>]>([
    ['arrests.csv', () => csv(arrests)],
    ['FY26_Arrests_ARS_20260311.xlsx', workbook],
    ['arrests-latest.parquet', () => parquetOf(COLUMNS, arrests)],
  ])('%s gives the same days', async (name, content) => {
    await loadRows(
      desk,
      some.map(({ person, day }) => detainer(person, day)),
    );
    expect(await load(desk, 'ice-arrests', await content(), name)).toMatchObject({
      rows: 30,
      inserted: 30,
      rejected: 0,
    });
    expect(await arrested(desk)).toEqual(expected);
  });

  test.each<[string, (some: Row[]) => string | Buffer]>([
    ['stays.csv', csv],
    [
      'detention-stays-latest.parquet',
      (all) => parquetOf(['stay_ID', 'unique_identifier', 'stay_book_in_date_time', 'departed_date'], all),
    ],
  ])('%s gives the same days', async (name, write) => {
    await loadRows(
      desk,
      some.map(({ person, day }) => detainer(person, day)),
    );
    const all = some.map(({ person, day }) => stay(person, later(day), `2025-${later(day)}`));
    await load(desk, 'ice-stays', write(all), name);
    expect((await daysOf(desk)).map((row) => [row.stay_after_days, row.departed_after_days])).toEqual(
      some.map(() => [5, 5]),
    );
  });
});

describe('what is refused, with nothing changed', () => {
  const two = [detainer(1, '03-01'), detainer(2, '03-02')];
  test.each<[string, Row[], Row[], RegExp]>([
    [
      'detainers that are not loaded yet',
      [],
      [arrest(1, '03-02')],
      /No detainer records are loaded.*Load the detainers of the same release first: npm run -s import -- ice-detainers/,
    ],
    [
      'a release of another day',
      two,
      [arrest(1, '03-02', { file_original: '2026-ICLI-00005_Arrests_FY25_20260807.xlsx' })],
      /The file is of the release 2026-ICLI-00005 of 2026-08-07, and the loaded detainers are of the release 2026-ICLI-00005 of 2026-03-11/,
    ],
    [
      'a release of another request',
      two,
      [arrest(1, '03-02', { file_original: '2025-ICLI-00019_Arrests_20260311.xlsx' })],
      /of the release 2025-ICLI-00019 of 2026-03-11, and the loaded/,
    ],
    [
      'other identifiers',
      two,
      [arrest(7, '03-02'), arrest(8, '03-02')],
      /file\.csv is of another release than the loaded detainers: they share no identifier/,
    ],
    [
      'no identifier in the detainers',
      [detainer(1, '03-01', { unique_identifier: 'NA' })],
      [arrest(1, '03-02')],
      /None of the loaded detainers .* has an identifier/,
    ],
    [
      'rows of two releases',
      two,
      [arrest(1, '03-02'), arrest(2, '03-05', { file_original: '2026-ICLI-00005_Arrests_FY26_20260807.xlsx' })],
      /The rows are of two releases/,
    ],
    [
      'a file of detainers',
      two,
      [{ ...detainer(1, '03-01'), ...arrest(1, '03-02') }],
      /is a file of detainers, not of the source ice-arrests/,
    ],
    ['a missing identifier column', two, [{ apprehension_date: '2025-03-02' }], /column unique_identifier is missing/],
    [
      'a missing day column',
      two,
      [{ unique_identifier: id(1) }],
      /column apprehension_date or apprehension_date_time is missing/,
    ],
    [
      'days that are none',
      two,
      [arrest(1, 'XX'), arrest(2, 'XX'), arrest(2, 'XX')],
      /No row of file\.csv can be used.*"2025-XX" is not a date/,
    ],
  ])('%s', async (_, detainers, arrests, message) => {
    if (detainers.length > 0) await loadRows(desk, detainers);
    await expect(load(desk, 'ice-arrests', csv(arrests))).rejects.toThrow(message);
    expect((await daysOf(desk)).every((row) => row.arrests_import_id === null)).toBe(true);
  });

  test('one bad row is set aside with its number, the rest is matched', async () => {
    await loadRows(desk, two);
    const result = await load(
      desk,
      'ice-arrests',
      csv([arrest(1, '03-05'), arrest(2, '13-45'), arrest(2, '03-09', { apprehension_date: '2027-01-01' })]),
    );
    expect(result).toMatchObject({ rows: 3, rejected: 2, inserted: 1 });
    const rejected = await rows<{ reason: string }>(desk.db, 'select reason from rejected_rows order by row_number');
    expect(rejected.map(({ reason }) => reason)).toEqual([
      'apprehension_date "2025-13-45" is not a date (expected like 2026-02-11)',
      'apprehension_date 2027-01-01 is yet to come',
    ]);
    expect(await arrested(desk)).toEqual([4, null]);
  });
});

describe('what is kept', () => {
  test('no row and no identifier of the file, wherever one looks', async () => {
    await loadRows(desk, [detainer(1, '03-01')]);
    await load(
      desk,
      'ice-arrests',
      csv([arrest(1, '03-05'), arrest(77, '03-05', { apprehension_site_landmark: 'PIER NINE' })]),
    );
    const tables = await rows<{ name: string }>(
      desk.db,
      "select name from sqlite_master where type = 'table' and sql not like '%virtual%'",
    );
    const all = await Promise.all(tables.map(({ name }) => rows(desk.db, `select * from "${name}"`)));
    const text = JSON.stringify(all);
    expect(text).toContain(id(1));
    expect(text).not.toContain(id(77));
    expect(text).not.toContain('PIER NINE');
  });

  test('the same file again changes nothing; a smaller one of the release replaces it', async () => {
    await loadRows(desk, [detainer(1, '03-01'), detainer(2, '03-01')]);
    const file = csv([arrest(1, '03-05'), arrest(2, '03-06')]);
    expect(await load(desk, 'ice-arrests', file)).toMatchObject({ inserted: 2, unchanged: 0, removed: 0 });
    expect(await load(desk, 'ice-arrests', file)).toMatchObject({ inserted: 0, unchanged: 2, removed: 0 });
    expect(await load(desk, 'ice-arrests', csv([arrest(2, '03-08')]))).toMatchObject({ unchanged: 1, removed: 1 });
    expect(await arrested(desk)).toEqual([null, 7]);
  });

  test('a later import of detainers takes back what its rows had, and says so; the files can then be matched again', async () => {
    await loadRows(desk, [detainer(1, '03-01'), detainer(2, '03-01')]);
    await load(desk, 'ice-arrests', csv([arrest(1, '03-05')]));
    const next = [
      detainer(1, '03-01', { unique_identifier: 'b000000000000001' }),
      detainer(2, '03-01', { unique_identifier: 'b000000000000002' }),
    ].map((row) => ({
      ...row,
      file_original: '2026-ICLI-00005_Detainers_FY25_20260807.xlsx',
    }));
    await loadRows(desk, next, 'later.csv');
    const [{ message } = { message: '' }] = await rows<{ message: string }>(
      desk.db,
      "select message from imports where source = 'ice-detainers' order by import_id desc limit 1",
    );
    expect(message).toContain('load ice-arrests and ice-stays of this release again');
    expect(await arrested(desk)).toEqual([null, null]);
    await expect(load(desk, 'ice-arrests', csv([arrest(1, '03-05')]))).rejects.toThrow(
      /loaded detainers are of the release/,
    );
    const again = [
      arrest(1, '03-05', {
        unique_identifier: 'b000000000000001',
        file_original: '2026-ICLI-00005_Arrests_FY25_20260807.xlsx',
      }),
    ];
    await load(desk, 'ice-arrests', csv(again));
    expect(await arrested(desk)).toEqual([4, null]);
  });

  test('files of one release that were loaded one by one are matched together', async () => {
    await loadRows(desk, [detainer(1, '03-01')], 'one.csv');
    await loadRows(
      desk,
      [detainer(2, '09-01', { facility_state: 'OHIO', detention_facility_code: 'OHIOX' })],
      'two.csv',
    );
    await load(desk, 'ice-arrests', csv([arrest(1, '03-05'), arrest(2, '09-02')]));
    expect(await arrested(desk)).toEqual([4, 1]);
  });
});
