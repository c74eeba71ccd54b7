import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { SourceError } from '../../../src/errors.ts';
import type { SheetRow } from '../../../src/sources/files/read-sheet.ts';
import { readXlsx } from '../../../src/sources/files/read-xlsx.ts';
import { serialDate } from '../../../src/sources/files/serial-date.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-xlsx-'));
const all = async (path: string): Promise<SheetRow[]> => {
  const rows: SheetRow[] = [];
  for await (const some of readXlsx(path)) rows.push(...some);
  return rows;
};

/** What exceljs reads from the same file, cell by cell, as text of ours. */
async function oracle(path: string): Promise<{ sheet: string; rowNumber: number; cells: string[] }[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const rows: { sheet: string; rowNumber: number; cells: string[] }[] = [];
  book.eachSheet((sheet) =>
    sheet.eachRow((row, rowNumber) => {
      const cells: string[] = [];
      row.eachCell((cell, column) => {
        cells[column - 1] = said(cell.value);
      });
      const text = Array.from(cells, (cell) => cell ?? '');
      while (text.at(-1) === '') text.pop();
      if (text.length > 0) rows.push({ sheet: sheet.name, rowNumber, cells: text });
    }),
  );
  return rows;
}

function said(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return said(value.text as ExcelJS.CellValue);
  if ('result' in value) return said(value.result as ExcelJS.CellValue);
  return '';
}

const same = async (path: string) => {
  const ours = (await all(path)).map(({ sheet, rowNumber, cells }) => {
    const text = Array.from(cells, (cell) => cell ?? '');
    while (text.at(-1) === '') text.pop();
    return { sheet, rowNumber, cells: text };
  });
  expect(ours).toEqual(await oracle(path));
  return ours;
};

function fill(book: ExcelJS.Workbook) {
  const one = book.addWorksheet('FY2025');
  one.addRow(['Title & <tags>']);
  one.getCell('A8').value = 'Detainer Prepare Date';
  one.getCell('C8').value = 'b';
  one.getCell('A9').value = new Date('2025-03-04T00:00:00Z');
  one.getCell('A9').numFmt = 'mm/dd/yyyy';
  one.getCell('B9').value = new Date('2025-03-04T17:30:05Z');
  one.getCell('B9').numFmt = 'yyyy-mm-dd hh:mm:ss';
  one.getCell('AB9').value = 'far right';
  one.getCell('A12').value = { richText: [{ text: 'rich ' }, { font: { bold: true }, text: 'text' }] };
  one.getCell('B12').value = true;
  one.getCell('C12').value = { error: '#N/A' };
  one.getCell('D12').value = 12345.5;
  one.getCell('E12').value = { formula: 'D12*2', result: 24691 };
  one.getCell('F12').value = 45000;
  one.getCell('F12').numFmt = '#,##0 "days"';
  one.getCell('G12').value = '  blanks \u00e9\u4e2d\u{1F600} ';
  const two = book.addWorksheet('Second & last');
  two.getCell('B3').value = { text: 'link', hyperlink: 'https://www.ice.gov/doclib/a.pdf' };
}

test('what exceljs writes and reads, we read the same: dates, rich text, errors, blank rows, row numbers', async () => {
  const book = new ExcelJS.Workbook();
  fill(book);
  const path = join(folder, 'shared.xlsx');
  await book.xlsx.writeFile(path);
  const rows = await same(path);
  expect(rows.map((row) => row.rowNumber)).toEqual([1, 8, 9, 12, 3]);
  expect(rows[2]?.cells.slice(0, 2)).toEqual(['2025-03-04', '2025-03-04T17:30:05']);
  expect((await all(path)).at(-1)?.links?.get(1)).toBe('https://www.ice.gov/doclib/a.pdf');
});

test('the date system of 1904', async () => {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = true;
  fill(book);
  const path = join(folder, '1904.xlsx');
  await book.xlsx.writeFile(path);
  expect((await all(path))[2]?.cells[0]).toBe('2025-03-04');
});

test('inline strings, as streaming writers make them', async () => {
  const path = join(folder, 'inline.xlsx');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: false, useStyles: true });
  const sheet = book.addWorksheet('S');
  for (let at = 0; at < 500; at += 1) sheet.addRow([`row ${at} & <b>`, at, null, 'x'.repeat(200)]).commit();
  sheet.commit();
  await book.commit();
  expect(await same(path)).toHaveLength(500);
});

test.each([
  [25569, false, '1970-01-01'],
  [45000, false, '2023-03-15'],
  [45000.5, false, '2023-03-15T12:00:00'],
  [0, true, '1904-01-01'],
  [1_141_572, false, '5025-07-07'],
  [-1, false, undefined],
  [9e9, false, undefined],
  [Number.NaN, false, undefined],
])('day number %d', (serial, date1904, day) => expect(serialDate(serial, date1904)).toBe(day));

test('damaged, cut off, protected or other files are refused with a sentence', async () => {
  const book = new ExcelJS.Workbook();
  fill(book);
  const good = join(folder, 'good.xlsx');
  await book.xlsx.writeFile(good);
  const bytes = readFileSync(good);
  const file = (name: string, content: Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const cut = file('cut.xlsx', bytes.subarray(0, bytes.length / 2));
  await expect(all(cut)).rejects.toThrow(/cut\.xlsx cannot be read as a workbook: it is damaged or cut off/);
  const broken = Buffer.from(bytes);
  broken.fill(0, Math.floor(bytes.length * 0.2), Math.floor(bytes.length * 0.7));
  await expect(all(file('broken.xlsx', broken))).rejects.toThrow(SourceError);
  const locked = file('locked.xlsx', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
  await expect(all(locked)).rejects.toThrow('protected by a password');
  await expect(all(file('text.xlsx', Buffer.from('a,b\n')))).rejects.toThrow('does not start like one');
});
