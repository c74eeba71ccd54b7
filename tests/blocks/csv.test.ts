import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FullTable } from '../../src/answer.ts';
import { renderCsv } from '../../src/blocks/csv.ts';

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
const read = (csv: string): string[][] => parse(csv, { bom: true, relaxColumnCount: true });

test('says above the header what it is; the line that it names is the header', () => {
  const csv = renderCsv(table(), asked);
  const rows = read(csv);
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

test('more rows than are exported are said', () => {
  expect(renderCsv(table({ total: 123_456 }), asked)).toContain('the first 1 of 123,456');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '＝1'])('%j cannot be a formula', (text) => {
  expect(read(renderCsv(table({ rows: [[text, '']] }), asked)).at(-1)?.[0]).toBe(`'${text}`);
});

test('whatever a cell holds, it comes back, and no cell of any line begins a formula', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('=cmd|x', '"', ',', '\n', "'", '\uFEFF', '-'));
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const back = read(renderCsv(table({ rows, total: rows.length }), asked));
      const mine = back.slice(-rows.length);
      expect(mine.map((row) => row.map((each) => each.replace(/^'(?=[=+\-@\t\r\n])/, '')))).toEqual(
        rows.map((row) =>
          row.map((each) =>
            each.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g, '').replace(/^'(?=[=+\-@\t\r\n])/, ''),
          ),
        ),
      );
      expect(back.flat().filter((each) => /^[=+\-@\t\r\n]/.test(each))).toEqual([]);
    }),
  );
});
