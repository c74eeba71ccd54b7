import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { findSource, importFile } from '../../../src/sources/import.ts';
import { bundledDesk } from '../../_util/desk.ts';
import { iceCsv } from '../../_util/ice.ts';
import { rows } from '../../_util/news.ts';

let desk: Context;
let folder: string;
beforeEach(async () => {
  desk = await bundledDesk();
  folder = mkdtempSync(join(tmpdir(), 'desk-csv-'));
});
afterEach(() => desk.close());

const load = async (content: string | Buffer, name = 'file.csv') => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return await importFile(desk.db, findSource('ice-detainers'), path, { now: desk.now });
};
const cities = async () =>
  (await rows<{ city: string }>(desk.db, 'select city from facilities')).map(({ city }) => city);
const message = async () =>
  (await rows<{ message: string | null }>(desk.db, 'select message from imports order by import_id desc limit 1'))[0]
    ?.message;

const some = [{ facility_city: 'DOÑA ANA' }, { facility_city: 'DOÑA ANA', birth_year: '1990' }];
const text = iceCsv(some);
const long = iceCsv(Array.from({ length: 3000 }, (_, at) => ({ birth_year: String(1940 + (at % 60)) })));

describe('a CSV file as spreadsheets and databases write it', () => {
  test.each([
    ['lines that end with a carriage return alone', text.replaceAll('\n', '\r')],
    ['carriage return and newline', text.replaceAll('\n', '\r\n')],
    ['semicolons', text.replaceAll('","', '";"')],
    ['tabs', text.replaceAll('","', '"\t"')],
    ['bars', text.replaceAll('","', '"|"')],
    ['tabs without quotes', text.replaceAll('","', '\t').replaceAll('"', '')],
    ['a byte-order mark', `\uFEFF${text}`],
    ["lines above the header, as in ICE's workbooks", `Detainers\n\n"Prepared by, for",x\n\n\n\n${text}`],
    ['the line with the separator that Excel reads', `sep=;\n${text.replaceAll('","', '";"')}`],
  ])('%s', async (_, content) => {
    expect(await load(content)).toMatchObject({ rows: 2, inserted: 2, rejected: 0 });
    expect(await cities()).toEqual(['DOÑA ANA']);
    expect(await message()).toBeNull();
  });

  test.each([
    ['little-endian', Buffer.from(`\uFEFF${text.replaceAll('","', '"\t"')}`, 'utf16le')],
    ['big-endian', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ])('Unicode text, %s', async (_, content) => {
    expect(await load(content)).toMatchObject({ rows: 2, inserted: 2 });
    expect(await cities()).toEqual(['DOÑA ANA']);
  });

  test('Windows-1252 is read as such, which is said', async () => {
    expect(await load(Buffer.from(text, 'latin1'))).toMatchObject({ inserted: 2 });
    expect(await cities()).toEqual(['DOÑA ANA']);
    expect(await message()).toContain('file.csv is not in UTF-8: it was read as Windows-1252');
  });

  test('Windows-1252 far into the file, too', async () => {
    const [, ...later] = iceCsv([{ facility_city: 'DOÑA ANA', detention_facility_code: 'NMDONA' }]).split('\n');
    const content = Buffer.concat([Buffer.from(`${long}\n`), Buffer.from(later.join('\n'), 'latin1')]);
    expect(await load(content)).toMatchObject({ rows: 3001 });
    expect(await cities()).toContain('DOÑA ANA');
  });

  test('two encodings in one file are refused', async () => {
    const [, ...later] = iceCsv([{ facility_city: 'CAÑON CITY' }]).split('\n');
    const content = Buffer.concat([Buffer.from(`${text}\n${long}\n`), Buffer.from(later.join('\n'), 'latin1')]);
    await expect(load(content)).rejects.toThrow(/mixes two encodings/);
    expect(await cities()).toEqual([]);
  });

  test('a letter of two bytes is whole at every place in the file', async () => {
    const header = iceCsv([]).length;
    for (const at of [2 ** 19 - 1, 2 ** 19, 2 ** 20 - 1]) {
      const filler = `\n${'x'.repeat(200)}`.repeat(Math.ceil((at - header) / 201)).slice(0, at - header - 40);
      const [first = '', ...others] = iceCsv([{ facility_city: 'DOÑA ANA' }]).split('\n');
      await load(`${filler.slice(1)}\n${first}\n${others.join('\n')}`, `at-${at}.csv`).catch(() => undefined);
    }
    const padded = `${iceCsv(Array.from({ length: 4000 }, () => ({ facility_city: 'DOÑA ANA', unique_identifier: 'NA' })))}`;
    expect(Buffer.byteLength(padded)).toBeGreaterThan(2 * 2 ** 19);
    await load(padded, 'padded.csv');
    expect(new Set(await cities())).toEqual(new Set(['DOÑA ANA']));
  });
});

describe('dates as spreadsheets and databases write them', () => {
  test.each([
    '2025-03-04',
    '2025/03/04',
    '2025-03-04 00:00:00',
    '2025-03-04T00:00:00.000Z',
    '2025-03-04 00:00:00+00',
    '20250304',
    '3/4/2025',
    '03/04/2025 00:00',
    '03/04/2025 12:00:00 AM',
    '3/4/25',
    '3-4-2025',
    '04-Mar-25',
    '4-Mar-2025',
    '4 March 2025',
    'Mar 4, 2025',
    '45720',
    '45720.5',
  ])('%s', async (written) => {
    await load(iceCsv([{ detainer_prepare_date: written }]));
    expect(await rows(desk.db, 'select prepared_on from detainers')).toEqual([{ prepared_on: '2025-03-04' }]);
  });

  test.each(['2025-13-04', '31/02/2025', '0002-06-14', '4 Marble 2025', 'yesterday', '2025', '03/2025'])(
    '%s is no day, and the row is set aside',
    async (written) => {
      const result = await load(iceCsv([{}, { detainer_prepare_date: written }]));
      expect(result).toMatchObject({ inserted: 1, rejected: 1 });
    },
  );
});

test.each([
  [
    'a Git LFS pointer',
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
    /a pointer to a large file \(Git LFS\)/,
  ],
  ['a PDF', '%PDF-1.7\n', /a PDF document/],
  ['a web page', '<!DOCTYPE html><html></html>', /a web page/],
  ['JSON', '{"error": 1}', /JSON/],
  ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /packed \(gzip\): unpack it first/],
  ['Stata', '<stata_dta><header>', /a Stata file: take the release as/],
  ['nothing', '', /is empty/],
])('a file of the disk that is %s is refused as such', async (_, content, words) => {
  await expect(load(content)).rejects.toThrow(words);
});
