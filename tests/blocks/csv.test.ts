import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FullTable } from '../../src/answer.ts';
import { renderCsv } from '../../src/blocks/csv.ts';
import { parseCsv } from '../../src/sources/files/csv-parser.ts';

const table = (over: Partial<FullTable> = {}): FullTable => ({
  kind: 'rows',
  title: 'A "title"\nof two lines',
  columns: ['a', 'b'],
  rows: [['1', 'x, y']],
  total: 1,
  notes: ['A caveat'],
  citations: [{ title: 'A source', asOf: '2026-03-11', url: 'https://example.org/a' }],
  ...over,
});
const asked = { line: 'releases since:2020', madeAt: '2026-11-24T12:00:00.000Z' };

test("comments above the header describe the file and name the header's line", () => {
  const csv = renderCsv(table(), asked);
  const rows = parseCsv(csv);
  const begins = Number(/begins in line (\d+)/.exec(csv)?.[1]);
  expect(rows[begins - 1]).toEqual(['a', 'b']);
  expect(rows[begins]).toEqual(['1', 'x, y']);
  const above = rows.slice(0, begins - 1);
  expect(above.every((row) => row.length === 1 && row[0]?.startsWith('# '))).toBe(true);
  expect(above.flat().join('\n')).toMatch(
    /A "title" of two lines[\s\S]*skip = \d[\s\S]*Rows: 1[\s\S]*releases since:2020[\s\S]*A caveat[\s\S]*A source, as of 11 Mar 2026, https:\/\/example.org\/a/,
  );
  expect(csv.startsWith('\uFEFF"# ')).toBe(true);
  expect(csv.endsWith('\r\n')).toBe(true);
});

test('says so if there are more rows than are exported', () => {
  expect(renderCsv(table({ total: 123_456 }), asked)).toContain('the first 1 of 123,456');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1', ' =1', '\u00A0+1', '\uFEFF=1', '\u200B@A1'])(
  '%j cannot be a formula',
  (text) => {
    expect(parseCsv(renderCsv(table({ rows: [[text, '']] }), asked)).at(-1)?.[0]).toBe(`'${text}`);
  },
);

test('a control character before a formula does not hide it', () => {
  for (const hidden of ['\u0001=1+1', '\u0000-1', '\u007F@A1', '\u0008\u001B+1'])
    expect(parseCsv(renderCsv(table({ rows: [[hidden, '']] }), asked)).at(-1)?.[0]).toMatch(/^'[=+\-@]/);
});

test('where Excel splits at semicolons, no part begins a formula', () => {
  for (const text of ['a;=1+1', 'a;"=cmd|x"', 'a; +1', 'x\t@A1', ';-1', ';;=1']) {
    const line =
      renderCsv(table({ rows: [[text, 'b']] }), asked)
        .split('\r\n')
        .at(-2) ?? '';
    for (const piece of line.split(/[;\t]/)) expect(piece, text).not.toMatch(/^[" ]{0,2}[=+\-@]/);
  }
});

test('any cell can be read back, and no cell begins a formula', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('=cmd|x', '"', ',', '\n', "'", '\uFEFF', '-'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const back = parseCsv(renderCsv(table({ rows, total: rows.length }), asked));
      const mine = back.slice(-rows.length);
      // Nothing is lost but apostrophes, which are put in, and control characters.
      const letters = (text: string) => text.replace(/['\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '');
      expect(mine.map((row) => row.map(letters))).toEqual(rows.map((row) => row.map(letters)));
      expect(back.flat().filter((each) => /^[\s\uFEFF]*[=+\-@]|^[\t\r\n]/.test(each))).toEqual([]);
    }),
  );
});
